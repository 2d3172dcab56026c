"""A resident's check-in ends in a parking lot, and every step of it is in the scores."""

import pytest

from .scene import POINTS, SHISHAN, TANGZHONG

HEROIC = {
    "space_visited": 1,
    "activity_attended": 1,
    "member_joined": 1,
    "hours_credited": 2,
    "topic_raised": 1,
    "vote_cast": 1,
    "topic_closed": 1,
}
CENTERS = {
    "space_visited": 1,
    "activity_attended": 1,
    "hours_credited": 2,
    "task_progressed": 3,
    "task_completed": 1,
}
TEAMS = {"member_joined": 1, "hours_credited": 1}


@pytest.fixture
def feeds(story):
    return {event["id"]: event for event in story.running.feeds()}


@pytest.fixture
def rows(story):
    """Read the ledger of a subject, as an integrator of the district may."""
    caller = story.scene.integrator
    return lambda subject: caller.items("guidance", f"/v1/scores/{subject}/ledger")


def subjects(story):
    hero, scene = story.hero, story.scene
    return {
        f"resident:{hero}": "resident",
        f"organization:{scene.center_id}": "organization",
        f"organization:{scene.team_id}": "organization",
        f"community:{TANGZHONG}": "community",
        f"town:{SHISHAN}": "town",
    }


def facts(rows):
    named = [row["rule"].partition(".")[0] for row in rows]
    return {name: named.count(name) for name in sorted(set(named))}


def test_every_point_names_the_event_it_came_from(story, feeds, rows):
    for subject, role in subjects(story).items():
        for row in rows(subject):
            event = feeds[row["event_id"]]
            fact = event["type"].split(".")[2]
            assert row["event_type"] == event["type"]
            assert row["rule"] == f"{fact}.{role}"
            assert row["points"] == POINTS[fact][role]
            assert row["standard_id"] == "points"


def test_every_step_is_in_the_scores_of_resident_and_organizations(story, rows):
    center, team = story.scene.center_id, story.scene.team_id

    assert facts(rows(f"resident:{story.hero}")) == HEROIC
    assert facts(rows(f"organization:{center}")) == CENTERS
    assert facts(rows(f"organization:{team}")) == TEAMS


@pytest.mark.parametrize("subject", [f"community:{TANGZHONG}", f"town:{SHISHAN}"])
def test_every_step_is_in_the_scores_of_community_and_town(story, feeds, rows, subject):
    scored = {
        event_id
        for event_id, event in feeds.items()
        if event["type"].split(".")[2] in POINTS
        and event["division"].startswith(subject.partition(":")[2])
    }

    assert {row["event_id"] for row in rows(subject)} == scored
    assert set(facts(rows(subject))) == set(POINTS)


def test_totals_are_the_sum_of_the_ledger(story, rows):
    for subject in subjects(story):
        total = story.scene.integrator.get("guidance", f"/v1/scores/{subject}")
        found = rows(subject)

        assert found
        assert total["points"] == sum(row["points"] for row in found)
        assert total["actions"] == len(found)


def test_what_follows_from_an_event_says_so_and_belongs_to_one_trace(feeds):
    caused = [event for event in feeds.values() if event["causationid"]]

    assert caused
    for event in caused:
        cause = feeds[event["causationid"]]
        assert event["correlationid"] == cause["correlationid"]
        assert event["traceparent"].split("-")[1] == cause["traceparent"].split("-")[1]


def test_the_invitation_goes_back_to_the_check_in(story, feeds):
    suggestion = story.suggested("activity", story.scene.activity)["id"]
    [invited] = [
        event
        for event in feeds.values()
        if event["type"] == "gongzhi.collaboration.invitation_issued.v1"
        and event["data"]["suggestion_id"] == suggestion
    ]

    suggested = feeds[invited["causationid"]]
    climbed = feeds[suggested["causationid"]]
    assert suggested["type"] == "gongzhi.guidance.step_suggested.v1"
    assert climbed["type"] == "gongzhi.participation.resident_stepped_up.v1"
    [visit] = [feeds[event_id] for event_id in climbed["data"]["evidence"]]
    assert visit["type"] == "gongzhi.participation.space_visited.v1"
    assert {visit["correlationid"]} == {invited["correlationid"], climbed["correlationid"]}


def test_there_are_no_dead_letters(story):
    assert set(story.running.dead_letters().values()) == {0}
