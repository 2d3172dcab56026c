"""Events of the past, folded through the handlers of a service; nobody hears of it."""

from collections.abc import Sequence
from typing import Any, Protocol

from chassis.database import kept
from chassis.envelope import CONTENT_TYPE, Decoder
from chassis.errors import Unreadable
from chassis.events import Event, Inbound, wire_type
from chassis.messaging.message import Heard, Subscription
from chassis.principal import SYSTEM
from chassis.replay.history import Told
from chassis.replay.places import Place, Places
from chassis.store.unit import Unit
from chassis.store.writes import Backend, Tally
from chassis.subscribing import subscriptions
from chassis.work.items import Outcome
from chassis.work.process import process
from chassis.work.work import Work

LARGEST = 1 << 20  # what was published once was small enough then


class Partial(Backend, Protocol):
    """A database that holds the collections of a rebuild and no others."""

    names: frozenset[str]


class QuietUnit(Unit):
    """A unit of work that announces nothing, and keeps only what a rebuild is for."""

    names: frozenset[str] = frozenset()

    def put(self, collection: str, identity: str, state: Any) -> int:
        """Keep a state where its collection is rebuilt."""
        return super().put(collection, identity, state) if collection in self.names else 1

    def tally(self, collection: str, change: Tally) -> None:
        """Add to a counter where its collection is rebuilt."""
        if collection in self.names:
            super().tally(collection, change)

    def record(self, announced: Sequence[Event], sequence: int) -> list[str]:  # noqa: ARG002
        """Let what would be announced go: it was announced when it happened."""
        return [""] * len(announced)


class QuietWork(Work):
    """A worker's share whose units announce nothing."""

    def __init__(self, backend: Partial) -> None:
        """Work on a database that holds some of the collections."""
        self.names = backend.names
        super().__init__(backend)

    def begin(self) -> Unit:
        """Begin a unit of work that nobody will hear of."""
        self.now = self._clock.now()
        self.unit = unit = QuietUnit(self.backend, now=self.now, new_id=self.new_id)
        unit.names = self.names
        self.serve(SYSTEM)
        return self.unit


class Past(Heard):
    """An event of the past: folded unless the place of its producer is beyond it already.

    The place is written in the same transaction, so that a replay which was killed, or is run
    twice at once, folds every event once; no row of the inbox is needed.
    """

    def __init__(self, event: Inbound, subscription: Subscription, told: Told) -> None:
        """Take the event with where it stands."""
        super().__init__(event, subscription, None)
        self.guard = None
        self._told = told

    def apply(self, service: Any) -> None:
        """Let the service's method hear it, and move the place on."""
        told = self._told
        place = service.places.find(told.producer)
        if place is not None and told.position <= place.position:
            return
        super().apply(service)
        service.places.save(Place(told.producer, told.position))


class Folder:
    """Folds the past into a database through the handlers of a service."""

    def __init__(self, service_cls: Any, backend: Partial) -> None:
        """Make a worker of the service that no container runs."""
        self.worker = service_cls()
        self.worker.work = work = QuietWork(backend)
        for attribute, kind in kept(service_cls).items():
            setattr(self.worker, attribute, kind(work))
        self.worker.places = Places(work)
        self._heard = {wire_type(one.reads): one for one in subscriptions(service_cls)}
        readers = {name: one.reads for name, one in self._heard.items()}
        self._decoder = Decoder(readers, largest=LARGEST)

    def read(self, told: Sequence[Told]) -> list[Past]:
        """Read events as the consumer would; what cannot be read had no effect then either."""
        found = (self._read(one) for one in told)
        return [item for item in found if item is not None]

    def _read(self, told: Told) -> Past | None:
        try:
            event = self._decoder.decode(told.body, CONTENT_TYPE)
        except Unreadable:
            return None
        return Past(event, self._heard[event.meta.type], told)

    def fold(self, items: Sequence[Past]) -> list[Past]:
        """Fold events together; give those that a handler refused, which had no effect."""
        if items:
            process(self.worker, items)
        return [item for item in items if item.outcome is Outcome.FAILED]
