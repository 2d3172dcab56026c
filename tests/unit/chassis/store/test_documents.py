"""States as documents and back: nothing of a state is lost or changed on the way."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from enum import Enum
from typing import Any

import bson
from hypothesis import given
from hypothesis import strategies as st

from chassis.store.documents import from_document, to_document


class Stage(Enum):
    OPEN = "open"
    CLOSED = "closed"


@dataclass(frozen=True)
class Step:
    name: str
    due: datetime | None


@dataclass(frozen=True)
class Kept:
    id: str
    stage: Stage
    at: datetime
    day: date
    first: Step
    steps: tuple[Step, ...] = ()
    voices: frozenset[str] = frozenset()
    counts: dict[str, int] = field(default_factory=dict)
    last: Step | None = None
    rules: dict[str, Any] = field(default_factory=dict)


NAIVE = datetime(2019, 5, 6, tzinfo=UTC).replace(tzinfo=None)
words = st.text(max_size=8)
moments = st.datetimes(
    NAIVE.replace(year=1900), NAIVE.replace(year=2900), timezones=st.just(UTC)
).map(lambda m: m.replace(microsecond=m.microsecond // 1000 * 1000))
steps = st.builds(Step, words, st.none() | moments)
states = st.builds(
    Kept,
    id=words,
    stage=st.sampled_from(Stage),
    at=moments,
    day=st.dates(),
    first=steps,
    steps=st.lists(steps, max_size=3).map(tuple),
    voices=st.frozensets(words, max_size=3),
    counts=st.dictionaries(st.sampled_from("abc"), st.integers(-(2**31), 2**31), max_size=2),
    last=st.none() | steps,
    rules=st.dictionaries(st.sampled_from("abc"), st.booleans() | words, max_size=2),
)
OPTIONS = bson.CodecOptions(tz_aware=True)


@given(state=states)
def test_a_state_comes_back_equal(state):
    wire = bson.encode(to_document(state, 3))
    document = bson.decode(wire, OPTIONS)

    assert (document["_id"], document["version"]) == (state.id, 3)
    assert from_document(document, Kept) == state


@given(state=states)
def test_fields_of_a_later_version_are_ignored(state):
    document = to_document(state, 1) | {"added_later": 1}

    assert from_document(document, Kept) == state


def test_what_the_clock_says_beyond_milliseconds_is_not_kept():
    moment = datetime(2019, 5, 6, 4, 0, 0, 123_456, tzinfo=UTC)
    state = Kept("k", Stage.OPEN, moment, date(2019, 5, 6), Step("s", None))

    assert to_document(state, 1)["at"].microsecond == 123_000
