"""The topology a service needs: declared, or looked for, before it takes or publishes anything."""

import time
from collections.abc import Iterable
from typing import Any

from amqp.exceptions import IrrecoverableChannelError
from nameko.extensions import SharedExtension

from chassis.config import Settings
from chassis.errors import Unavailable
from chassis.events import EVERY_PLACE, binding_key
from chassis.messaging.connection import deadline
from chassis.messaging.definitions import as_definitions, shipped
from chassis.messaging.differences import Differences, differences
from chassis.messaging.looking import Management, missing
from chassis.messaging.publisher import Publisher
from chassis.messaging.topology import EVENTS, Topology, declare, topology
from chassis.ops.logging import get_logger
from chassis.subscribing import subscriptions

BEAT_SECONDS = 0.5


class Layout(SharedExtension):
    """Knows the queues of all services from the shipped file, its own from the class.

    In mode `declare` it makes them. In mode `check` it looks at them now and then, and holds back
    whoever wants to publish while something is missing: what is published then reaches nobody.
    """

    def setup(self) -> None:
        """Put the topology together; nothing is opened yet."""
        self._settings: Settings = self.container.config["settings"]
        self._metrics = self.container.config["metrics"]
        self._topology = shipped() + self._own()
        bindings = [one for one in self._topology.bindings if one.source == EVENTS]
        self._heard = tuple(one.routing_key.removesuffix(EVERY_PLACE) for one in bindings)
        self._publisher = Publisher(self._settings, "topology")
        self._management = self._described_management()
        self._compared = Differences()
        self._found: Differences | None = None
        self._settled = self._stopping = False
        self.log = get_logger()

    def _own(self) -> Topology:
        name, heard = self.container.service_name, subscriptions(self.container.service_cls)
        alone = [binding_key(one.reads) for one in heard if not one.ordered]
        in_order = [binding_key(one.reads) for one in heard if one.ordered]
        ladder = self._settings.retry_ladder_seconds
        return topology({name: alone}, ladder, {name: in_order})

    def start(self) -> None:
        """Tell whether all is there, and look again from time to time."""
        self.container.config["health"].register_ready("topology", self._check)
        if self._checks:
            self.container.spawn_managed_thread(self._watch, identifier="watch-topology")

    def stop(self) -> None:
        """Look no more."""
        self._stopping = True

    def ensure(self, publisher: Publisher) -> None:
        """See that nothing is missing, the first time; raises `Unavailable`."""
        if self._settled:
            return
        if self._checks:
            self._look(publisher, anew=self._found is None or bool(self._found))
        else:
            self._declare(publisher)

    def forget(self) -> None:
        """See to everything again before the next use: what was there may be gone."""
        self._settled = False

    def missed(self, unheard: Iterable[str]) -> list[str]:
        """Give those of the keys nobody was bound to that somebody hears: a binding is missing."""
        return [key for key in unheard if key.startswith(self._heard)]

    @property
    def _checks(self) -> bool:
        return self._settings.topology == "check"

    def _described_management(self) -> Management | None:
        settings = self._settings
        if not settings.broker_management_uri:
            return None
        return Management(
            settings.broker_management_uri,
            settings.amqp_uri,
            deadline_seconds=settings.broker_deadline_seconds,
        )

    def _check(self) -> tuple[bool, str]:
        """Answer from the last look: a broker that is away since then is told by the consumer."""
        if self._found is None:
            return not self._checks, "not looked at yet"
        return not self._found, str(self._found) or "as it should be"

    def _declare(self, publisher: Publisher) -> None:
        channel = publisher.channel()
        with deadline(3 * self._settings.broker_deadline_seconds, channel.connection):
            try:
                declare(channel, self._topology)
            except IrrecoverableChannelError as refused:
                self._note(Differences(different=(str(refused)[:300],)))
                raise
        self._note(Differences())

    def _look(self, publisher: Publisher, *, anew: bool) -> None:
        """Ask for everything by name; compare the rest `anew`, or trust what was found last."""
        connection: Any = publisher.channel().connection
        with deadline(3 * self._settings.broker_deadline_seconds, connection):
            found = Differences(tuple(missing(connection, self._topology)))
        self._note(found or (self._compare() if anew else self._compared))
        if not self._settled:
            raise Unavailable(f"the topology differs: {self._found}")

    def _compare(self) -> Differences:
        """Compare arguments and bindings too, where the management can be asked."""
        if self._management is not None:
            try:
                there = self._management.definitions()
            except Unavailable as error:
                self.log.warning("topology-not-compared", error=str(error))
            else:
                self._compared = differences(as_definitions(self._topology), there)
        return self._compared

    def _note(self, found: Differences) -> None:
        if found and found != self._found:
            self.log.error("topology-differs", missing=found.missing, different=found.different)
        elif self._found and not found:
            self.log.info("topology-mended")
        self._found = found
        self._settled = not found.missing
        self._metrics.topology_differences.set(len(found.missing) + len(found.different))

    def _watch(self) -> None:
        while not self._stopping:
            self._rest()
            try:
                self._look(self._publisher, anew=True)
            except Unavailable:
                continue  # noted, or the broker is away: then there is nothing to tell
            except Exception:
                self.log.exception("topology-not-looked-at")
        self._publisher.close()

    def _rest(self) -> None:
        until = time.monotonic() + self._settings.topology_seconds
        while time.monotonic() < until and not self._stopping:
            time.sleep(BEAT_SECONDS)
            self._publisher.beat()
