"""Breaks on purpose what `TOY_MISTAKE` names, then counts as before."""

import os
import time
from typing import Any

from chassis.faults import fault_point
from chassis.messaging.channel import Inflow
from chassis.messaging.consumer import Batches
from chassis.messaging.flight import Flight
from chassis.messaging.message import Delivery, Heard
from tests.toys.counting.events import NAME
from tests.toys.counting.service import CountingService as Careful

MISTAKE = os.environ.get("TOY_MISTAKE", "")


begin = Batches._begin


def acknowledge_first(handler: Batches, batch: list[Delivery]) -> Flight:
    """Acknowledge a batch before its effects are committed."""
    Inflow.acknowledge(handler._inflow, batch[-1])
    handler._inflow.acknowledge = lambda _: None  # type: ignore[method-assign]
    time.sleep(0.2)  # until the broker has heard it
    fault_point("commit-before-ack")
    return begin(handler, batch)


def forget_the_inbox(_heard: Heard) -> None:
    """Take effect without a guard, as often as an event is delivered."""
    return


if MISTAKE == "acknowledges-first":
    Batches._begin = acknowledge_first  # type: ignore[method-assign]
if MISTAKE == "forgets":
    forgetful: Any = property(forget_the_inbox, lambda _heard, _guard: None)
    Heard.guard = forgetful


class CountingService(Careful):
    """Counts without care."""

    name = NAME
