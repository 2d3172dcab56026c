"""Topics as the indicators see them: when each stage was reached, in whatever order it is heard."""

from dataclasses import dataclass, replace
from datetime import datetime

Counts = dict[str, int]


@dataclass(frozen=True)
class TopicRecord:
    """The stages one topic has passed."""

    id: str
    division: str
    raised_at: datetime | None = None
    answered_at: datetime | None = None
    turned_at: datetime | None = None
    solved: bool = False
    satisfied: bool = False
    imported: bool = False


Counted = tuple[TopicRecord, Counts]


def record_of(known: TopicRecord | None, topic_id: str, division: str) -> TopicRecord:
    """Give the record of a topic, or begin one."""
    return known or TopicRecord(topic_id, division)


def rise(record: TopicRecord, *, at: datetime, imported: bool = False) -> Counted:
    """Count a topic as raised; one imported from elsewhere says nothing of how a place does."""
    if record.raised_at is not None:
        return record, {}
    known = replace(record, raised_at=at, imported=imported)
    return known, {"topics_raised": 1} | _screening_time(known)


def be_answered(record: TopicRecord, outcome: str, *, at: datetime) -> Counted:
    """Count a topic as answered: screened, declined or merged; the first answer is timed."""
    if record.answered_at is not None:
        return record, {outcome: 1}
    known = replace(record, answered_at=at)
    return known, {outcome: 1, "topics_answered": 1} | _screening_time(known)


def _screening_time(record: TopicRecord) -> Counts:
    if record.raised_at is None or record.answered_at is None:
        return {}
    seconds = int((record.answered_at - record.raised_at).total_seconds())
    return {"screenings_timed": 1, "screening_seconds": max(0, seconds)}


def close(record: TopicRecord, *, satisfied: bool, at: datetime) -> Counted:
    """Count a topic as closed; it stands as solved until it is reopened."""
    return _turn(record, "topics_closed", (True, satisfied), at)


def reopen(record: TopicRecord, *, at: datetime) -> Counted:
    """Count a topic as reopened: it is not solved after all."""
    return _turn(record, "topics_reopened", (False, False), at)


def _turn(record: TopicRecord, what: str, stands: tuple[bool, bool], at: datetime) -> Counted:
    """Let the latest turn decide where the topic stands: an earlier one may be heard after it."""
    if record.turned_at is not None and at <= record.turned_at:
        return record, {what: 1}
    solved, satisfied = stands
    changes = {
        "topics_solved": solved - record.solved,
        "topics_satisfied": satisfied - record.satisfied,
    }
    known = replace(record, turned_at=at, solved=solved, satisfied=satisfied)
    return known, {what: 1} | {name: n for name, n in changes.items() if n}
