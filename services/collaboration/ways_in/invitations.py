"""Ways in to invitations."""

from collections.abc import Sequence

from chassis.events import Event
from chassis.http.call import Call
from chassis.service import every, get, post, subscribe

from ..domain import invitees
from ..domain.invitations import (
    Invitation,
    Issuer,
    Wording,
    accept,
    check_open_to_all,
    decline,
    expire,
    has_lapsed,
)
from ..domain.localities import community_of, group_for
from ..domain.members import Wish
from ..domain.rules import SECTION, Edition, Rulebook, days_in, publish
from ..events import TargetKind
from ..inbound import ResidentSteppedUp, StandardPublished, StepSuggested
from ..schemas.invitations import ConversionView, InviteResident
from ..views import conversion_of
from .kept import STAFF, Kept, asked, own_part, said

YOUTH = "youth"
REASONS = {
    "activity": "您参加了社区活动，邻居们邀请您加入 / you came to an activity: join your neighbors",
    "organization": "您已加入组织，欢迎一起服务 / you joined a group: come and serve with others",
    "service": "您服务过邻里，欢迎参与公共事务 / you served others: take part in public affairs",
}
ANSWERING = ("resident", "captain", *STAFF)


class InvitationWaysIn(Kept):
    """Inviting residents, and what they answer."""

    @post(
        "/v1/invitations",
        body=InviteResident,
        view=Invitation,
        roles=("captain", *STAFF),
        bulk=True,
        loads={"invitees": said("resident_id")},
    )
    def invite_resident(self, call: Call) -> Invitation:
        """Invite a resident; while they are asked to the same thing, that invitation is shown."""
        sent: InviteResident = call.body
        known = self.invitees.find(sent.resident_id)
        invitee = invitees.registered(known, resident_id=sent.resident_id)
        call.covers(invitee.division)
        check_open_to_all(sent.target_kind)
        if sent.target_kind is TargetKind.ORGANIZATION:
            self.organizations.read(sent.target_id)
        wording = Wording(sent.target_kind, sent.target_id, sent.reason, Issuer.PEOPLE)
        return self.invitations.read(self._invite(invitee, wording))

    @get(
        "/v1/invitations",
        view=Invitation,
        paged=True,
        query={
            "resident_id": "only this resident's; residents see their own",
            "status": "issued, accepted, declined, expired or withdrawn",
        },
    )
    def list_invitations(self, call: Call) -> dict[str, object]:
        """List invitations: residents see their own, staff those of their divisions."""
        return self.invitations.page(own_part(call) | asked(call, "status"), call)

    @get(
        "/v1/invitations/conversion",
        view=ConversionView,
        query={"division": "only in this division"},
    )
    def show_conversion(self, call: Call) -> ConversionView:
        """Show how many invitations of each kind were taken up."""
        return conversion_of(self.conversion.within(call.query.get("division")))

    @get("/v1/invitations/{invitation_id}", view=Invitation)
    def show_invitation(self, call: Call, invitation_id: str) -> Invitation:
        """Show an invitation to the resident it is for, or to their staff."""
        invitation = self.invitations.read(invitation_id)
        call.speaks_for(invitation.resident_id)
        return invitation

    @post(
        "/v1/invitations/{invitation_id}/acceptance",
        view=Invitation,
        status=200,
        roles=ANSWERING,
    )
    def accept_invitation(self, call: Call, invitation_id: str) -> Invitation:
        """Accept an invitation; one to an organization makes the resident a member."""
        invitation = self.invitations.get(invitation_id)
        call.speaks_for(invitation.resident_id)
        accepted, announced = accept(invitation, now=call.now)
        self._take_up(accepted)
        return self._keep_answer(accepted, announced)

    @post(
        "/v1/invitations/{invitation_id}/refusal",
        view=Invitation,
        status=200,
        roles=ANSWERING,
    )
    def decline_invitation(self, call: Call, invitation_id: str) -> Invitation:
        """Decline an invitation."""
        invitation = self.invitations.get(invitation_id)
        call.speaks_for(invitation.resident_id)
        return self._keep_answer(*decline(invitation, now=call.now))

    @every(seconds=30)
    def expire_lapsed(self) -> None:
        """Let invitations lapse whose day has passed without an answer."""
        lapsed = self.invitations.lapsed(self.work.now)
        self.invitees.find_all(invitation.resident_id for invitation in lapsed)
        for invitation in lapsed:
            if has_lapsed(invitation, now=self.work.now):
                self._keep_answer(*expire(invitation, now=self.work.now))

    @subscribe(StepSuggested, loads={"invitees": "resident_id"})
    def on_step_suggested(self, event: StepSuggested) -> None:
        """A suggested step becomes an invitation, once."""
        known = self.invitees.find(event.resident_id)
        invitee = invitees.registered(known, resident_id=event.resident_id)
        if invitee.may_be_invited:
            self._invite(invitee, _suggested(event))

    @subscribe(ResidentSteppedUp, loads={"invitees": "resident_id"})
    def on_resident_stepped_up(self, event: ResidentSteppedUp) -> None:
        """A resident who climbed a rung is invited to a group of the neighborhood that fits it."""
        known = self.invitees.find(event.resident_id)
        invitee = invitees.registered(known, resident_id=event.resident_id)
        group_id = self._group_for(invitee, event.rung)
        if group_id is not None:
            kind, reason = TargetKind.ORGANIZATION, REASONS[event.rung]
            self._invite(invitee, Wording(kind, group_id, reason, Issuer.LADDER))

    @subscribe(StandardPublished)
    def on_standard_published(self, event: StandardPublished) -> None:
        """A standard that says for how many days invitations stay open is taken up."""
        days = days_in(event.rules)
        if days is None:
            return
        known = self.rulebooks.find(SECTION)
        edition = _edition(event, days)
        self._keep(self.rulebooks, known, publish(known or Rulebook(), edition=edition))

    def _group_for(self, invitee: invitees.Invitee, rung: str) -> str | None:
        if not invitee.may_be_invited or invitees.asked_to_join(invitee):
            return None
        return group_for(
            self.localities.find(community_of(invitee.division)),
            rung=rung,
            youth=YOUTH in invitee.groups,
            taken=invitees.organizations_of(invitee),
        )

    def _take_up(self, invitation: Invitation) -> None:
        if invitation.target_kind is not TargetKind.ORGANIZATION:
            return
        organization = self.organizations.find(invitation.target_id)
        invitee = self.invitees.find(invitation.resident_id)
        taken = invitees.organizations_of(invitee) if invitee else frozenset()
        if organization is not None and organization.id not in taken:
            self._join(organization, Wish(invitation.resident_id))

    def _keep_answer(self, invitation: Invitation, announced: Sequence[Event]) -> Invitation:
        invitee = self.invitees.find(invitation.resident_id)
        if invitee is not None:
            self.invitees.save(invitees.answered(invitee, invitation_id=invitation.id))
        self.conversion.count(invitation)
        self.invitations.save(invitation, announced)
        return invitation


def _suggested(event: StepSuggested) -> Wording:
    return Wording(
        event.target_kind, event.target_id, event.reason, Issuer.GUIDANCE, event.suggestion_id
    )


def _edition(event: StandardPublished, days: int) -> Edition:
    return Edition(event.standard_id, event.number, event.in_force_from, event.division, days)
