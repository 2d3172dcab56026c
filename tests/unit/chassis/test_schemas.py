"""One declaration, and the schemas derived from it agree with one another."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import Enum
from typing import Annotated, Any

import jsonschema_rs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from marshmallow import EXCLUDE, ValidationError
from marshmallow.validate import Length, OneOf, Range, Regexp

from chassis.events import described
from chassis.json_schemas import json_schema
from chassis.schemas import schema_for


class Mood(Enum):
    GOOD = "good"
    BAD = "bad"


@dataclass(frozen=True)
class Inner:
    name: Annotated[str, Length(1, 5)] = described("n", "a name")


@dataclass(frozen=True)
class Everything:
    """One field of every kind."""

    text: str = described("t", "text")
    short: Annotated[str, Length(2, 4)] = described("abc", "two to four characters")
    chosen: Annotated[str, OneOf(["a", "b"])] = described("a", "one of two")
    code: Annotated[str, Regexp(r"^[0-9]{6}$")] = described("440605", "six digits")
    count: Annotated[int, Range(0, 10)] = described(1, "zero to ten")
    share: float = described(0.5, "a number")
    sure: bool = described(True, "yes or no")
    mood: Mood = described(Mood.GOOD, "how one feels")
    inner: Inner = described(Inner("n"), "a part")
    names: Annotated[list[str], Length(max=2)] = described(["x"], "some names")
    parts: tuple[Inner, ...] = described((), "some parts")
    numbers: dict[str, int] = described({"a": 1}, "by name")
    free: dict[str, Any] = described({}, "anything")
    maybe: Annotated[str, OneOf(["c"])] | None = described(None, "perhaps", default=None)
    feeling: Mood | None = described(None, "perhaps", default=None)
    part: Inner | None = described(None, "perhaps", default=None)


SAMPLE: dict[str, Any] = {
    "text": "t", "short": "abc", "chosen": "a", "code": "440605", "count": 1, "share": 0.5,
    "sure": True, "mood": "good", "inner": {"name": "n"}, "names": ["x"], "parts": [],
    "numbers": {"a": 1}, "free": {},
}  # fmt: skip
SCHEMA = json_schema(Everything)
JUDGE = jsonschema_rs.Draft202012Validator(SCHEMA)
plain = st.characters(min_codepoint=32, max_codepoint=126)
anything = st.recursive(
    st.none() | st.booleans() | st.integers(-20, 20) | st.text(plain, max_size=7)
    | st.sampled_from(["a", "b", "c", "good", "bad", "440605", "1", "0.5", 0.5, 1.0, 10, 11]),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(st.sampled_from(["name", "a"]), inner, max_size=2),
    max_leaves=4,
)  # fmt: skip


def loads(content):
    try:
        schema_for(Everything, unknown=EXCLUDE).load(content)
    except ValidationError:
        return False
    return True


@pytest.mark.parametrize("name", SCHEMA["properties"])
@given(value=anything)
@settings(max_examples=60)
def test_both_schemas_give_the_same_verdict_of_a_field(name, value):
    content = SAMPLE | {name: value}

    assert loads(content) == JUDGE.is_valid(content)


@pytest.mark.parametrize(("value", "there"), [(1.0, True), (1.5, False), (1e300, False)])
def test_a_whole_number_may_be_written_with_a_point_if_it_is_exact(value, there):
    assert loads(SAMPLE | {"count": value}) is there


@pytest.mark.parametrize("name", SCHEMA["properties"])
def test_both_schemas_know_which_fields_must_be_there(name):
    content = {field: value for field, value in SAMPLE.items() if field != name}

    assert loads(content) == JUDGE.is_valid(content) == (name not in SCHEMA["required"])


def test_loading_gives_an_instance_with_every_part_of_its_kind():
    told = schema_for(Everything).load(SAMPLE | {"parts": [{"name": "p"}], "feeling": "bad"})

    assert isinstance(told, Everything)
    assert (told.mood, told.feeling, told.inner) == (Mood.GOOD, Mood.BAD, Inner("n"))
    assert list(told.parts) == [Inner("p")]


def test_what_is_sent_and_unknown_is_refused_and_what_is_read_and_unknown_is_passed_over():
    content = SAMPLE | {"stranger": 1}

    with pytest.raises(ValidationError, match="stranger"):
        schema_for(Everything).load(content)
    assert loads(content)


@dataclass(frozen=True)
class Timed:
    at: datetime = described(datetime(2019, 5, 6, tzinfo=UTC), "when")
    day: date = described(date(2019, 5, 6), "which day")


@pytest.mark.parametrize(
    "told",
    [{"at": "2019-05-06T04:00:00"}, {"at": "1019-05-06T04:00:00Z"}, {"at": 7}, {"at": "noon"},
     {"day": "2019-05-32"}, {"day": "0019-05-06"}, {"day": "2019-05-06T04:00:00Z"}],
)  # fmt: skip
def test_a_moment_has_an_offset_and_lies_in_our_calendar(told):
    sound = {"at": "2019-05-06T04:00:00+08:00", "day": "2019-05-06"}

    assert schema_for(Timed).load(sound)
    with pytest.raises(ValidationError):
        schema_for(Timed).load(sound | told)


@pytest.mark.parametrize("text", ["a\x00b", "\x1b[1m", "\x7f", "\ud800"])
def test_text_holds_what_somebody_can_have_typed(text):
    with pytest.raises(ValidationError):
        schema_for(Inner).load({"name": text})


def test_descriptions_and_samples_are_carried_along():
    assert SCHEMA["properties"]["count"] == {
        "type": "integer",
        "minimum": 0,
        "maximum": 10,
        "description": "zero to ten",
        "examples": [1],
    }
    assert SCHEMA["title"] == "Everything"


def test_a_type_nobody_knows_is_refused_where_it_is_declared():
    @dataclass(frozen=True)
    class Odd:
        thing: complex = described(1j, "odd")

    with pytest.raises(TypeError, match="no schema is known"):
        schema_for(Odd)
