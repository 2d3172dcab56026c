"""Ways in to what is on offer: activities, organizations, shifts and affairs, and their uptake."""

from dataclasses import replace

from chassis.service import every, subscribe

from ..domain.opportunities import TO_JOIN, Opportunity, called_off, key_of, opportunity
from ..domain.places import counted_in
from ..domain.suggestions import Fate
from ..inbound import (
    ActivityCalledOff,
    ActivityChanged,
    ActivityScheduled,
    AffairOpened,
    InvitationAccepted,
    InvitationDeclined,
    InvitationExpired,
    InvitationIssued,
    OrganizationRegistered,
    ShiftCalledOff,
    ShiftOpened,
)
from .offering import Offering

Answered = InvitationAccepted | InvitationDeclined | InvitationExpired


class Opportunities(Offering):
    """Something new serves those who wait; each answer teaches what is worth offering."""

    @subscribe(ActivityScheduled)
    def on_activity_scheduled(self, event: ActivityScheduled) -> None:
        """An activity ahead is a next step for those who come to a space."""
        where, when = event.division, event.starts_at
        self._offer(
            opportunity(
                "activity", event.activity_id, title=event.title, division=where, starts_at=when
            )
        )

    @subscribe(ActivityChanged)
    def on_activity_changed(self, event: ActivityChanged) -> None:
        """An activity that changed is offered as it is now."""
        where, when = event.division, event.starts_at
        changed = opportunity(
            "activity", event.activity_id, title=event.title, division=where, starts_at=when
        )
        self._offer(replace(changed, revision=event.revision))

    @subscribe(ActivityCalledOff)
    def on_activity_called_off(self, event: ActivityCalledOff) -> None:
        """An activity that was called off is offered to nobody any more."""
        known = self.opportunities.find(key_of("activity", event.activity_id))
        if known is None or known.open:
            self.opportunities.save(called_off(known, event.activity_id, event.division))

    @subscribe(ShiftOpened)
    def on_shift_opened(self, event: ShiftOpened) -> None:
        """A shift ahead is a next step for members of organizations."""
        where, when = event.division, event.starts_at
        self._offer(
            opportunity("shift", event.shift_id, title=event.title, division=where, starts_at=when)
        )

    @subscribe(ShiftCalledOff)
    def on_shift_called_off(self, event: ShiftCalledOff) -> None:
        """A shift that was called off is offered to nobody any more."""
        known = self.opportunities.find(key_of("shift", event.shift_id))
        if known is None or known.open:
            off = called_off(known, event.shift_id, event.division, kind="shift")
            self.opportunities.save(off)

    @subscribe(AffairOpened)
    def on_affair_opened(self, event: AffairOpened) -> None:
        """An open affair is a next step for those who serve."""
        self._offer(
            opportunity("affair", event.affair_id, title=event.title, division=event.division)
        )

    @subscribe(OrganizationRegistered)
    def on_organization_registered(self, event: OrganizationRegistered) -> None:
        """A body has a score account; one that residents can join is a next step for the active."""
        subject = f"organization:{event.organization_id}"
        label = {"kind": "organization", "division": event.division, "name": event.name}
        self.totals.add(subject, **label, points=0, actions=0)
        if event.kind in TO_JOIN:
            self._offer(_to_join(event))

    def _offer(self, offered: Opportunity) -> None:
        known = self.opportunities.find(offered.id)
        if known is not None and not (known.open and known.revision <= offered.revision):
            return
        if offered.is_ahead(self.work.now):
            self.opportunities.save(offered)
            self.serve_waiting(offered)

    @subscribe(InvitationIssued)
    def on_invitation_issued(self, event: InvitationIssued) -> None:
        """An invitation went out: the base of the conversion by kind."""
        self._invited(event.division, event.target_kind, issued=1)

    @subscribe(InvitationAccepted, loads={"suggestions": "suggestion_id"})
    def on_invitation_accepted(self, event: InvitationAccepted) -> None:
        """An invitation was taken up: what was offered is worth offering."""
        self._answered(event, Fate.ACCEPTED)

    @subscribe(InvitationDeclined, loads={"suggestions": "suggestion_id"})
    def on_invitation_declined(self, event: InvitationDeclined) -> None:
        """An invitation was declined: the resident waits for another offer."""
        self._answered(event, Fate.DECLINED)

    @subscribe(InvitationExpired, loads={"suggestions": "suggestion_id"})
    def on_invitation_expired(self, event: InvitationExpired) -> None:
        """An invitation was not answered in time: the resident waits for another offer."""
        self._answered(event, Fate.EXPIRED)

    def _answered(self, event: Answered, fate: Fate) -> None:
        self._invited(event.division, event.target_kind, **{fate.value: 1})
        self.worth.add(key_of(event.target_kind, event.target_id), **{fate.value: 1})
        if event.suggestion_id:
            self.record_fate(event.suggestion_id, fate)

    def _invited(self, division: str, kind: str, **counts: int) -> None:
        place = counted_in(division)
        self.invitations.add(f"{place}:{kind}", division=place, target_kind=kind, **counts)

    @every(seconds=60)
    def clear_past_opportunities(self) -> None:
        """What has begun is no longer on offer."""
        for past in self.opportunities.past(self.work.now):
            self.opportunities.remove(past.id)


def _to_join(event: OrganizationRegistered) -> Opportunity:
    return opportunity(
        "organization",
        event.organization_id,
        title=event.name,
        division=event.division,
        serves=event.serves,
    )
