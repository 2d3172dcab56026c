"""What one service announces, every reader of it can read: its sample, its name, its version."""

from dataclasses import dataclass

import orjson
import pytest

from chassis import events
from chassis.contracts import contracts
from chassis.envelope import CONTENT_TYPE, Decoder
from chassis.errors import Unreadable
from chassis.events import Event, Inbound, described

AGREED = contracts()
ANNOUNCED = {events.wire_type(event): event for one in AGREED for event in one.announces}
READ = [(one.service, reads) for one in AGREED for reads in one.hears]


def body_of(event):
    """Write the sample of an event as the broker would deliver it."""
    content = events.sample(event)
    envelope = {
        "specversion": "1.0",
        "id": "01a206b6-cd9f-7518-a926-f8290368506c",
        "source": f"/gongzhi/{events.producer(event)}",
        "type": events.wire_type(event),
        "time": "2019-05-04T01:30:00Z",
        "subject": str(next(iter(content.values()))),
        "division": content["division"],
        "data": content,
    }
    return orjson.dumps(envelope, option=orjson.OPT_UTC_Z)


def read(reads, body):
    decoder = Decoder({events.wire_type(reads): reads}, largest=65_536)
    return decoder.decode(body, CONTENT_TYPE)


@pytest.mark.parametrize(
    ("service", "reads"), READ, ids=[f"{service} reads {one.__name__}" for service, one in READ]
)
def test_every_reader_reads_the_sample_of_its_producer(service, reads):
    announced = ANNOUNCED[events.wire_type(reads)]

    message = read(reads, body_of(announced))

    said = events.content_fields(announced)
    assert {field.name for field in events.content_fields(reads)} <= {field.name for field in said}
    assert message.meta.division == events.sample(announced)["division"]


@dataclass(frozen=True)
class Seen(Event):
    """What a producer of tests announces."""

    __module__ = "tests.events"

    thing_id: str = described("thing-1", "what was seen")
    division: str = described("440605", "where")


@dataclass(frozen=True)
class Counted(Inbound):
    """What a reader wants that nobody says."""

    producer = "tests"

    thing_id: str = described("thing-1", "what was seen")
    count: int = described(1, "how often")


def test_a_reader_that_wants_more_than_is_said_is_found():
    Counted.__name__ = "Seen"

    with pytest.raises(Unreadable, match="count"):
        read(Counted, body_of(Seen))
