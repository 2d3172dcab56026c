import pytest

from services.guidance.events import NudgeIssued
from services.guidance.inbound.deliberations import (
    BallotIssued,
    DeliberationHeld,
    DeliberationMissed,
    HallSessionMissed,
)
from tests.component.guidance.given import SHISHAN, TANGZHONG, counts, guidance, points

ESTATE = f"{TANGZHONG}-e01"


@pytest.fixture
def h():
    return guidance()


def missed(h, period, in_a_row):
    session = f"{ESTATE}:{period}"
    h.hears(DeliberationMissed(session, period, in_a_row, TANGZHONG, ESTATE), twice=True)


def nudged(h):
    return [(e.owner, e.level, e.about_id) for e in h.announced if isinstance(e, NudgeIssued)]


def test_a_place_that_did_not_meet_is_reminded_of_then_those_above_it(h):
    for in_a_row, period in enumerate(("2019-05", "2019-06", "2019-07", "2019-08"), 1):
        missed(h, period, in_a_row)

    assert nudged(h) == [
        (TANGZHONG, 1, ESTATE),
        ("440605124", 2, ESTATE),
        ("440605", 3, ESTATE),
        ("440605", 3, ESTATE),
    ]
    assert counts(h)["sessions_missed"] == 4


def test_once_it_met_the_reminders_have_worked(h):
    missed(h, "2019-05", 1)

    h.hears(DeliberationHeld(f"{ESTATE}:2019-06", ESTATE), twice=True)

    assert counts(h) == {"sessions_missed": 1, "sessions_held": 1, "nudges_heeded": 1}
    assert h.stored("nudges", f"session:{ESTATE}:2019-05").heeded_at is not None


def test_taking_part_in_a_secret_vote_is_worth_what_a_vote_is(h):
    h.hears(BallotIssued("topic-1", "r-1001", ESTATE), twice=True)

    assert points(h, "resident:r-1001") == (1, 1)
    assert points(h, SHISHAN) == (5, 1)
    assert counts(h) == {"votes": 1}


def test_a_session_that_was_announced_and_not_held_counts(h):
    h.hears(HallSessionMissed("session-1", ESTATE), twice=True)

    assert counts(h) == {"hall_sessions_missed": 1}
