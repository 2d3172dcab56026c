"""What the ways in of every part share: what is kept, and the steps that several of them take."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from chassis.events import Event
from chassis.http.call import Call
from chassis.permits import Permits
from chassis.service import Service, Stored
from chassis.store import Collection

from .. import store
from ..domain import invitees
from ..domain.invitations import Wording, identity, issue, pending, stand_for
from ..domain.invitees import Invitee
from ..domain.members import Membership, Wish, join
from ..domain.members import identity as membership_id
from ..domain.organizations import Organization
from ..domain.rules import SECTION, days_open

S = TypeVar("S")

STAFF = ("worker", "official", "center", "integrator")


class Kept(Service):
    """What collaboration keeps."""

    organizations = Stored(store.Organizations)
    members = Stored(store.Members)
    localities = Stored(store.Localities)
    credits = Stored(store.Credits)
    invitees = Stored(store.Invitees)
    invitations = Stored(store.Invitations)
    conversion = Stored(store.Conversion)
    rulebooks = Stored(store.Rulebooks)
    tasks = Stored(store.Tasks)
    advisory_groups = Stored(store.AdvisoryGroups)
    advice = Stored(store.Advices)
    offers = Stored(store.Offers)
    calls = Stored(store.Calls)
    todos = Stored(store.Todos)
    permits = Stored(Permits)

    def _keep(
        self, kept: Collection[S], before: S | None, after: S, announced: Sequence[Event] = ()
    ) -> S:
        """Save what changed: a state that did not change keeps its version."""
        if after != before:
            kept.save(after, announced)
        return after

    def _join(self, organization: Organization, wish: Wish) -> Membership:
        """Take a resident into an organization, and note it in what is known of the resident."""
        known = self.invitees.find(wish.resident_id)
        invitee = invitees.known_or_new(
            known, resident_id=wish.resident_id, division=organization.division
        )
        belongs = invitees.belong(invitee, organization_id=organization.id, role=wish.role)
        self._keep(self.invitees, known, belongs)
        before = self.members.find(membership_id(organization.id, wish.resident_id))
        joined = join(before, organization=organization, wish=wish, now=self.work.now)
        return self._keep(self.members, before, *joined)

    def _invite(self, invitee: Invitee, wording: Wording) -> str:
        """Invite a resident unless they are invited to the same thing already; give the id."""
        waiting = invitees.open_to(
            invitee, target_kind=wording.target_kind, target_id=wording.target_id
        )
        if waiting:
            return self._add_to(waiting, wording)
        invitation_id = identity(wording.suggestion_id, fresh_id=self.work.new_id())
        if not (wording.suggestion_id and self.invitations.find(invitation_id)):
            self._issue(invitee, wording, invitation_id)
        return invitation_id

    def _add_to(self, invitation_id: str, wording: Wording) -> str:
        known = self.invitations.find(invitation_id)
        if known is not None:
            stands = stand_for(known, suggestion_id=wording.suggestion_id)
            self._keep(self.invitations, known, stands)
        return invitation_id

    def _issue(self, invitee: Invitee, wording: Wording, invitation_id: str) -> None:
        book = self.rulebooks.find(SECTION)
        days = days_open(book, division=invitee.division, now=self.work.now)
        invitation, announced = issue(
            invitee, invitation_id=invitation_id, wording=wording, days=days, now=self.work.now
        )
        open_now = pending(invitation)
        self.invitees.save(invitees.await_answer(invitee, invitation=open_now))
        self.conversion.count(invitation)
        self.invitations.save(invitation, announced)


def said(name: str) -> Callable[..., list[str]]:
    """Name the state a request is about, by an id in its body: one query for a whole bulk."""
    return lambda body, **_path: [getattr(body, name)]


def asked(call: Call, *names: str) -> dict[str, Any]:
    """Take those of the named query parameters that the caller gave."""
    return {name: call.query[name] for name in names if name in call.query}


def own_part(call: Call) -> dict[str, Any]:
    """Limit a list to the resident asked for; residents see what concerns themselves."""
    resident_id = call.query.get("resident_id", "")
    if not call.principal.divisions:
        resident_id = resident_id or call.principal.sub
        call.speaks_for(resident_id)
    return {"resident_id": resident_id} if resident_id else {}
