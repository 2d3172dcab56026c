from datetime import timedelta

import pytest

from services.guidance.domain.pathways import (
    LOOK_AGAIN,
    WEEK,
    Offered,
    may_be_offered,
    offer,
    open_for,
    reached,
    rest,
    step_up,
    stop,
    wait_again,
)
from tests.unit.guidance.builders import NOON, TANGZHONG, a_pathway


def an_offer(suggestion_id="s1", *, at=NOON, rung="space", worked=False):
    return Offered(suggestion_id, f"activity:{suggestion_id}", rung, at, worked)


def a_waiting(**changes):
    return a_pathway(**{"rung": "space", "waiting": True, **changes})


def test_a_pathway_follows_the_resident_to_a_new_community():
    moved = open_for(a_pathway(rung="space"), "r1", "440605124005-e01")

    assert (moved.rung, moved.place) == ("space", "440605124005")


@pytest.mark.parametrize(("rung", "is_reached"), [("space", True), ("organization", False)])
def test_a_step_that_is_heard_late_is_no_step(rung, is_reached):
    assert reached(a_pathway(rung="activity"), rung) is is_reached


def test_who_steps_up_waits_for_the_next_step():
    moved, led = step_up(a_pathway(), "space", now=NOON)

    assert moved.is_waiting_at("space")
    assert moved.look_again_at == NOON + LOOK_AGAIN
    assert led == []


def test_at_the_top_of_the_ladder_nobody_waits():
    moved, _ = step_up(a_pathway(rung="service"), "public_affairs", now=NOON)

    assert not moved.waiting
    assert moved.look_again_at is None


def test_a_suggestion_from_the_rung_below_led_there_once():
    moved, led = step_up(a_waiting(offered=(an_offer(),)), "activity", now=NOON)
    _, again = step_up(moved, "organization", now=NOON)

    assert led == [an_offer()]
    assert again == []


def test_two_suggestions_a_week_are_enough():
    pathway = a_waiting(offered=(an_offer("s1"), an_offer("s2")))

    assert may_be_offered(a_waiting(offered=(an_offer(),)), now=NOON, per_week=2)
    assert not may_be_offered(pathway, now=NOON, per_week=2)
    assert may_be_offered(pathway, now=NOON + WEEK, per_week=2)


def test_who_had_enough_rests_until_the_week_has_passed():
    first = NOON - timedelta(days=3)
    pathway = a_waiting(offered=(an_offer("s1", at=first), an_offer("s2")))

    assert rest(pathway, now=NOON, per_week=2).look_again_at == first + WEEK


def test_who_could_be_offered_something_rests_until_there_is_something():
    assert rest(a_waiting(look_again_at=NOON), now=NOON, per_week=2).look_again_at is None


def test_who_got_an_offer_no_longer_waits_and_gets_it_only_once():
    pathway = offer(a_waiting(), an_offer())

    assert not pathway.waiting
    assert pathway.taken == {"activity:s1"}


def test_who_declined_waits_for_another_offer_next_week():
    pathway = wait_again(a_pathway(rung="space"), now=NOON)

    assert pathway.is_waiting_at("space")
    assert pathway.look_again_at == NOON + WEEK


def test_who_wants_no_suggestions_gets_none():
    stopped = stop(a_waiting())

    assert not may_be_offered(stopped, now=NOON, per_week=2)
    assert not step_up(stopped, "activity", now=NOON)[0].waiting
    assert wait_again(stopped, now=NOON) == stopped
    assert stopped.place == TANGZHONG
