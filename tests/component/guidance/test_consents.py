"""Who opts out is offered nothing or not counted, until they agree; the erased leave nothing."""

from dataclasses import replace

import pytest

from chassis.events import sample
from services.guidance.inbound import ConsentGiven, ConsentWithdrawn, ResidentErased
from tests.component.guidance.given import NOON, TANGZHONG
from tests.component.guidance.trying import (
    DAY,
    HELD,
    OFFERED,
    counted_at,
    stepped_up,
    suggested,
    total,
    with_an_activity,
)


def heard(h, reads, **changes):
    h.hears(reads(**{**sample(reads), **changes}), twice=True)


@pytest.mark.parametrize("purpose", ["suggestions", "all"])
def test_who_opted_out_is_offered_nothing_and_does_not_take_part(purpose):
    h = with_an_activity()
    heard(h, ConsentWithdrawn, resident_id=OFFERED, purpose=purpose)

    stepped_up(h, OFFERED)

    assert suggested(h) == []
    assert h.stored("pathways", OFFERED).trials == ()


@pytest.mark.parametrize("purpose", ["statistics", "all"])
def test_who_wants_no_statistics_is_not_counted(purpose):
    h = with_an_activity()
    stepped_up(h, OFFERED)
    heard(h, ConsentWithdrawn, resident_id=OFFERED, purpose=purpose)

    counted_at(h, NOON + 28 * DAY)

    assert total(h) == {}


def test_who_agrees_again_is_offered_what_is_on_offer_then():
    h = with_an_activity()
    heard(h, ConsentWithdrawn, resident_id=OFFERED)
    stepped_up(h, OFFERED)

    h.now += DAY
    heard(h, ConsentGiven, resident_id=OFFERED, purpose="suggestions")
    heard(h, ConsentGiven, resident_id=OFFERED, purpose="research")
    h.tick("look_again")

    assert suggested(h) == [OFFERED]


def test_a_withdrawal_heard_after_the_consent_that_followed_it_changes_nothing():
    h = with_an_activity()
    late = ConsentWithdrawn(resident_id=OFFERED, purpose="suggestions", division=TANGZHONG)
    late = replace(late, meta=replace(late.meta, time=NOON - DAY))
    heard(h, ConsentGiven, resident_id=OFFERED, purpose="suggestions")

    h.hears(late, twice=True)
    stepped_up(h, OFFERED)

    assert suggested(h) == [OFFERED]


@pytest.mark.parametrize("purpose", ["suggestions", "statistics"])
def test_who_withdrew_from_everything_is_not_back_by_agreeing_to_one_use(purpose):
    h = with_an_activity()
    heard(h, ConsentWithdrawn, resident_id=OFFERED, purpose="all")
    heard(h, ConsentGiven, resident_id=OFFERED, purpose=purpose)

    stepped_up(h, OFFERED)

    pathway = h.stored("pathways", OFFERED)
    assert (suggested(h), pathway.stopped, pathway.uncounted) == ([], True, True)


def test_who_agrees_to_statistics_again_takes_part_again():
    h = with_an_activity()
    heard(h, ConsentWithdrawn, resident_id=HELD, purpose="statistics")
    heard(h, ConsentGiven, resident_id=HELD, purpose="statistics")

    stepped_up(h, HELD)

    assert suggested(h) == []
    assert [trial.held_out for trial in h.stored("pathways", HELD).trials] == [True]


def test_nothing_is_kept_of_the_word_of_somebody_erased():
    h = with_an_activity()
    heard(h, ResidentErased, resident_id=OFFERED)

    heard(h, ConsentGiven, resident_id=OFFERED)
    heard(h, ConsentWithdrawn, resident_id=OFFERED)

    assert h.stored("pathways", OFFERED) is None


@pytest.mark.parametrize("resident_id", [OFFERED, HELD])
def test_who_is_erased_leaves_no_trial_and_no_offer(resident_id):
    h = with_an_activity()
    stepped_up(h, resident_id)
    heard(h, ResidentErased, resident_id=resident_id)
    stepped_up(h, resident_id, "activity")

    h.tick("forget_the_erased")
    counted_at(h, NOON + 28 * DAY)
    h.tick("end_ignored_offers")

    assert h.stored("pathways", resident_id) is None
    assert h.backend.collections.get("suggestions", {}) == {}
    assert total(h) == {}
