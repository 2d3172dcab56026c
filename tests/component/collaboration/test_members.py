import pytest

from services.collaboration.domain.invitations import Status
from services.collaboration.domain.invitees import Belonging, OpenInvitation
from services.collaboration.events import Role, Served, TargetKind
from services.collaboration.inbound import (
    AffairCompleted,
    ConsentWithdrawn,
    ResidentErased,
    ResidentRegistered,
)
from tests.component.collaboration.tokens import ANA, BO, INTEGRATOR, OFFICIAL, WORKER
from tests.unit.collaboration.builders import (
    COMMUNITY,
    a_task,
    an_invitation,
    an_invitee,
    an_organization,
)

JOIN = {"organization_id": "team", "resident_id": "ana"}
WAITING = OpenInvitation("inv-1", TargetKind.ACTIVITY, "act-1")


@pytest.fixture
def h(h):
    h.given("organizations", an_organization("team"))
    return h


def test_a_resident_joins_and_is_announced_once(h):
    h.post("/v1/members", JOIN, as_=ANA)
    again = h.post("/v1/members", JOIN, as_=ANA)

    assert again.status == 201
    assert len(h.announced) == 1


def test_a_resident_joins_only_for_themselves_and_only_as_a_member(h):
    assert h.post("/v1/members", JOIN, as_=BO).status == 403
    assert h.post("/v1/members", JOIN | {"role": "captain"}, as_=ANA).status == 403


def test_nobody_joins_what_does_not_exist(h):
    assert h.post("/v1/members", JOIN | {"organization_id": "none"}, as_=ANA).status == 404


def test_many_members_are_loaded_at_once(h):
    items = [JOIN | {"resident_id": f"r-{n}"} for n in range(3)]

    answer = h.post("/v1/members/bulk", {"items": items}, as_=INTEGRATOR)

    assert answer.json["counts"] == {"done": 3}
    page = h.get("/v1/organizations/team/members?limit=2", as_=WORKER).json
    assert (len(page["items"]), page["next"] is None) == (2, False)


def test_residents_see_their_own_memberships_only(h):
    h.post("/v1/members", JOIN, as_=ANA)

    assert len(h.get("/v1/members", as_=ANA).json["items"]) == 1
    assert h.get("/v1/members", as_=BO).json["items"] == []
    assert h.get("/v1/members?resident_id=ana", as_=BO).status == 403
    assert h.get("/v1/organizations/team/members", as_=BO).status == 403


def test_who_left_is_listed_no_more_and_may_come_back_without_news(h):
    h.post("/v1/members", JOIN, as_=ANA)

    left = h.post("/v1/members/team:ana/leaving", as_=ANA)
    listed = h.get("/v1/organizations/team/members", as_=WORKER).json["items"]
    h.post("/v1/members", JOIN, as_=ANA)

    assert (left.status, listed) == (200, [])
    assert h.stored("members", "team:ana").left_at is None
    assert len(h.announced) == 1


def test_who_holds_an_old_version_changes_nothing(h):
    joined = h.post("/v1/members", JOIN, as_=ANA)
    h.post("/v1/members", JOIN | {"role": "captain"}, as_=WORKER)

    answer = h.post("/v1/members/team:ana/leaving", as_=ANA, if_match=joined.etag)

    assert answer.status == 412


def test_a_registered_resident_can_be_invited(h):
    h.hears(ResidentRegistered("ana", COMMUNITY, ["youth"]), twice=True)

    assert h.stored("invitees", "ana") == an_invitee(groups=("youth",))


def test_a_registration_that_arrives_after_joining_keeps_the_membership(h):
    h.post("/v1/members", JOIN, as_=ANA)

    h.hears(ResidentRegistered("ana", COMMUNITY, []))

    assert h.stored("invitees", "ana").belongs_to == (Belonging("team", Role.MEMBER),)


def test_an_erased_resident_leaves_counts_and_no_name(h):
    h.given("invitees", an_invitee(open=(WAITING,), served_in=("task-parking",)))
    h.given("invitations", an_invitation(), an_invitation("old", status=Status.ACCEPTED))
    h.given("tasks", a_task(served=(Served("ana", 90), Served("bo", 30))))
    h.post("/v1/members", JOIN | {"role": "captain"}, as_=WORKER)
    h.hears(AffairCompleted("affair-1", "ana", "team", COMMUNITY))

    h.hears(ResidentErased("ana", COMMUNITY), twice=True)

    assert h.stored("members", "team:ana") is None
    assert h.stored("invitations", "inv-1").resident_id == "erased"
    assert h.stored("invitations", "inv-1").status is Status.WITHDRAWN
    assert h.stored("invitations", "old").resident_id == "erased"
    assert h.stored("tasks", "task-parking").served == (Served("bo", 30),)
    assert h.stored("invitees", "ana") == an_invitee(registered=False, erased=True)
    credited = h.get("/v1/organizations/team/credits", as_=OFFICIAL).json["captains"]
    assert credited == [{"captain_id": "erased", "minutes": 0, "affairs": 1}]


def test_a_registration_that_arrives_after_the_erasure_brings_nobody_back(h):
    h.hears(ResidentErased("ana", COMMUNITY))

    h.hears(ResidentRegistered("ana", COMMUNITY, ["youth"]))

    assert h.stored("invitees", "ana").erased
    assert h.post("/v1/members", JOIN, as_=WORKER).status == 409


def test_a_resident_who_withdraws_consent_is_invited_no_more(h):
    h.given("invitees", an_invitee(open=(WAITING,)))
    h.given("invitations", an_invitation())

    h.hears(ConsentWithdrawn("ana", "invitations", COMMUNITY), twice=True)

    assert h.stored("invitations", "inv-1").status is Status.WITHDRAWN
    invitee = h.stored("invitees", "ana")
    assert (invitee.unwilling, invitee.open) == (True, ())
    assert not invitee.may_be_invited


def test_consent_to_another_use_is_not_ours_to_end(h):
    h.hears(ConsentWithdrawn("ana", "statistics", COMMUNITY))

    assert h.stored("invitees", "ana") is None


def test_consent_withdrawn_before_the_registration_arrives_still_holds(h):
    h.hears(ConsentWithdrawn("ana", "invitations", COMMUNITY))
    h.hears(ResidentRegistered("ana", COMMUNITY, []))

    invitee = h.stored("invitees", "ana")
    assert (invitee.registered, invitee.unwilling) == (True, True)
