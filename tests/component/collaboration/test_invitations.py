from datetime import date, timedelta

import pytest

from chassis.errors import NotFound
from services.collaboration.domain.invitees import Belonging
from services.collaboration.events import (
    InvitationAccepted,
    InvitationDeclined,
    InvitationExpired,
    InvitationIssued,
    MemberJoined,
    Role,
    TargetKind,
)
from services.collaboration.inbound import ResidentSteppedUp, StandardPublished, StepSuggested
from tests.component.collaboration.tokens import ANA, BO, INTEGRATOR, OFFICIAL, STRANGER, WORKER
from tests.unit.collaboration.builders import COMMUNITY, NOON, an_invitee, an_organization

INVITE = {"resident_id": "ana", "target_kind": "activity", "target_id": "act-1", "reason": "come"}
SUGGESTED = StepSuggested("sug-1", "ana", TargetKind.ACTIVITY, "act-1", "next door", COMMUNITY)
AID = {"name": "互助社", "kind": "mutual_aid", "division": COMMUNITY, "reference": "aid"}
CLIMBED = ResidentSteppedUp("ana", "activity", COMMUNITY)
SUG = "invitation-sug-1"


@pytest.fixture
def h(h):
    h.given("invitees", an_invitee())
    return h


def announced(h, kind):
    return [event for event in h.announced if isinstance(event, kind)]


def conversion(h, kind="activity"):
    rows = h.get("/v1/invitations/conversion", as_=ANA).json["items"]
    return next(row for row in rows if row["target_kind"] == kind)


def test_a_suggested_step_becomes_one_invitation(h):
    h.hears(SUGGESTED, twice=True)

    assert h.announced == [
        InvitationIssued(
            SUG, "ana", "activity", "act-1", "sug-1", "next door", NOON + timedelta(days=7),
            COMMUNITY,
        )
    ]  # fmt: skip


def test_the_same_suggestion_told_anew_after_the_answer_invites_nobody_again(h):
    h.hears(SUGGESTED)
    h.post(f"/v1/invitations/{SUG}/refusal", as_=ANA)

    h.hears(SUGGESTED)

    assert len(announced(h, InvitationIssued)) == 1


def test_a_suggestion_waits_for_the_registration_it_depends_on(h):
    unknown = StepSuggested("sug-2", "new", TargetKind.ACTIVITY, "act-1", "why", COMMUNITY)

    with pytest.raises(NotFound):
        h.hears(unknown)


@pytest.mark.parametrize("unfit", [{"erased": True}, {"unwilling": True}])
def test_who_is_not_to_be_invited_is_left_alone(h, unfit):
    h.given("invitees", an_invitee(**unfit))

    h.hears(SUGGESTED)
    h.hears(CLIMBED)

    assert h.announced == []
    assert h.post("/v1/invitations", INVITE, as_=WORKER).status == 409


def test_an_invitation_to_the_same_thing_stays_one(h):
    first = h.post("/v1/invitations", INVITE, as_=WORKER)
    again = h.post("/v1/invitations", INVITE, as_=OFFICIAL)
    h.hears(SUGGESTED)

    assert (first.status, first.json) == (201, again.json)
    assert len(announced(h, InvitationIssued)) == 1


def test_a_resident_can_be_asked_again_after_saying_no(h):
    first = h.post("/v1/invitations", INVITE, as_=WORKER).json["id"]
    h.post(f"/v1/invitations/{first}/refusal", as_=ANA)

    again = h.post("/v1/invitations", INVITE, as_=WORKER)

    assert again.json["id"] != first


def test_the_standard_in_force_says_how_long_an_invitation_stays_open(h):
    standard = StandardPublished(
        "plan", 1, date(2019, 1, 1), {"invitations": {"days": 3}}, "440605"
    )
    h.hears(standard, twice=True)
    h.hears(StandardPublished("other", 1, date(2019, 1, 1), {"points": {}}, "440605"))

    h.hears(SUGGESTED)

    assert h.stored("invitations", SUG).expires_at == NOON + timedelta(days=3)
    assert len(h.stored("rulebooks", "invitations").editions) == 1


def test_an_accepted_invitation_is_announced_with_its_suggestion(h):
    h.hears(SUGGESTED)

    answer = h.post(f"/v1/invitations/{SUG}/acceptance", as_=ANA)

    assert (answer.status, answer.json["status"]) == (200, "accepted")
    assert announced(h, InvitationAccepted) == [
        InvitationAccepted(SUG, "ana", "activity", "act-1", "sug-1", COMMUNITY)
    ]
    assert h.stored("invitees", "ana").open == ()


def test_an_answer_repeated_with_its_key_is_told_again(h):
    h.hears(SUGGESTED)
    path = f"/v1/invitations/{SUG}/acceptance"

    first, again = (h.post(path, as_=ANA, key="yes") for _ in range(2))

    assert first.json == again.json
    assert len(announced(h, InvitationAccepted)) == 1
    assert h.post(path, as_=ANA).status == 409


def test_residents_answer_for_themselves_and_staff_on_their_behalf(h):
    h.hears(SUGGESTED)
    path = f"/v1/invitations/{SUG}/refusal"

    assert h.post(path, as_=BO).status == 403
    assert h.post(path, as_=STRANGER).status == 403
    assert h.post(path, as_=WORKER).status == 200
    assert len(announced(h, InvitationDeclined)) == 1


