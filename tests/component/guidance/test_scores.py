from dataclasses import replace

import pytest

from chassis.events import Meta, sample, wire_type
from chassis.messaging.message import Heard, Subscription
from services.guidance import inbound
from services.guidance.inbound import (
    ActivityAttended,
    AdviceDelivered,
    AffairCompleted,
    ConsultationAnswered,
    ExecutionReported,
    HoursCredited,
    MemberJoined,
    ResolutionPublished,
    SpaceVisited,
    StatementMade,
    TaskCompleted,
    TaskProgressed,
    TopicClosed,
    TopicRaised,
    VoteCast,
)
from tests.component.guidance.given import (
    COMMUNITY,
    SHISHAN,
    guidance,
    ledger,
    points,
    totals_equal_the_ledger,
)

ME = "resident:r-1001"
SCORED = [
    (SpaceVisited, "organization:org-dabu-youth", {ME: 1}),
    (ActivityAttended, "organization:org-dabu-youth", {ME: 1}),
    (HoursCredited, "organization:org-mutual-aid", {ME: 1}),
    (AffairCompleted, "organization:org-tangzhong-captains", {ME: 3}),
    (MemberJoined, "organization:volunteers-tangzhong", {ME: 1}),
    (TopicRaised, None, {ME: 1}),
    (StatementMade, None, {ME: 1}),
    (VoteCast, None, {ME: 1}),
    (ConsultationAnswered, None, {ME: 1}),
    (ResolutionPublished, "organization:center-dali", {}),
    (ExecutionReported, None, {}),
    (TopicClosed, None, {ME: 1}),
    (TaskProgressed, "organization:center-dali", {}),
    (TaskCompleted, "organization:center-dali", {}),
    (AdviceDelivered, None, {}),
]


def heard(reads, **changes):
    return reads(**{**sample(reads), **changes})


def a_visit(event_id, resident_id="r-1001"):
    meta = Meta(id=event_id, type=wire_type(SpaceVisited))
    subscription = Subscription(SpaceVisited, "on_space_visited", {})
    return Heard(heard(SpaceVisited, resident_id=resident_id, meta=meta), subscription, None)


@pytest.mark.parametrize(("reads", "body", "residents"), SCORED)
def test_an_action_heard_twice_is_scored_once_for_all_it_names(reads, body, residents):
    h = guidance()

    h.hears(heard(reads), twice=True)

    bodies = {body: 3} if body else {}
    expected = {COMMUNITY: 4, SHISHAN: 5, **bodies, **residents}
    assert {s: points(h, s)[0] for s in expected} == expected
    assert {row.subject for row in ledger(h)} == set(expected)
    assert totals_equal_the_ledger(h)


def test_every_point_names_its_event_and_its_standard():
    h = guidance()

    h.hears(heard(SpaceVisited), identity="event-1")

    assert {(row.event_id, row.event_type, row.standard_id) for row in ledger(h)} == {
        ("event-1", "gongzhi.participation.space_visited.v1", "scoring")
    }


def test_the_captain_of_a_team_did_one_action_and_earns_for_both():
    h = guidance()

    h.hears(heard(AffairCompleted))

    assert points(h, ME) == (3, 1)


def test_who_handles_an_affair_without_a_team_is_no_captain():
    h = guidance()

    h.hears(heard(AffairCompleted, team_id=None))

    assert points(h, ME) == (1, 1)


def test_a_visit_to_a_space_nobody_keeps_earns_no_organization_anything():
    h = guidance()

    h.hears(heard(SpaceVisited, host_id=None))

    assert {row.subject for row in ledger(h)} == {ME, COMMUNITY, SHISHAN}


@pytest.mark.parametrize("reads", [TopicRaised, StatementMade, VoteCast])
def test_what_was_imported_earns_no_points(reads):
    h = guidance()

    h.hears(heard(reads, origin="import"), twice=True)

    assert ledger(h) == []
    assert h.stored("hot_topics", "topic-1") is not None


def test_a_hundred_actions_of_one_batch_are_added_up():
    h = guidance()

    h.process([a_visit(f"event-{number}", f"r-{number % 7}") for number in range(100)])

    assert points(h, COMMUNITY) == (400, 100)
    assert points(h, "resident:r-0") == (15, 15)
    assert totals_equal_the_ledger(h)


def test_a_visit_delivered_twice_in_one_batch_is_scored_once():
    h = guidance()

    h.process([a_visit("event-1"), a_visit("event-2"), a_visit("event-1")])

    assert points(h, ME) == (2, 2)


def test_two_different_visits_earn_twice():
    h = guidance()

    h.hears(heard(SpaceVisited), identity="event-1")
    h.hears(heard(SpaceVisited), identity="event-2")

    assert points(h, ME) == (2, 2)


def test_the_points_of_the_day_of_the_visit_count_not_those_of_today():
    h = guidance({"points": {"space_visited": {"resident": 7}}})
    late = heard(SpaceVisited, meta=Meta(time=h.now.replace(year=2020)))

    h.hears(late)

    assert points(h, ME) == (7, 1)
    assert ledger(h)[0].at == late.visited_at


def test_every_event_guidance_reads_is_heard():
    h = guidance()

    for name in inbound.__all__:
        h.hears(heard(getattr(inbound, name)), twice=True)

    assert totals_equal_the_ledger(h)


def test_a_resolution_without_a_leading_body_counts_for_the_place_alone():
    h = guidance()

    h.hears(replace(heard(ResolutionPublished), lead_id=None))

    assert {row.subject for row in ledger(h)} == {COMMUNITY, SHISHAN}
