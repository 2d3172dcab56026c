"""Ways in to the next steps offered to residents, and to what became of them."""

from contextlib import suppress
from dataclasses import replace

from chassis.errors import Refused
from chassis.service import subscribe

from ...domain.activities.activity import sign_up
from ...domain.affairs.affair import take
from ...domain.hours.ledger import volunteer
from ...domain.ladder.steps import Fate, Step, Steps, invite, offer, settle
from ...domain.residents.resident import Purpose, Resident, is_here
from ...inbound import (
    InvitationAccepted,
    InvitationDeclined,
    InvitationExpired,
    InvitationIssued,
    StepSuggested,
)
from ..kept import Kept

Invitation = InvitationAccepted | InvitationDeclined | InvitationExpired
MINE = {"residents": "resident_id", "steps": "resident_id"}
TARGETS = {"activities": "target_id", "shifts": "target_id", "affairs": "target_id"}


class StepWaysIn(Kept):
    """Foot in the door: steps offered, accepted, declined, left to expire."""

    @subscribe(StepSuggested, loads=MINE)
    def on_step_suggested(self, event: StepSuggested) -> None:
        """Guidance found a next small step: the resident finds it on their list."""
        resident = self.residents.find(event.resident_id)
        if is_here(resident) and resident.agrees_to(Purpose.SUGGESTIONS):
            self._keep_steps(offer(self._steps_of(resident), _suggested(event)))

    @subscribe(InvitationIssued, loads=MINE)
    def on_invitation_issued(self, event: InvitationIssued) -> None:
        """A resident was invited, whoever had the idea: it stands on their list, once."""
        resident = self.residents.find(event.resident_id)
        if is_here(resident):
            invited = replace(_invited(event), reason=event.reason)
            self._keep_steps(invite(self._steps_of(resident), invited))

    @subscribe(InvitationAccepted, loads=MINE | TARGETS)
    def on_invitation_accepted(self, event: InvitationAccepted) -> None:
        """A resident accepted an invitation: they are signed up for what they were invited to."""
        resident = self.residents.find(event.resident_id)
        if is_here(resident):
            self._settle(resident, event, Fate.ACCEPTED)
            self._enroll(resident, event)

    @subscribe(InvitationDeclined, loads=MINE)
    def on_invitation_declined(self, event: InvitationDeclined) -> None:
        """A resident declined: the offer's fate is kept."""
        resident = self.residents.find(event.resident_id)
        if is_here(resident):
            self._settle(resident, event, Fate.DECLINED)

    @subscribe(InvitationExpired, loads=MINE)
    def on_invitation_expired(self, event: InvitationExpired) -> None:
        """Nobody answered in time: the offer's fate is kept."""
        resident = self.residents.find(event.resident_id)
        if is_here(resident):
            self._settle(resident, event, Fate.EXPIRED)

    def _settle(self, resident: Resident, event: Invitation, fate: Fate) -> None:
        self._keep_steps(settle(self._steps_of(resident), _invited(event), fate))

    def _steps_of(self, resident: Resident) -> Steps:
        return self.steps.find(resident.id) or Steps(resident.id, resident.division)

    def _keep_steps(self, steps: Steps) -> None:
        if steps != self.steps.find(steps.id):
            self.steps.save(steps)

    def _enroll(self, resident: Resident, event: InvitationAccepted) -> None:
        """An invitation answered too late for a place is still answered: only its fate is kept."""
        target, now = event.target_id, self.work.now
        with suppress(Refused):
            if event.target_kind == "activity" and (activity := self.activities.find(target)):
                self.activities.save(*sign_up(activity, resident, now=now))
            if event.target_kind == "shift" and (shift := self.shifts.find(target)):
                self.shifts.save(*volunteer(shift, resident, now=now))
            if event.target_kind == "affair" and (affair := self.affairs.find(target)):
                self.affairs.save(*take(affair, resident))


def _suggested(event: StepSuggested) -> Step:
    return Step(
        id=event.suggestion_id,
        target_kind=event.target_kind,
        target_id=event.target_id,
        rung=event.rung,
        reason=event.reason,
        at=event.meta.time,
    )


def _invited(event: Invitation | InvitationIssued) -> Step:
    return Step(
        id=event.suggestion_id or event.invitation_id,
        target_kind=event.target_kind,
        target_id=event.target_id,
        at=event.meta.time,
    )
