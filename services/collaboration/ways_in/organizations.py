"""Ways in to organizations and centers, and what is credited to them."""

from chassis.http.call import Call
from chassis.service import get, post, subscribe

from ..domain.credits import accounts
from ..domain.invitees import captain_in
from ..domain.localities import community_of, note, places_of
from ..domain.neighborly import KINDS_OF, known_setting
from ..domain.organizations import Organization, identity, register
from ..inbound import ActivityAttended, AffairCompleted, HoursCredited, SpaceVisited
from ..schemas.organizations import CreditsView, RegisterOrganization
from ..views import credits_of
from .kept import STAFF, Kept, asked


class OrganizationWaysIn(Kept):
    """Registering bodies, showing them, and crediting what residents do with them."""

    @post(
        "/v1/organizations",
        body=RegisterOrganization,
        view=Organization,
        roles=STAFF,
        bulk=True,
        loads={
            "organizations": lambda body: [identity(body.kind, body.reference, fresh_id="")],
            "localities": lambda body: [community_of(body.division), *body.serves],
        },
    )
    def register_organization(self, call: Call) -> Organization:
        """Register an organization or a center; the same reference again changes nothing."""
        call.covers(call.body.division)
        entry = self._entry(call)
        known = self.organizations.find(entry.id)
        if known is not None:
            call.covers(known.division)
        organization, announced = register(known, entry=entry)
        self._note_places(organization, known)
        return self._keep(self.organizations, known, organization, announced)

    @get(
        "/v1/organizations",
        view=Organization,
        paged=True,
        query={
            "kind": "only of this kind",
            "serves": "only those that serve this division",
            "setting": "only bodies of neighbors: rural or urban",
        },
    )
    def list_organizations(self, call: Call) -> dict[str, object]:
        """List the bodies that take part, by kind and place."""
        query = asked(call, "kind", "serves")
        if "setting" in call.query:
            kinds = [kind.value for kind in KINDS_OF[known_setting(call.query["setting"])]]
            query["kind"] = {"$in": [kind for kind in kinds if query.get("kind", kind) == kind]}
        return self.organizations.page(query, call)

    @get("/v1/organizations/{organization_id}", view=Organization)
    def show_organization(self, call: Call, organization_id: str) -> Organization:  # noqa: ARG002
        """Show one organization."""
        return self.organizations.read(organization_id)

    @get("/v1/organizations/{organization_id}/credits", view=CreditsView, roles=("captain", *STAFF))
    def show_credits(self, call: Call, organization_id: str) -> CreditsView:
        """Show what residents did with an organization, and what its captains did."""
        call.covers(self.organizations.read(organization_id).division)
        rows = self.credits.where({"organization_id": organization_id}, limit=1000)
        return credits_of(organization_id, rows)

    @subscribe(SpaceVisited)
    def on_space_visited(self, event: SpaceVisited) -> None:
        """A visit is credited to the organization that keeps the space."""
        to = accounts(event.host_id, resident_id=event.resident_id, captain=False)
        self.credits.credit(to, visits=1)

    @subscribe(ActivityAttended)
    def on_activity_attended(self, event: ActivityAttended) -> None:
        """An attendance is credited to the organization that held the activity."""
        to = accounts(event.host_id, resident_id=event.resident_id, captain=False)
        self.credits.credit(to, attendances=1)

    @subscribe(HoursCredited, loads={"invitees": "resident_id"})
    def on_hours_credited(self, event: HoursCredited) -> None:
        """Time given is credited to the organization, and to its captain who gave it."""
        team = event.organization_id
        captain = captain_in(self.invitees.find(event.resident_id), organization_id=team)
        to = accounts(team, resident_id=event.resident_id, captain=captain)
        self.credits.credit(to, minutes=event.minutes)

    @subscribe(AffairCompleted, loads={"invitees": "resident_id"})
    def on_affair_completed(self, event: AffairCompleted) -> None:
        """An affair is credited to the team, and to the captain who settled it."""
        team = event.team_id
        captain = captain_in(self.invitees.find(event.resident_id), organization_id=team)
        to = accounts(team, resident_id=event.resident_id, captain=captain)
        self.credits.credit(to, affairs=1)

    def _entry(self, call: Call) -> Organization:
        sent: RegisterOrganization = call.body
        return Organization(
            id=identity(sent.kind, sent.reference, fresh_id=call.new_id()),
            division=sent.division,
            name=sent.name,
            kind=sent.kind,
            serves=tuple(dict.fromkeys(sent.serves)),
            reference=sent.reference,
            registered_at=call.now,
        )

    def _note_places(self, organization: Organization, before: Organization | None) -> None:
        codes = [*places_of(organization), *(places_of(before) if before else ())]
        known = self.localities.find_all(codes)
        for locality in note(known, organization=organization, before=before):
            self.localities.save(locality)
