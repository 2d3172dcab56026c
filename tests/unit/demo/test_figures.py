"""The figures of the pilot communities: met by what the source tells, and by nothing less."""

from copy import deepcopy

import pytest

from deploy.local.demo.acts.dabu import DABU
from deploy.local.demo.figures.communities import figures_of_the_communities
from deploy.local.demo.figures.dabu import figures_of_dabu, what_follows_from_weakness
from deploy.local.demo.world import RURAL, URBAN

from .desks import answering, story_of_dabu

EIGHT = [f"kind-{number}" for number in range(8)]
MUTUAL_AID = ("mutual_aid", "neighborhood_association", "neighborhood_center")
TOWNS = [*RURAL, *URBAN, "440605126"]
PILOTS = [f"{town}00{number}" for town in TOWNS for number in range(5)]
SPACES, BODIES = "participation/v1/spaces", "collaboration/v1/organizations"
A_TEAM = f"{BODIES}/building_captains-{URBAN[0]}000"
CALLS, DIVISION = "collaboration/v1/calls", f"participation/v1/divisions/{DABU}"
TOPICS, AFFAIRS = "expression/v1/topics", "participation/v1/affairs"
FIRST_SPACE = {"division": PILOTS[0], "kind": EIGHT[0]}


def body(kind, code):
    return {"id": f"{kind}-{code}", "kind": kind, "division": code}


def communities():
    pilots = [{"id": one, "parent": one[:9], "pilot": {"level": "district"}} for one in PILOTS]
    urban = [one for one in PILOTS if one[:9] in URBAN]
    teams = [body("building_captains", code) for code in urban]
    helping = [body(kind, one) for one in PILOTS if one[:9] in RURAL for kind in MUTUAL_AID]
    members = [{"role": "captain", "buildings": ["a-building"]}]
    return {
        "participation/v1/pilots": pilots,
        SPACES: [{"division": one, "kind": kind} for one in PILOTS for kind in EIGHT],
        BODIES: [*teams, *helping],
        **{f"{BODIES}/{team['id']}/members": members for team in teams},
        **{f"{BODIES}/{team['id']}/credits": {"captains": [{"affairs": 1}]} for team in teams},
    }


def weakness_of(place):
    return place["rectifications"][0]


def unmet(figures):
    return [figure.name for figure in figures if not figure.met]


def told_otherwise(answers, path, change):
    otherwise = deepcopy(answers)
    change(otherwise[path])
    return answering(otherwise)


def test_what_the_source_tells_of_the_communities_is_met():
    assert unmet(figures_of_the_communities(answering(communities()))) == []


@pytest.mark.parametrize(
    ("path", "change", "named"),
    [
        (SPACES, lambda spaces: spaces.remove(FIRST_SPACE), "eight kinds"),
        (BODIES, lambda bodies: bodies.remove(body("mutual_aid", PILOTS[0])), "mutual aid"),
        (BODIES, lambda bodies: bodies.pop(0), "captains"),
        (f"{A_TEAM}/members", lambda members: members[0].update(buildings=[]), "captains"),
        (f"{A_TEAM}/members", lambda members: members.clear(), "captains"),
        (f"{A_TEAM}/credits", lambda told: told["captains"][0].update(affairs=0), "captains"),
    ],
)
def test_one_community_less_is_noticed(path, change, named):
    [missed] = unmet(figures_of_the_communities(told_otherwise(communities(), path, change)))

    assert named in missed


def test_the_story_of_dabu_is_met():
    desk = answering(story_of_dabu())

    assert unmet([*figures_of_dabu(desk), what_follows_from_weakness(desk)]) == []


@pytest.mark.parametrize(
    ("path", "change", "named"),
    [
        (DIVISION, lambda place: weakness_of(place).update(recovered_on=None), "recovered"),
        (DIVISION, lambda place: weakness_of(place)["plan"]["tests"].pop(), "recovered"),
        (DIVISION, lambda place: weakness_of(place)["plan"]["tests"].clear(), "recovered"),
        (DIVISION, lambda place: weakness_of(place).update(plan=None), "recovered"),
        (
            DIVISION,
            lambda place: weakness_of(place)["plan"]["steps"].append({"done_on": None}),
            "recovered",
        ),
        (CALLS, lambda calls: calls[0]["answered_by"].pop(), "helpers"),
        (AFFAIRS, lambda affairs: affairs[0].update(completed_at=None), "surveys"),
        (AFFAIRS, lambda affairs: affairs[0].update(kind="parking"), "surveys"),
        (TOPICS, lambda topics: topics[0].update(stage="discussion"), "problems"),
        (TOPICS, lambda topics: topics[0].update(category="environment"), "problems"),
    ],
)
def test_a_chapter_of_dabu_that_is_missing_is_noticed(path, change, named):
    [missed] = unmet(figures_of_dabu(told_otherwise(story_of_dabu(), path, change)))

    assert named in missed


@pytest.mark.parametrize(
    ("path", "change"),
    [
        (CALLS, lambda calls: calls[0].update(open=True)),
        (f"{TOPICS}/standing-{DABU}", lambda topic: topic.update(stage="discussion")),
        (f"guidance/v1/indicators/{DABU}", lambda told: told["counts"].update(weak=1)),
    ],
)
def test_a_system_that_did_not_hear_of_the_recovery_is_noticed(path, change):
    assert unmet([what_follows_from_weakness(told_otherwise(story_of_dabu(), path, change))])


def test_a_community_that_was_never_flagged_is_no_story():
    desk = told_otherwise(story_of_dabu(), DIVISION, lambda place: place["rectifications"].clear())

    assert len(unmet(figures_of_dabu(desk))) == 2
