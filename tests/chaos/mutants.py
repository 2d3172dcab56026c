"""Ten ways to break the delivery promise, for the oracle to catch; none of them in the product.

Where a mutant harms only if its process dies at the wrong moment, it dies there itself, once,
when the file that `CHAOS_ARMED` names is there.
"""

import dataclasses
import os
import signal
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any

import amqp

from chassis.errors import AlreadyHandled
from chassis.messaging import publisher
from chassis.messaging.channel import Inflow
from chassis.messaging.consumer import Batches
from chassis.messaging.flight import Flight
from chassis.messaging.message import Heard
from chassis.messaging.relay import Relay
from chassis.messaging.settler import Settler
from chassis.messaging.topology import DEAD, EVENTS
from chassis.store.mongo import Mongo, _added
from chassis.store.unit import Unit
from chassis.store.writes import Writes

SKIPPED = 1000
MUTANTS: dict[str, Callable[[], None]] = {}


def mutant(plant: Callable[[], None]) -> Callable[[], None]:
    """Name a mutant by its function."""
    MUTANTS[plant.__name__.replace("_", "-")] = plant
    return plant


def install(name: str) -> None:
    """Spoil this process, if a mutant is named."""
    if name:
        MUTANTS[name]()


def die_if_armed() -> None:
    """Die here as by SIGKILL, once."""
    armed = Path(os.environ.get("CHAOS_ARMED", ""))
    if armed.is_file():
        armed.unlink()
        os.kill(os.getpid(), signal.SIGKILL)


@mutant
def ack_before_commit() -> None:
    """Acknowledge a batch before it is folded."""
    begin = Batches._begin

    def early(self: Batches, batch: list[Any]) -> Flight:
        Inflow.acknowledge(self._inflow, batch[-1])
        self._inflow.acknowledge = lambda *_: None  # type: ignore[method-assign]
        die_if_armed()
        return begin(self, batch)

    Batches._begin = early  # type: ignore[method-assign]


@mutant
def no_inbox() -> None:
    """Keep no row of the messages that were handled."""
    writes = Unit.writes

    def forgetful(self: Unit) -> Writes:
        made = writes(self)
        made.guards = [row for row in made.guards if not row["_id"].startswith("event:")]
        return made

    Unit.writes = forgetful  # type: ignore[method-assign]


@mutant
def publish_before_commit() -> None:
    """Send the events of a unit of work first, and commit it then."""
    commit = Unit.commit

    def hasty(self: Unit, writes: Writes) -> None:
        _send([event for page in writes.pages for event in page["events"]])
        if writes.pages:
            die_if_armed()
        commit(self, writes)

    Unit.commit = hasty  # type: ignore[method-assign]


def _send(events: list[dict[str, Any]]) -> None:
    place = os.environ["AMQP_URI"].rpartition("@")[2].rstrip("/")
    with amqp.Connection(place) as connection:
        channel = connection.channel()
        for event in events:
            kind = "application/cloudevents+json"
            said = {"content_type": kind, "message_id": event["id"], "delivery_mode": 2}
            message = amqp.Message(bytes(event["body"]), **said)
            channel.basic_publish(message, EVENTS, event["key"])


@mutant
def inbox_outside_the_transaction() -> None:
    """Write the rows of the inbox in a transaction of their own, before the effects."""
    transact = Mongo._transact

    def apart(self: Mongo, writes: Writes) -> None:
        if writes.guards:
            transact(self, Writes(guards=writes.guards))
            die_if_armed()
        transact(self, dataclasses.replace(writes, guards=[]))

    Mongo._transact = apart  # type: ignore[method-assign]


@mutant
def not_mandatory() -> None:
    """Do not ask the broker whether anybody was there to hear."""
    publisher.MANDATORY = False


@mutant
def requeue_on_stop() -> None:
    """Drop what was taken when the process is told to stop."""
    Inflow.cancel = Inflow.lose  # type: ignore[method-assign]


@mutant
def mark_before_confirm() -> None:
    """Mark pages as published first, and publish them then."""
    publish, mark = Relay._publish, Relay._mark

    def later(self: Relay, events: list[Any]) -> None:
        self._held = [*getattr(self, "_held", []), *events]

    def first(self: Relay) -> None:
        mark(self)
        held, self._held = getattr(self, "_held", []), []
        if held:
            die_if_armed()
            publish(self, held)

    Relay._publish, Relay._mark = later, first  # type: ignore[method-assign]


@mutant
def duplicates_are_added() -> None:
    """Add to the counters although the message was handled before."""
    commit = Mongo.commit

    def generous(self: Mongo, writes: Writes) -> None:
        try:
            commit(self, writes)
        except AlreadyHandled:
            for collection, tallies in writes.tallies.items():
                self.database[collection].bulk_write([_added(tally) for tally in tallies])
            raise

    Mongo.commit = generous  # type: ignore[method-assign]


@mutant
def dead_letters_dropped() -> None:
    """Let go of what cannot be handled."""
    sent_on = Settler.sent_on

    def careless(self: Settler, *settled: Any) -> list[Any]:
        return [out for out in sent_on(self, *settled) if out.exchange != DEAD]

    Settler.sent_on = careless  # type: ignore[method-assign]


@mutant
def one_in_a_thousand_skipped() -> None:
    """Handle every thousandth message without any effect."""
    apply, numbers = Heard.apply, count(1)

    def lazy(self: Heard, service: Any) -> None:
        if next(numbers) % SKIPPED:
            apply(self, service)

    Heard.apply = lazy  # type: ignore[method-assign]
