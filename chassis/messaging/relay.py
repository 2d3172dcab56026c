"""The way out for events: what was committed is published, confirmed, and then marked.

    pages in state pending -> publish with confirms -> one transaction marks and positions them

Pages are published at once and marked several at a time, for a mark costs as much as a commit.
Dying between the two publishes some events twice; whoever hears them knows their ids.
"""

import time
from typing import Any

from eventlet.event import Event
from nameko.extensions import DependencyProvider

from chassis.clock import age_seconds
from chassis.config import Settings
from chassis.database import DatabaseOfService
from chassis.envelope import CONTENT_TYPE, headers_of
from chassis.errors import Unavailable, WriteConflict
from chassis.faults import fault_point
from chassis.messaging.layout import Layout
from chassis.messaging.publisher import Outgoing, Publisher
from chassis.messaging.topology import EVENTS
from chassis.ops.health import STALLED_SECONDS, Pulse
from chassis.ops.logging import get_logger
from chassis.ops.metrics import Metrics
from chassis.ops.outage import Outage
from chassis.store.feed import Feed
from chassis.store.fresh import Fresh
from chassis.store.leases import Lease
from chassis.store.writes import Document

JOB = "relay"
LONGEST_PAUSE = 2.0
MARK_SECONDS = 0.25
HELD_BATCHES = 4  # committed pages that wait in memory, too


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
        self._pulse = Pulse(STALLED_SECONDS)
        self._fresh = Fresh(HELD_BATCHES * self.settings.relay_batch)
        self._stopping = self._leads = False

    def start(self) -> None:
        """Begin to relay."""
        self.container.config["health"].register_live("relay", self._pulse.check)
        mongo = self.database.backend
        self._feed = Feed(mongo)
        self._lease = Lease(mongo.database, JOB, self.settings.instance)
        self._renewed_at = 0.0
        self._unmarked: list[Document] = []
        self._marked_at = 0.0
        self._thread = self.container.spawn_managed_thread(self._run, identifier="relay")

    def get_dependency(self, worker_ctx: Any) -> Any:  # noqa: ARG002 - nameko passes it
        """Give what tells the relay which pages were committed."""
        return self.announce

    def announce(self, pages: list[Document]) -> None:
        """Publish these soon, and whatever else waits."""
        if self._leads:
            self._fresh.keep(pages)
        self.wake()

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
        outage = Outage("relay-paused", "relay-resumed")
        while not self._stopping:
            self._pulse.beat()
            try:
                pause = self._poll(pause)
                outage.is_over()
            except Unavailable as error:
                outage.goes_on(error)
                pause = min(2 * pause, LONGEST_PAUSE)
            except Exception:
                self.log.exception("relay-failed")
                pause = LONGEST_PAUSE
            self._rest(pause)
        self._leave()

    def _poll(self, _last_pause: float) -> float:
        """Publish until little is left; give the pause until the next look."""
        self.layout.ensure(self._publisher)
        while self._holding() and self._relay_some() and not self._stopping:
            self._pulse.beat()
        self._publisher.beat()
        return self.settings.relay_poll_ms / 1000

    def _holding(self) -> bool:
        """Tell whether this replica holds the lease, renewing it in good time."""
        seconds = self.settings.lease_seconds
        token = self._lease.token
        if not token or time.monotonic() - self._renewed_at > seconds / 3:
            self.metrics.lease_held(JOB, held=self._lease.take(seconds))
            self._renewed_at = time.monotonic()
        if self._lease.token != token:
            self._fresh.clear()
            self._unmarked = []  # another replica may have taken over and published these again
            fault_point("lease-before-work")
        self._leads = bool(self._lease.token)
        return self._leads

    def _relay_some(self) -> bool:
        """Publish a window of events; tell whether it was so full that there may be more."""
        most = self.settings.relay_batch
        known = [page["_id"] for page in self._unmarked]
        pages = self._feed.pending(most, but=known, fresh=self._fresh)
        events = [event for page in pages for event in page["events"]]
        self.metrics.outbox_pending.set(len(events))
        self.metrics.outbox_oldest_age.set(age_seconds(pages[0]["_id"]) if pages else 0)
        if events:
            self._publish(events)
            self._unmarked += pages
            self._fresh.forget(pages)
        if self._mark_is_due():
            self._mark()
        return 2 * len(events) > most

    def _publish(self, events: list[dict[str, Any]]) -> None:
        fault_point("commit-before-publish")
        began = time.monotonic()
        unheard = self._publisher.publish(map(_outgoing, events))
        self.metrics.relay_confirm.observe(time.monotonic() - began)
        self.metrics.published.inc(len(events))
        self.metrics.unroutable.inc(len(unheard))
        self._check_heard(unheard)

    def _check_heard(self, unheard: list[str]) -> None:
        """Keep back what somebody hears and no queue took: the bindings are made again first."""
        missed = self.layout.missed(unheard)
        if missed:
            self.layout.forget()
            raise Unavailable(f"no queue is bound to hear {missed[0]}")

    def _mark_is_due(self) -> bool:
        waiting = sum(len(page["events"]) for page in self._unmarked)
        late = time.monotonic() - self._marked_at > MARK_SECONDS
        return late or waiting >= self.settings.relay_batch

    def _mark(self) -> None:
        self._marked_at = time.monotonic()
        if not self._unmarked:
            return
        fault_point("publish-before-mark")
        try:
            self._feed.mark_published(self._unmarked, self._lease)
        except WriteConflict:
            self._lease.token = 0  # another replica took over; it publishes these pages again
        self._unmarked = []

    def _rest(self, seconds: float) -> None:
        """Wait for the next commit of this process, or the poll that sees those of others."""
        self._wake.wait(timeout=seconds)
        self._wake = Event()

    def _leave(self) -> None:
        try:
            while self._holding() and self._relay_some():
                pass
            self._mark()
            self._lease.release()
        except Exception as error:  # noqa: BLE001 - what is left is published by another replica
            self.log.warning("relay-left-early", error=str(error)[:300])
        self._publisher.close()


def _outgoing(event: dict[str, Any]) -> Outgoing:
    body = bytes(event["body"])
    return Outgoing(
        EVENTS, event["key"], body, CONTENT_TYPE, headers_of(body), event["id"], event["type"]
    )
