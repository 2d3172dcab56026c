"""Dead letters as the consumer sets them aside, for tests that need no broker."""

from datetime import UTC, datetime
from typing import Any

import orjson

from chassis.deadletters.collecting import letter_of
from chassis.deadletters.letter import Letter
from chassis.envelope import CONTENT_TYPE
from chassis.errors import Unreadable
from chassis.messaging.message import Delivery
from chassis.messaging.settle import dead

NOON = datetime(2019, 5, 6, 4, tzinfo=UTC)
PLACE = "440605124004"
BUG = ZeroDivisionError("a bug of the handler")
GIBBERISH = b"\xff\x00{"
UNDECODABLE = Unreadable("undecodable", "not JSON")


def trial(identity: str = "e1", fate: str = "bug", division: str = PLACE, **more: Any) -> bytes:
    """Write an event that the counting toy hears and handles as its fate says."""
    envelope = {
        "specversion": "1.0",
        "id": identity,
        "source": "/elsewhere",
        "type": "gongzhi.trying.trial_made.v1",
        "time": "2019-05-06T04:00:00Z",
        "division": division,
        "data": {"actor": "a1", "fate": fate, "division": division},
    }
    return orjson.dumps(envelope | more)


def a_dead_message(
    body: bytes,
    error: Exception = BUG,
    *,
    handler: str = "on_trial_made",
    at: datetime = NOON,
    content_type: str = CONTENT_TYPE,
) -> Delivery:
    """Give a message as it lies in the queue of dead letters."""
    came = Delivery(1, body, content_type, {}, "trying.trial_made.v1.440605.124.004")
    out = dead(came, "counting", error, handler, at)
    return Delivery(1, out.body, out.content_type, out.headers, "counting")


def a_letter(body: bytes | None = None, error: Exception = BUG, **more: Any) -> Letter:
    """Give a letter as the collector keeps it."""
    return letter_of(a_dead_message(trial() if body is None else body, error, **more), NOON)
