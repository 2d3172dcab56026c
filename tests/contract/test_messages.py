"""Whatever a service announces, each service that hears it can read."""

import dataclasses

import fastjsonschema
import orjson
import pytest

from chassis import events
from chassis.contracts import Contract
from chassis.envelope import CONTENT_TYPE, Decoder
from chassis.errors import Unreadable
from chassis.events import Inbound, described
from chassis.json_schemas import json_schema
from tests.contract.agreement import AGREED, ANNOUNCED, HEARD, NAMES, bytes_of, sample_of


def missing(heard: type[Inbound]) -> list[str]:
    """Name the fields a reader declares and the author does not."""
    author = ANNOUNCED[events.wire_type(heard)]
    fields = {field.name for field in events.content_fields(author)}
    return [field.name for field in events.content_fields(heard) if field.name not in fields]


def read(heard: type[Inbound]) -> Inbound:
    author = ANNOUNCED[events.wire_type(heard)]
    decoder = Decoder({events.wire_type(heard): heard}, largest=65536)
    return decoder.decode(bytes_of(sample_of(author)), CONTENT_TYPE)


@pytest.mark.parametrize(("service", "heard"), HEARD, ids=NAMES)
def test_what_is_heard_is_announced_by_the_service_it_names(service, heard):
    assert events.wire_type(heard) in ANNOUNCED
    assert heard.producer != service


@pytest.mark.parametrize(("_service", "heard"), HEARD, ids=NAMES)
def test_a_reader_declares_only_what_the_author_sends(_service, heard):
    assert missing(heard) == []


@pytest.mark.parametrize(("_service", "heard"), HEARD, ids=NAMES)
def test_a_reader_reads_its_author_s_sample(_service, heard):
    content = orjson.loads(orjson.dumps(sample_of(ANNOUNCED[events.wire_type(heard)])))

    message = orjson.loads(orjson.dumps(read(heard)))

    fields = [field.name for field in events.content_fields(heard)]
    assert {name: message[name] for name in fields} == {name: content[name] for name in fields}


@pytest.mark.parametrize("name", ANNOUNCED)
def test_an_event_has_a_sample_a_meaning_and_a_place(name):
    event = ANNOUNCED[name]
    fields = events.content_fields(event)

    assert all(field.metadata.get("meaning") for field in fields)
    assert "division" in {field.name for field in fields}
    assert events.subject(sample_of(event))
    assert event.__doc__
    assert not event.__doc__.startswith(f"{event.__name__}("), "a sentence of its own"


@pytest.mark.parametrize("name", ANNOUNCED)
def test_a_sample_fits_what_an_event_s_own_schema_says(name):
    event = ANNOUNCED[name]

    fastjsonschema.compile(json_schema(event))(orjson.loads(bytes_of(sample_of(event)))["data"])


@pytest.mark.parametrize("contract", AGREED, ids=[one.service for one in AGREED])
def test_a_service_reads_everything_it_subscribed_to(contract: Contract):
    assert contract.announces
    assert contract.hears


def test_nothing_is_announced_by_two_services():
    assert len(ANNOUNCED) == sum(len(one.announces) for one in AGREED)


# the proofs that these tests can fail


@dataclasses.dataclass(frozen=True)
class SpaceVisited(Inbound):
    """A reader who expects what its author never sent, of a kind it is not."""

    producer = "participation"
    space_id: int = described(1, "where")
    mood: str = described("good", "how it was")


def test_a_reader_of_another_kind_or_field_is_found():
    assert missing(SpaceVisited) == ["mood"]
    with pytest.raises(Unreadable):
        read(SpaceVisited)


def test_a_reader_of_a_version_nobody_announces_is_found():
    later = type("SpaceVisited", (SpaceVisited,), {"version": 9})

    assert events.wire_type(later) not in ANNOUNCED
