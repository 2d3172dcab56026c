"""What is said once, in a class, is everything there is to say of a message."""

import dataclasses
from dataclasses import dataclass
from typing import ClassVar

import pytest

from chassis import events
from chassis.events import Event, Inbound, Meta, described
from tests.toys.counting import events as announced
from tests.toys.counting import inbound

PLACE = "440605124004-e01-b03"


@dataclass(frozen=True)
class SpaceVisited(Inbound):
    producer: ClassVar[str] = "participation"
    version: ClassVar[int] = 2
    resident_id: str = described("r1", "who came")


@pytest.mark.parametrize(
    ("message", "told"),
    [
        (announced.ActionTaken, "gongzhi.counting.action_taken.v1"),
        (inbound.ActionTaken, "gongzhi.counting.action_taken.v1"),
        (SpaceVisited, "gongzhi.participation.space_visited.v2"),
    ],
)
def test_the_name_on_the_wire_is_derived_from_class_and_version(message, told):
    assert events.wire_type(message) == told


def test_a_key_spells_the_place_level_by_level():
    taken = announced.ActionTaken("a1", "x1", PLACE)

    assert events.routing_key(taken) == "counting.action_taken.v1.440605.124.004.e01.b03"


def test_a_queue_bound_to_a_message_hears_it_from_everywhere():
    assert events.binding_key(inbound.ActionTaken) == "counting.action_taken.v1.#"


def test_the_first_field_is_what_an_event_is_about():
    assert events.subject(announced.ActionCounted("x1", "a1", PLACE)) == "x1"
    assert events.division(announced.ActionCounted("x1", "a1", PLACE)) == PLACE


def test_an_event_that_stands_nowhere_has_no_producer():
    @dataclass(frozen=True)
    class Stray(Event):
        thing_id: str = described("t", "what")

    with pytest.raises(TypeError, match="stands in no `events` module"):
        events.wire_type(Stray)


def test_a_sample_holds_the_content_and_nothing_of_the_envelope():
    assert events.sample(SpaceVisited) == {"resident_id": "r1"}
    assert [f.name for f in events.content_fields(SpaceVisited)] == ["resident_id"]


def test_defaults_that_can_change_are_not_shared():
    @dataclass(frozen=True)
    class Listed(Inbound):
        names: list[str] = described(["a"], "names", default=[])

    Listed().names.append("x")

    assert Listed().names == []


def test_messages_never_change():
    with pytest.raises(dataclasses.FrozenInstanceError):
        Meta().id = "other"  # type: ignore[misc]
