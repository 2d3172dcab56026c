from datetime import timedelta

from services.guidance.domain.opportunities import choose, done, opportunity, taken_up
from tests.unit.guidance.builders import NOON, SHISHAN, TANGZHONG, an_activity

SOON, LATER = NOON + timedelta(days=1), NOON + timedelta(days=9)
NOTHING_TAKEN = frozenset()


def test_an_activity_leads_on_from_the_space():
    assert an_activity().rung == "space"


def test_an_organization_is_in_reach_of_the_communities_it_serves():
    joined = opportunity(
        "organization",
        "o1",
        title="志愿队",
        division=SHISHAN,
        serves=[TANGZHONG, f"{TANGZHONG}-e01", "440605124005"],
    )

    assert joined.places == (TANGZHONG, "440605124005")


def test_what_begins_soonest_is_chosen():
    offers = [an_activity("a1", starts_at=LATER), an_activity("a2", id="x", starts_at=SOON)]

    assert choose(offers, now=NOON, taken=NOTHING_TAKEN, worth={})[0].target_id == "a2"


def test_what_has_begun_is_not_offered():
    offers = [an_activity(starts_at=NOON)]

    assert choose(offers, now=NOON, taken=NOTHING_TAKEN, worth={}) == []


def test_what_was_offered_before_is_not_offered_again():
    assert choose([an_activity()], now=NOON, taken=frozenset({"activity:a1"}), worth={}) == []


def test_what_others_took_up_is_preferred():
    offers = [an_activity("a1", starts_at=SOON), an_activity("a2", id="x", starts_at=LATER)]
    worth = {"activity:a1": {"declined": 3}, "x": {"accepted": 3}}

    assert choose(offers, now=NOON, taken=NOTHING_TAKEN, worth=worth)[0].target_id == "a2"


def test_no_more_are_chosen_than_a_resident_may_be_offered_at_once():
    offers = [an_activity(f"a{n}", id=f"x{n}", starts_at=SOON) for n in range(4)]

    chosen = choose(offers, now=NOON, taken=NOTHING_TAKEN, worth={}, most=2)

    assert [one.target_id for one in chosen] == ["a0", "a1"]


def test_what_nobody_answered_yet_counts_as_even():
    assert taken_up({}) == 0.5
    assert taken_up({"accepted": 2, "declined": 1, "expired": 1}) == 0.5


def test_an_affair_that_is_done_is_off_the_list_even_before_it_was_heard_of():
    affair = opportunity("affair", "f1", title="疏通", division=TANGZHONG)

    assert not done(affair, "f1", TANGZHONG).open
    assert not done(None, "f1", TANGZHONG).open
    assert done(None, "f1", TANGZHONG).id == affair.id
