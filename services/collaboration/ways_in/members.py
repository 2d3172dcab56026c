"""Ways in to the members of organizations, and to residents as collaboration knows them."""

from chassis.http.call import Call
from chassis.service import get, post, subscribe

from ..domain import invitations, invitees, members, tasks
from ..domain.members import Membership, Wish
from ..inbound import ConsentGiven, ConsentWithdrawn, ResidentErased, ResidentRegistered
from ..schemas.organizations import JoinOrganization
from .kept import STAFF, Kept, asked, own_part, said


class MemberWaysIn(Kept):
    """Joining and leaving, and forgetting who is to be forgotten."""

    @post(
        "/v1/members",
        body=JoinOrganization,
        view=Membership,
        roles=("resident", "captain", *STAFF),
        bulk=True,
        loads={
            "organizations": said("organization_id"),
            "invitees": said("resident_id"),
            "members": lambda body: [members.identity(body.organization_id, body.resident_id)],
        },
    )
    def join_organization(self, call: Call) -> Membership:
        """Let a resident join an organization; captains and leads are entered by staff."""
        sent: JoinOrganization = call.body
        call.speaks_for(sent.resident_id)
        members.check_own_wish(sent.role, on_behalf=bool(call.principal.divisions))
        organization = self.organizations.get(sent.organization_id)
        wish = Wish(sent.resident_id, sent.role, tuple(dict.fromkeys(sent.buildings)))
        return self._join(organization, wish)

    @post(
        "/v1/members/{member_id}/leaving",
        view=Membership,
        status=200,
        roles=("resident", "captain", *STAFF),
    )
    def leave_organization(self, call: Call, member_id: str) -> Membership:
        """Let a resident leave an organization; the record of having belonged stays."""
        membership = self.members.get(member_id)
        call.speaks_for(membership.resident_id)
        left, announced = members.leave(membership, now=call.now)
        invitee = self.invitees.find(membership.resident_id)
        if invitee is not None:
            self.invitees.save(invitees.part(invitee, organization_id=membership.organization_id))
        return self._keep(self.members, membership, left, announced)

    @get(
        "/v1/organizations/{organization_id}/members",
        view=Membership,
        paged=True,
        roles=("captain", *STAFF),
        query={"role": "only members in this role"},
    )
    def list_members(self, call: Call, organization_id: str) -> dict[str, object]:
        """List who belongs to an organization."""
        query = {"organization_id": organization_id, "left_at": None}
        return self.members.page(query | asked(call, "role"), call)

    @get(
        "/v1/members",
        view=Membership,
        paged=True,
        query={"resident_id": "only this resident's; residents see their own"},
    )
    def list_memberships(self, call: Call) -> dict[str, object]:
        """List where residents belong or belonged."""
        return self.members.page(own_part(call), call)

    @subscribe(ResidentRegistered, loads={"invitees": "resident_id"})
    def on_resident_registered(self, event: ResidentRegistered) -> None:
        """A registered resident can be invited."""
        known = self.invitees.find(event.resident_id)
        invitee = invitees.enroll(
            known, resident_id=event.resident_id, division=event.division, groups=event.groups
        )
        self._keep(self.invitees, known, invitee)

    @subscribe(ConsentWithdrawn, loads={"invitees": "resident_id"})
    def on_consent_withdrawn(self, event: ConsentWithdrawn) -> None:
        """A resident who no longer wants invitations gets none, and open ones are withdrawn."""
        known = self.invitees.find(event.resident_id)
        if event.purpose not in invitees.PURPOSES or (known and known.erased):
            return
        invitee = known or invitees.Invitee(event.resident_id, event.division)
        left_alone = invitees.withdraw(invitee, event.purpose, at=event.meta.time)
        ended = () if left_alone.open else invitee.open
        for waiting in self.invitations.find_all(i.invitation_id for i in ended).values():
            self.invitations.save(invitations.withdraw(waiting, now=self.work.now))
        self._keep(self.invitees, known, left_alone)

    @subscribe(ConsentGiven, loads={"invitees": "resident_id"})
    def on_consent_given(self, event: ConsentGiven) -> None:
        """A resident who agrees to invitations again can be invited again."""
        known = self.invitees.find(event.resident_id)
        if event.purpose not in invitees.PURPOSES or (known and known.erased):
            return
        invitee = known or invitees.Invitee(event.resident_id, event.division)
        self._keep(self.invitees, known, invitees.agree(invitee, event.purpose, at=event.meta.time))

    @subscribe(ResidentErased, loads={"invitees": "resident_id"})
    def on_resident_erased(self, event: ResidentErased) -> None:
        """A resident is forgotten: memberships go, counts stay without a name."""
        known = self.invitees.find(event.resident_id)
        cut_off = self._forget(known) if known is not None else {}
        self.credits.unlink(event.resident_id, invitees.ERASED)
        self.permits.forget(event.resident_id)
        gone = invitees.erase(known, resident_id=event.resident_id, division=event.division)
        receipt = invitees.receipt(gone, cut_off, now=self.work.now)
        self._keep(self.invitees, known, gone, receipt)

    def _forget(self, invitee: invitees.Invitee) -> dict[str, int]:
        return {
            "invitations": self._forget_invitations(invitee),
            "memberships": self._forget_memberships(invitee),
            "tasks": self._forget_tasks(invitee),
        }

    def _forget_invitations(self, invitee: invitees.Invitee) -> int:
        # A search finds what was stored before this batch; the resident's record names the rest.
        waiting = self.invitations.find_all(i.invitation_id for i in invitee.open)
        stored = {i.id: i for i in self.invitations.of_resident(invitee.id)}
        for invitation in (stored | waiting).values():
            self.invitations.save(invitations.anonymize(invitation, now=self.work.now))
        return len(stored | waiting)

    def _forget_memberships(self, invitee: invitees.Invitee) -> int:
        here = [members.identity(b.organization_id, invitee.id) for b in invitee.belongs_to]
        before = [m.id for m in self.members.of_resident(invitee.id)]
        found = self.members.find_all([*here, *before])
        for member_id in found:
            self.members.remove(member_id)
        return len(found)

    def _forget_tasks(self, invitee: invitees.Invitee) -> int:
        served = self.tasks.find_all(invitee.served_in)
        for task in served.values():
            self.tasks.save(tasks.forget(task, resident_id=invitee.id))
        return len(served)
