from datetime import timedelta

from services.guidance.domain.topics import be_answered, close, record_of, reopen, rise
from tests.unit.guidance.builders import NOON, TANGZHONG

HOUR = timedelta(hours=1)


def a_topic():
    return record_of(None, "topic-1", TANGZHONG)


def test_the_screening_is_timed_from_raising_to_answer():
    raised, first = rise(a_topic(), at=NOON)
    _, second = be_answered(raised, "topics_screened", at=NOON + HOUR)

    assert first == {"topics_raised": 1}
    assert second["screening_seconds"] == 3600


def test_the_screening_is_timed_also_when_the_answer_is_heard_first():
    answered, first = be_answered(a_topic(), "topics_declined", at=NOON + HOUR)
    _, second = rise(answered, at=NOON)

    assert first == {"topics_declined": 1, "topics_answered": 1}
    assert second == {"topics_raised": 1, "screenings_timed": 1, "screening_seconds": 3600}


def test_a_topic_is_raised_once_and_answered_once():
    raised, _ = rise(a_topic(), at=NOON)
    answered, _ = be_answered(raised, "topics_screened", at=NOON)

    assert rise(raised, at=NOON) == (raised, {})
    assert be_answered(answered, "topics_merged", at=NOON) == (answered, {"topics_merged": 1})


def test_a_closed_topic_stands_as_solved_until_it_is_reopened():
    closed, first = close(a_topic(), satisfied=True, at=NOON)
    _, second = reopen(closed, at=NOON + HOUR)

    assert first == {"topics_closed": 1, "topics_solved": 1, "topics_satisfied": 1}
    assert second == {"topics_reopened": 1, "topics_solved": -1, "topics_satisfied": -1}


def test_a_topic_closed_without_satisfaction_is_solved_only():
    _, counts = close(a_topic(), satisfied=False, at=NOON)

    assert counts == {"topics_closed": 1, "topics_solved": 1}


def test_a_reopening_heard_after_the_second_closing_does_not_undo_it():
    closed_again, _ = close(a_topic(), satisfied=True, at=NOON + HOUR)

    record, counts = reopen(closed_again, at=NOON)

    assert record.solved
    assert counts == {"topics_reopened": 1}
