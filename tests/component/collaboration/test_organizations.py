import pytest

from services.collaboration.events import MemberJoined, OrganizationRegistered
from services.collaboration.inbound import (
    ActivityAttended,
    AffairCompleted,
    HoursCredited,
    SpaceVisited,
)
from tests.component.collaboration.tokens import ANA, INTEGRATOR, OFFICIAL, STRANGER, WORKER
from tests.unit.collaboration.builders import COMMUNITY, TOWN, an_organization

DALI = {
    "name": "大沥镇创益中心", "kind": "center", "division": TOWN, "serves": [TOWN],
    "reference": "dali",
}  # fmt: skip
TEAM = {
    "name": "塘中楼长团队", "kind": "building_captains", "division": COMMUNITY,
    "reference": "tangzhong",
}  # fmt: skip
TEAM_ID = "building_captains-tangzhong"


@pytest.fixture
def team(h):
    h.post("/v1/organizations", TEAM, as_=OFFICIAL)
    captain = {"organization_id": TEAM_ID, "resident_id": "cap", "role": "captain"}
    h.post("/v1/members", captain, as_=OFFICIAL)
    return h


def credits_of(h):
    return h.get(f"/v1/organizations/{TEAM_ID}/credits", as_=OFFICIAL).json


def test_a_center_imported_twice_is_registered_once(h):
    first = h.post("/v1/organizations", DALI, as_=INTEGRATOR)
    again = h.post("/v1/organizations", DALI, as_=INTEGRATOR)

    assert (first.status, again.status) == (201, 201)
    assert first.json == again.json
    assert h.announced == [
        OrganizationRegistered("center-dali", DALI["name"], "center", [TOWN], TOWN)
    ]


def test_many_organizations_are_loaded_at_once_and_answered_one_by_one(h):
    unfit = TEAM | {"reference": "x", "serves": [TOWN]}

    answer = h.post("/v1/organizations/bulk", {"items": [DALI, unfit, TEAM]}, as_=INTEGRATOR)

    assert [item["status"] for item in answer.json["items"]] == [201, 422, 201]
    assert h.stored("localities", COMMUNITY).groups[0].organization_id == TEAM_ID


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_team_of_captains_in_a_town_is_refused_in_words(h, language):
    answer = h.post("/v1/organizations", TEAM | {"division": TOWN}, as_=OFFICIAL, language=language)

    assert (answer.status, answer.json["errors"][0]["field"]) == (422, "division")
    assert ("楼长团队" in answer.json["detail"]) == (language == "zh")


def test_organizations_are_listed_by_kind_and_place(h):
    h.post("/v1/organizations/bulk", {"items": [DALI, TEAM]}, as_=INTEGRATOR)

    def listed(query):
        page = h.get(f"/v1/organizations?{query}", as_=ANA).json
        return [item["id"] for item in page["items"]]

    assert listed("kind=center") == ["center-dali"]
    assert listed(f"division={COMMUNITY}") == [TEAM_ID]
    assert listed(f"serves={TOWN}") == ["center-dali"]
    assert listed("setting=urban") == [TEAM_ID]
    assert listed("setting=rural") == []
    assert listed("setting=urban&kind=center") == []
    assert h.get("/v1/organizations?setting=suburban", as_=ANA).status == 422


@pytest.mark.parametrize(
    "change",
    [
        {"kind": "bank"},
        {"division": "Dali"},
        {"name": ""},
        {"reference": "a b"},
        {"serves": "440605"},
        {"surprise": 1},
    ],
)
def test_an_entry_that_makes_no_sense_is_refused(h, change):
    assert h.post("/v1/organizations", DALI | change, as_=INTEGRATOR).status == 422


def test_staff_register_organizations_in_their_own_divisions_only(h):
    assert h.post("/v1/organizations", TEAM, as_=STRANGER).status == 403


def test_nobody_takes_an_organization_of_another_place_over_by_its_reference(h):
    h.post("/v1/organizations", TEAM, as_=OFFICIAL)

    theirs = TEAM | {"division": "440605001001"}

    assert h.post("/v1/organizations", theirs, as_=STRANGER).status == 403


def test_residents_do_not_register_organizations(h):
    assert h.post("/v1/organizations", TEAM, as_=ANA).status == 403


def test_an_organization_nobody_registered_is_not_found(h):
    assert h.get("/v1/organizations/nowhere", as_=ANA).status == 404


def test_a_visit_is_credited_to_the_host_once(team):
    team.hears(SpaceVisited("ana", TEAM_ID, COMMUNITY), twice=True)

    assert credits_of(team)["visits"] == 1


def test_an_attendance_is_credited_to_the_host_once(team):
    team.hears(ActivityAttended("ana", TEAM_ID, COMMUNITY), twice=True)

    assert credits_of(team)["attendances"] == 1


def test_time_is_credited_to_the_organization_once(team):
    team.hears(HoursCredited("ana", 90, TEAM_ID, COMMUNITY), twice=True)

    assert credits_of(team) == {
        "organization_id": TEAM_ID, "visits": 0, "attendances": 0, "minutes": 90, "affairs": 0,
        "captains": [],
    }  # fmt: skip


def test_an_affair_is_credited_to_the_team_and_to_its_captain_once(team):
    team.hears(AffairCompleted("affair-1", "cap", TEAM_ID, COMMUNITY), twice=True)
    team.hears(AffairCompleted("affair-2", "ana", TEAM_ID, COMMUNITY))

    told = credits_of(team)
    assert told["affairs"] == 2
    assert told["captains"] == [{"captain_id": "cap", "minutes": 0, "affairs": 1}]


def test_a_deed_without_an_organization_is_credited_to_none(team):
    team.hears(AffairCompleted("affair-1", "cap", None, COMMUNITY))
    team.hears(SpaceVisited("ana", None, COMMUNITY))

    assert credits_of(team)["affairs"] == 0


def test_credits_are_shown_to_the_staff_of_the_place(team):
    path = f"/v1/organizations/{TEAM_ID}/credits"

    assert team.get(path, as_=WORKER).status == 200
    assert team.get(path, as_=STRANGER).status == 403


def test_a_captain_is_announced_with_the_buildings(h):
    h.given("organizations", an_organization("team"))
    building = f"{COMMUNITY}-e01-b03"

    joined = h.post(
        "/v1/members",
        {"organization_id": "team", "resident_id": "cap", "role": "captain",
         "buildings": [building]},
        as_=WORKER,
    )  # fmt: skip

    assert joined.status == 201
    assert h.announced == [
        MemberJoined("cap", "team", "mutual_aid", "captain", [building], COMMUNITY)
    ]
