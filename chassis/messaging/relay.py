"""The way out for events: what was committed is published, confirmed, and then marked.

    pages in state pending -> publish with confirms -> one transaction marks and positions them

Dying between the last two publishes some events twice; whoever hears them knows their ids.
"""

import time
from typing import Any

from eventlet.event import Event
from nameko.extensions import DependencyProvider

from chassis.config import Settings
from chassis.database import DatabaseOfService
from chassis.envelope import CONTENT_TYPE, headers_of
from chassis.errors import Unavailable, WriteConflict
from chassis.faults import fault_point
from chassis.messaging.layout import Layout
from chassis.messaging.publisher import Outgoing, Publisher
from chassis.messaging.topology import EVENTS
from chassis.ops.logging import get_logger
from chassis.ops.metrics import Metrics
from chassis.store.feed import Feed
from chassis.store.leases import Lease
from chassis.store.writes import Document

JOB = "relay"
LONGEST_PAUSE = 2.0


class Relay(DependencyProvider):
    """Publishes a service's events on whichever replica holds the lease; others stand by."""

    database = DatabaseOfService()
    layout = Layout()

    def setup(self) -> None:
        """Make the parts; nothing is opened yet."""
        self.settings: Settings = self.container.config["settings"]
        self.metrics: Metrics = self.container.config["metrics"]
        self.log = get_logger()
        self._publisher = Publisher(self.settings, "relay")
        self._wake: Event = Event()
        self._stopping = False

    def start(self) -> None:
        """Begin to relay."""
        mongo = self.database.backend
        self._feed = Feed(mongo)
        self._lease = Lease(mongo.database, JOB, self.settings.instance)
        self._renewed_at = 0.0
        self._thread = self.container.spawn_managed_thread(self._run, identifier="relay")

    def get_dependency(self, worker_ctx: Any) -> Any:  # noqa: ARG002 - nameko passes it
        """Give what tells the relay that something was committed."""
        return self.wake

    def wake(self) -> None:
        """Look for events now, not at the next poll."""
        if not self._wake.ready():
            self._wake.send()

    def stop(self) -> None:
        """Publish what is left, let another replica take over, and return."""
        self._stopping = True
        self.wake()
        while not self._thread.dead:
            time.sleep(0.01)

    def _run(self) -> None:
        pause = self.settings.relay_poll_ms / 1000
        while not self._stopping:
            try:
                pause = self._poll(pause)
            except Unavailable as error:
                self.log.warning("relay-paused", error=str(error))
                pause = min(2 * pause, LONGEST_PAUSE)
            except Exception:
                self.log.exception("relay-failed")
                pause = LONGEST_PAUSE
            self._rest(pause)
        self._leave()

    def _poll(self, _last_pause: float) -> float:
        """Publish until nothing is left; give the pause until the next look."""
        self.layout.ensure(self._publisher)
        while self._holding() and self._relay_some():
            if self._stopping:
                break
        self._publisher.beat()
        return self.settings.relay_poll_ms / 1000

    def _holding(self) -> bool:
        """Tell whether this replica holds the lease, renewing it in good time."""
        seconds = self.settings.lease_seconds
        held = bool(self._lease.token)
        if not held or time.monotonic() - self._renewed_at > seconds / 3:
            held = self._lease.take(seconds)
            self._renewed_at = time.monotonic()
            self.metrics.lease_held(JOB, held=held)
        return held

    def _relay_some(self) -> bool:
        pages = self._feed.pending(self.settings.relay_batch)
        if not pages:
            self.metrics.outbox_pending.set(0)
            return False
        fault_point("commit-before-publish")
        began = time.monotonic()
        outgoing = [_outgoing(event) for page in pages for event in page["events"]]
        self.metrics.outbox_pending.set(len(outgoing))
        unheard = self._publisher.publish(outgoing)
        self.metrics.relay_confirm.observe(time.monotonic() - began)
        fault_point("publish-before-mark")
        self._mark(pages)
        self.metrics.published.inc(len(outgoing))
        self.metrics.unroutable.inc(len(unheard))
        return True

    def _mark(self, pages: list[Document]) -> None:
        try:
            self._feed.mark_published(pages, self._lease)
        except WriteConflict:
            self._lease.token = 0  # another replica took over; it publishes these pages again

    def _rest(self, seconds: float) -> None:
        """Wait for the next commit of this process, or the poll that sees those of others."""
        if not self._wake.ready():
            until = time.monotonic() + seconds
            while not self._wake.ready() and time.monotonic() < until and not self._stopping:
                time.sleep(min(0.01, seconds))
        self._wake = Event()

    def _leave(self) -> None:
        try:
            while self._holding() and self._relay_some():
                pass
            self._lease.release()
        except Exception as error:  # noqa: BLE001 - what is left is published by another replica
            self.log.warning("relay-left-early", error=str(error)[:300])
        self._publisher.close()


def _outgoing(event: dict[str, Any]) -> Outgoing:
    body = bytes(event["body"])
    return Outgoing(
        EVENTS, event["key"], body, CONTENT_TYPE, headers_of(body), event["id"], event["type"]
    )
