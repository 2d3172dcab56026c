"""What becomes of an activity on offer when the timetable changes, in whatever order it is told."""

from datetime import timedelta

import pytest

from chassis.events import sample
from services.guidance.events import StepSuggested
from services.guidance.inbound import (
    ActivityCalledOff,
    ActivityChanged,
    ActivityScheduled,
    ResidentSteppedUp,
    ShiftCalledOff,
    ShiftOpened,
)
from tests.component.guidance.given import NOON, guidance

AHEAD = NOON + timedelta(days=2)


def scheduled(h):
    heard(h, ActivityScheduled, starts_at=AHEAD)


def moved(h, days=5, revision=1):
    later = NOON + timedelta(days=days)
    heard(h, ActivityChanged, title="改", starts_at=later, revision=revision)


def called_off(h):
    heard(h, ActivityCalledOff)


def heard(h, reads, **changes):
    h.hears(reads(**{**sample(reads), **changes}), twice=True)


def suggested(h):
    heard(h, ResidentSteppedUp, resident_id="r-1001", rung="space")
    return [event.target_id for event in h.announced if isinstance(event, StepSuggested)]


@pytest.mark.parametrize(
    "told", [(scheduled, called_off), (called_off, scheduled), (scheduled, called_off, moved)]
)
def test_what_was_called_off_is_suggested_to_nobody(told):
    h = guidance()
    for tell in told:
        tell(h)

    assert suggested(h) == []


@pytest.mark.parametrize("first", ["opened", "called off"])
def test_a_shift_that_was_called_off_is_on_offer_no_more(first):
    h = guidance()
    tells = [(ShiftOpened, {"starts_at": AHEAD}), (ShiftCalledOff, {})]

    for reads, changes in tells if first == "opened" else reversed(tells):
        heard(h, reads, **changes)

    assert not h.stored("opportunities", "shift:shift-1").open


@pytest.mark.parametrize("told", [(scheduled, moved), (moved, scheduled)])
def test_what_was_moved_is_on_offer_as_it_is_now(told):
    h = guidance()
    for tell in told:
        tell(h)

    offered = h.stored("opportunities", "activity:activity-1")
    assert (offered.title, offered.starts_at) == ("改", NOON + timedelta(days=5))
    assert suggested(h) == ["activity-1"]


def test_of_two_changes_the_later_one_holds_whichever_is_heard_last():
    h = guidance()
    moved(h, days=7, revision=2)
    moved(h, days=5, revision=1)

    assert h.stored("opportunities", "activity:activity-1").starts_at == NOON + timedelta(days=7)
