"""What the replay sends of the pilot communities, for the largest and the smallest of worlds."""

import re
from collections import defaultdict
from datetime import UTC, datetime

import pytest

from chassis.contracts import service_classes
from chassis.http.ways_in import ways_in
from chassis.schemas import schema_for
from deploy.local.demo.acts import bodies, captains, dabu, offers, people, places, year
from deploy.local.demo.world import RURAL, STORIES, URBAN, World

from .desks import Sending, story_of_dabu

DABU, TANGZHONG = STORIES["dabu"], STORIES["tangzhong"]
MORNING = datetime(2026, 3, 2, 1, tzinfo=UTC)
MUTUAL_AID = {"mutual_aid", "neighborhood_association", "neighborhood_center"}
TAKEN = {
    service.name + re.sub(r"{(code|community_id)}", DABU, way.path): way.body
    for service in service_classes()
    for way in ways_in(service)
    if way.verb in ("POST", "PUT") and way.body
}


def before_the_plan():
    answers = story_of_dabu()
    answers[f"participation/v1/divisions/{DABU}"]["rectifications"][0]["plan"] = None
    return answers


def played(residents=2_000, seed="nanhai-2018", answers=None):
    desk = Sending(answers or before_the_plan())
    world = World(seed, residents, began_at=MORNING)
    for act in (places.enter, bodies.register, people.register, captains.enter):
        act(desk, world)
    dabu.find_weak(desk)
    dabu.plan(desk, world)
    dabu.survey(desk, world)
    offers.open_doors(desk, world)
    year.replay(desk, world)
    dabu.recover(desk)
    return desk.sent, world


@pytest.fixture(scope="module", params=[(120, "nanhai-2018"), (2_000, "another")])
def replay(request):
    return played(*request.param)


def kinds_by_place(sent, path):
    kinds = defaultdict(list)
    for one in sent[path]:
        kinds[one["division"]].append(one["kind"])
    return kinds


def test_thirty_communities_open_a_space_of_each_of_the_eight_kinds(replay):
    sent, world = replay

    kinds = kinds_by_place(sent, "participation/v1/spaces")

    assert set(kinds) == set(world.communities)
    assert {(len(found), len(set(found))) for found in kinds.values()} == {(8, 8)}


def test_rural_pilots_raise_mutual_aid_of_every_kind_and_urban_ones_captains(replay):
    sent, world = replay

    kinds = kinds_by_place(sent, "collaboration/v1/organizations")
    by_town = {town: [p["code"] for p in world.pilots if p["parent"] == town] for town in RURAL}

    assert all(set(kinds[code]) == MUTUAL_AID for codes in by_town.values() for code in codes)
    assert all("building_captains" in kinds[code] for code in world.captained)
    assert {code[:9] for code in world.captained} == {*URBAN, TANGZHONG[:9]}


def test_every_captain_lives_there_and_looks_after_buildings_that_were_entered(replay):
    sent, world = replay
    entered = {place["code"] for place in sent["participation/v1/divisions"]}

    joining = [one for one in sent["collaboration/v1/members"] if one.get("role") == "captain"]

    assert {code for code, team in world.captains.items() if team} == set(world.captained)
    assert {one["resident_id"] for one in joining} == {
        one for team in world.captains.values() for one in team
    }
    assert all(set(one["buildings"]) <= entered and one["buildings"] for one in joining)


def test_an_affair_lies_in_a_building_of_the_captain_who_saw_it_through(replay):
    sent, world = replay
    buildings = {
        (one["organization_id"], one["resident_id"]): one["buildings"]
        for one in sent["collaboration/v1/members"]
        if "buildings" in one
    }

    affairs = captains.affairs(world)

    assert all(one["division"] in buildings[one["team_id"], one["resident_id"]] for one in affairs)
    assert sum(one["division"].startswith(TANGZHONG) for one in affairs) == 180
    assert {one["division"][:12] for one in affairs} == set(world.captained)


def test_dabu_is_surveyed_in_2018_by_its_own_residents(replay):
    sent, world = replay
    neighbors = {one.id for one in world.neighbors(DABU)}

    [survey] = [one for one in sent["participation/v1/affairs/handled"] if one["kind"] == "survey"]
    hours = [one for one in sent["participation/v1/hours"] if one["served_on"] < "2019"]

    assert (survey["division"], survey["completed_at"][:4]) == (DABU, "2018")
    assert {survey["resident_id"], *(one["resident_id"] for one in hours)} <= neighbors
    assert {one["organization_id"] for one in hours} == {survey["team_id"]}
    assert len(sent[f"collaboration/v1/calls/{DABU}/answers"]) == 2


@pytest.mark.parametrize("path", ["activities", "affairs/handled", "residents", "spaces"])
def test_what_is_made_has_a_reference_of_its_own(replay, path):
    sent, _ = replay

    named = [one["reference"] for one in sent[f"participation/v1/{path}"]]

    assert len(named) == len(set(named))


def test_a_body_has_a_reference_of_its_own_among_its_kind(replay):
    sent, _ = replay

    named = [(one["kind"], one["reference"]) for one in sent["collaboration/v1/organizations"]]

    assert len(named) == len(set(named))


def test_what_is_sent_is_what_the_services_take(replay):
    sent, _ = replay

    taken = {path: TAKEN[re.sub(r"/steps/\d", "/steps/{number}", path)] for path in _told(sent)}
    wrong = {path: schema_for(kind).validate(sent[path], many=True) for path, kind in taken.items()}

    assert len(wrong) > 10
    assert {path: errors for path, errors in wrong.items() if errors} == {}


def _told(sent):
    """Leave out what is said by being sent at all, as that a community has recovered."""
    return [path for path, items in sent.items() if items != [None]]


def test_dabu_is_put_right_by_its_plan_and_the_test_asks_for_every_criterion(replay):
    sent, _ = replay

    [plan] = sent[f"participation{dabu.WEAKNESS}/plan"]
    [test] = sent[f"participation{dabu.WEAKNESS}/exit-tests"]
    steps = [path for path in sent if path.startswith(f"participation{dabu.WEAKNESS}/steps/")]

    assert [one["criterion"] for one in test["findings"]] == plan["criteria"]
    assert len(steps) == len(plan["steps"])


def test_a_plan_that_was_made_is_not_made_again():
    assert f"participation{dabu.WEAKNESS}/plan" not in played(120, answers=story_of_dabu())[0]


def test_the_same_seed_sends_the_same_again():
    assert played(120)[0] == played(120)[0]