def test_who_holds_an_old_version_of_an_invitation_does_not_answer_it(h):
    h.hears(SUGGESTED)

    answer = h.post(f"/v1/invitations/{SUG}/refusal", as_=ANA, if_match='"9"')

    assert answer.status == 412


def test_an_unanswered_invitation_lapses_once(h):
    h.hears(SUGGESTED)
    h.now = NOON + timedelta(days=8)

    assert h.post(f"/v1/invitations/{SUG}/acceptance", as_=ANA).status == 409
    h.tick("expire_lapsed")
    h.tick("expire_lapsed")

    assert announced(h, InvitationExpired) == [
        InvitationExpired(SUG, "ana", "activity", "act-1", "sug-1", COMMUNITY)
    ]
    assert h.stored("invitees", "ana").open == ()


def test_conversion_counts_what_came_of_invitations(h):
    people = [an_invitee(name) for name in ("bo", "cy", "di")]
    h.given("invitees", *people)
    items = [INVITE | {"resident_id": name} for name in ("ana", "bo", "cy", "di")]
    sent = h.post("/v1/invitations/bulk", {"items": items}, as_=INTEGRATOR).json["items"]
    ids = [item["body"]["id"] for item in sent]
    h.post(f"/v1/invitations/{ids[0]}/acceptance", as_=ANA)
    h.post(f"/v1/invitations/{ids[1]}/refusal", as_=BO)
    h.now = NOON + timedelta(days=8)
    h.tick("expire_lapsed")

    assert conversion(h) == {
        "target_kind": "activity", "issued": 4, "accepted": 1, "declined": 1, "expired": 2,
        "acceptance": 0.25,
    }  # fmt: skip
    elsewhere = h.get("/v1/invitations/conversion?division=440605001", as_=ANA).json["items"]
    assert sum(row["issued"] for row in elsewhere) == 0


def test_accepting_an_invitation_to_an_organization_makes_a_member(h):
    h.given("organizations", an_organization("aid"))
    to_join = INVITE | {"target_kind": "organization", "target_id": "aid"}
    sent = h.post("/v1/invitations", to_join, as_=WORKER).json["id"]

    h.post(f"/v1/invitations/{sent}/acceptance", as_=ANA)

    assert len(announced(h, MemberJoined)) == 1
    assert h.stored("invitees", "ana").belongs_to == (Belonging("aid", Role.MEMBER),)


def test_a_captain_who_accepts_stays_a_captain(h):
    h.given("organizations", an_organization("aid"))
    to_join = INVITE | {"target_kind": "organization", "target_id": "aid"}
    sent = h.post("/v1/invitations", to_join, as_=WORKER).json["id"]
    captain = {"organization_id": "aid", "resident_id": "ana", "role": "captain"}
    h.post("/v1/members", captain, as_=WORKER)

    h.post(f"/v1/invitations/{sent}/acceptance", as_=ANA)

    assert h.stored("members", "aid:ana").role is Role.CAPTAIN


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"resident_id": "nobody"}, 404),
        ({"target_kind": "organization", "target_id": "none"}, 404),
        ({"target_kind": "party"}, 422),
        ({"reason": ""}, 422),
    ],
)
def test_an_invitation_that_makes_no_sense_is_refused(h, change, status):
    assert h.post("/v1/invitations", INVITE | change, as_=WORKER).status == status


def test_residents_see_their_own_invitations_only(h):
    h.hears(SUGGESTED)

    assert len(h.get("/v1/invitations?status=issued", as_=ANA).json["items"]) == 1
    assert h.get("/v1/invitations", as_=BO).json["items"] == []
    assert h.get(f"/v1/invitations/{SUG}", as_=ANA).status == 200
    assert h.get(f"/v1/invitations/{SUG}", as_=BO).status == 403
    assert h.get("/v1/invitations?resident_id=ana", as_=STRANGER).json["items"] == []


def test_a_resident_who_steps_up_is_asked_by_one_group_of_the_neighborhood(h):
    h.post("/v1/organizations", AID, as_=OFFICIAL)

    h.hears(CLIMBED, twice=True)
    h.hears(ResidentSteppedUp("ana", "organization", COMMUNITY))

    sent = announced(h, InvitationIssued)
    assert [(i.target_kind, i.target_id) for i in sent] == [("organization", "mutual_aid-aid")]


def test_a_member_is_not_asked_to_join_again(h):
    h.post("/v1/organizations", AID, as_=OFFICIAL)
    h.post("/v1/members", {"organization_id": "mutual_aid-aid", "resident_id": "ana"}, as_=ANA)

    h.hears(CLIMBED)

    assert announced(h, InvitationIssued) == []


def test_a_place_without_groups_asks_nobody(h):
    h.hears(CLIMBED)

    assert h.announced == []


def test_an_invitation_by_people_stands_for_a_suggestion_of_the_same(h):
    invited = h.post("/v1/invitations", INVITE, as_=WORKER).json["id"]
    h.hears(SUGGESTED, twice=True)

    h.post(f"/v1/invitations/{invited}/acceptance", as_=ANA)

    assert len(announced(h, InvitationIssued)) == 1
    assert announced(h, InvitationAccepted)[0].suggestion_id == "sug-1"
