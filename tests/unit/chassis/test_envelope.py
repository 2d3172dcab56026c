"""An event is the same to its reader as it was to its author; what cannot be read says why."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta, timezone
from enum import Enum
from typing import Any, ClassVar

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chassis.envelope import CONTENT_TYPE, MIRRORED, Decoder, UnknownType, encode, headers_of
from chassis.errors import Unreadable
from chassis.events import Event, Inbound, Meta, described, wire_type

NOON = datetime(2019, 5, 6, 4, tzinfo=UTC)
META = Meta("e1", "gongzhi.testing.thing_noted.v1", NOON, "t1", "440605", "1.0", "c1", "m1", "00-x")


class Kind(Enum):
    SMALL = "small"
    LARGE = "large"


@dataclass(frozen=True)
class Part:
    name: str = described("p", "its name")
    minutes: int | None = described(3, "how long", default=None)


@dataclass(frozen=True)
class ThingNoted(Event):
    """Something was noted."""

    producer: ClassVar[str] = "testing"
    thing_id: str = described("t1", "what")
    kind: Kind = described(Kind.SMALL, "how big")
    at: datetime = described(NOON, "when")
    day: date = described(date(2019, 5, 6), "on which day")
    parts: list[Part] = described([Part("p")], "of what")
    rules: dict[str, Any] = described({"a": 1}, "by which rules")
    note: str | None = described(None, "a remark", default=None)
    division: str = described("440605", "where", default="440605")


@dataclass(frozen=True)
class Heard(Inbound):
    """The same, as a reader sees it who declares all of it."""

    producer: ClassVar[str] = "testing"
    thing_id: str = described("t1", "what")
    kind: Kind = described(Kind.SMALL, "how big")
    at: datetime = described(NOON, "when")
    day: date = described(date(2019, 5, 6), "on which day")
    parts: list[Part] = described([Part("p")], "of what")
    rules: dict[str, Any] = field(default_factory=dict)
    note: str | None = described(None, "a remark", default=None)


@dataclass(frozen=True)
class Brief(Inbound):
    """What a reader sees who asks for one field."""

    producer: ClassVar[str] = "testing"
    thing_id: str = described("t1", "what")


def decoder(reader, largest=65536):
    return Decoder({META.type: reader}, largest=largest)


words = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=20)
clean = words.filter(lambda text: all(c >= " " and c != "\x7f" for c in text))
NAIVE = NOON.replace(tzinfo=None)
moments = st.datetimes(NAIVE.replace(year=1900), NAIVE.replace(year=2900), timezones=st.just(UTC))
parts = st.builds(Part, clean, st.none() | st.integers(-(2**53), 2**53))
things = st.builds(
    ThingNoted,
    thing_id=clean,
    kind=st.sampled_from(Kind),
    at=moments,
    day=st.dates(date(1900, 1, 1), date(2900, 1, 1)),
    parts=st.lists(parts, max_size=3),
    rules=st.dictionaries(clean, st.integers(0, 9) | clean | st.booleans(), max_size=3),
    note=st.none() | clean,
)


@given(thing=things)
def test_what_is_announced_is_what_is_heard(thing):
    heard = decoder(Heard).decode(encode(thing, META), CONTENT_TYPE)

    names = ("thing_id", "kind", "at", "day", "parts", "rules", "note")
    assert {n: getattr(heard, n) for n in names} == {n: getattr(thing, n) for n in names}
    assert heard.meta == META


def test_a_reader_takes_the_fields_it_asks_for_and_passes_over_the_rest():
    heard = decoder(Brief).decode(encode(ThingNoted(**SAMPLE), META), CONTENT_TYPE)

    assert heard == Brief(thing_id="t1", meta=META)


SAMPLE = {
    "thing_id": "t1", "kind": Kind.SMALL, "at": NOON, "day": date(2019, 5, 6), "parts": [],
    "rules": {}, "division": "440605",
}  # fmt: skip
ENVELOPE = orjson.loads(encode(ThingNoted(**SAMPLE), META))


def decoded(**changes):
    body = orjson.dumps({k: v for k, v in (ENVELOPE | changes).items() if v is not ...})
    return decoder(Heard).decode(body, CONTENT_TYPE)


def told(**changes):
    with pytest.raises(Unreadable) as unreadable:
        decoded(**changes)
    return unreadable.value.reason


def test_the_envelope_is_a_cloud_event():
    assert {name: ENVELOPE[name] for name in ("specversion", "id", "source", "type")} == {
        "specversion": "1.0",
        "id": "e1",
        "source": "/gongzhi/testing",
        "type": wire_type(ThingNoted),
    }
    assert ENVELOPE["time"] == "2019-05-06T04:00:00Z"
    assert ENVELOPE["partitionkey"] == ENVELOPE["subject"] == "t1"
    assert all(name.isalnum() and name.islower() for name in ENVELOPE)


def test_headers_mirror_what_routing_and_tracing_ask_for():
    headers = headers_of(orjson.dumps(ENVELOPE))

    assert headers == {f"cloudEvents_{name}": ENVELOPE[name] for name in MIRRORED}


@pytest.mark.parametrize("missing", ["specversion", "id", "source", "type", "time", "data"])
def test_an_envelope_without_what_it_must_have_is_invalid(missing):
    assert told(**{missing: ...}) == "schema-invalid"


@pytest.mark.parametrize(
    "changes",
    [{"specversion": "0.3"}, {"id": ""}, {"id": 7}, {"id": "x" * 129}, {"data": []},
     {"time": "yesterday"}, {"time": "2019-05-06T04:00:00"}, {"time": 7}, {"subject": 7},
     {"division": ["440605"]}, {"correlationid": 1}],
)  # fmt: skip
def test_an_envelope_that_says_nonsense_is_invalid(changes):
    assert told(**changes) == "schema-invalid"


@pytest.mark.parametrize(
    "changes",
    [{"thing_id": 7}, {"thing_id": None}, {"kind": "huge"}, {"at": "2019-05-06T04:00:00"},
     {"at": "soon"}, {"day": "2019-13-01"}, {"parts": [{"minutes": 3}]}, {"parts": {}},
     {"parts": [{"name": "p", "minutes": "3"}]}, {"rules": []}],
)  # fmt: skip
def test_content_that_is_not_as_declared_is_invalid(changes):
    assert told(data=ENVELOPE["data"] | changes) == "schema-invalid"


@pytest.mark.parametrize("body", [b"", b"{", b"\xff\xfe", b"nul", b'{"a":"\xc3"}'])
def test_bytes_that_are_no_json_are_undecodable(body):
    with pytest.raises(Unreadable, match="undecodable"):
        decoder(Heard).decode(body, CONTENT_TYPE)


@pytest.mark.parametrize("body", [b"[]", b"7", b'"text"', b"null"])
def test_json_that_is_no_object_is_invalid(body):
    with pytest.raises(Unreadable, match="schema-invalid"):
        decoder(Heard).decode(body, CONTENT_TYPE)


@pytest.mark.parametrize("kind", ["gongzhi.testing.thing_noted.v2", "gongzhi.testing.heard_of.v1"])
def test_a_type_or_a_version_nobody_subscribed_to_is_unknown_and_keeps_its_place(kind):
    with pytest.raises(UnknownType) as unknown:
        decoded(type=kind, data={"whatever": 1})

    assert unknown.value.reason == "unknown-type"
    assert (unknown.value.meta.type, unknown.value.meta.subject) == (kind, "t1")
    assert unknown.value.meta.sequence == META.sequence


@pytest.mark.parametrize("kind", [ENVELOPE["type"], "gongzhi.testing.heard_of.v1"])
@pytest.mark.parametrize("moment", ["yesterday", "0001-01-01T00:00:00+14:00"])
def test_a_moment_no_version_can_read_makes_no_type_worth_waiting_for(kind, moment):
    assert told(type=kind, time=moment) == "schema-invalid"


@pytest.mark.parametrize("content_type", ["", "application/json", "text/plain"])
def test_another_content_type_is_not_guessed_at(content_type):
    with pytest.raises(Unreadable, match="wrong-content-type"):
        decoder(Heard).decode(orjson.dumps(ENVELOPE), content_type)


def test_a_content_type_may_name_its_charset():
    body = orjson.dumps(ENVELOPE)

    assert decoder(Heard).decode(body, f"{CONTENT_TYPE}; charset=utf-8").thing_id == "t1"


def test_what_is_too_large_is_not_even_parsed():
    with pytest.raises(Unreadable, match="too-large"):
        decoder(Heard, largest=10).decode(b"{" * 11, CONTENT_TYPE)


def test_a_moment_told_in_another_zone_is_the_same_moment():
    there = NOON.astimezone(timezone(timedelta(hours=8))).isoformat()

    assert decoded(time=there, data=ENVELOPE["data"] | {"at": there}).at == NOON


@given(body=st.binary(max_size=80) | st.text().map(str.encode))
def test_whatever_comes_it_is_read_or_told(body):
    with pytest.raises(Unreadable):
        decoder(Heard).decode(body, CONTENT_TYPE)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**62), 2**62) | words,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(words, inner, max_size=2),
    max_leaves=4,
)


@given(
    changes=st.dictionaries(st.sampled_from(sorted(ENVELOPE)), json_values, max_size=3),
    content=st.dictionaries(st.sampled_from(sorted(ENVELOPE["data"])), json_values, max_size=3),
)
def test_whatever_an_envelope_says_it_is_read_or_told(changes, content):
    body = orjson.dumps(ENVELOPE | {"data": ENVELOPE["data"] | content} | changes)
    try:
        heard = decoder(Heard).decode(body, CONTENT_TYPE)
    except Unreadable:
        return
    assert isinstance(heard.thing_id, str)
    assert isinstance(heard.meta.time, datetime)
