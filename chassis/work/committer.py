"""HTTP writes that come at about the same time are committed together, in one transaction."""

import time
from collections.abc import Sequence
from typing import Any

from eventlet.event import Event
from eventlet.queue import Empty, LightQueue
from nameko.extensions import SharedExtension

from chassis.config import Settings
from chassis.errors import Overloaded, Unavailable
from chassis.faults import fault_point
from chassis.work.items import Item, Outcome
from chassis.work.spawn import run_in_worker

GROUPS_WAITING = 20
FEWEST_WAITING = 1000
SETTLE_SECONDS = 60.0


class Submission:
    """Items handed in together; ready when the last of them is settled."""

    def __init__(self, items: Sequence[Item]) -> None:
        """Wait for all of these."""
        self._left = len(items)
        self.ready: Event = Event()

    def settled(self) -> None:
        """Note that one more item is settled."""
        self._left -= 1
        if self._left == 0:
            self.ready.send()


Waiting = tuple[Item, Submission]


class GroupCommitter(SharedExtension):
    """Folds waiting items in groups, one group at a time, so that groups grow under load.

    A group size of one is the other way to work: each item in a transaction of its own, at once.
    """

    def setup(self) -> None:
        """Read the sizes; the entrypoint whose method folds is given by `serve`."""
        settings: Settings = self.container.config["settings"]
        self._size = settings.group_size
        self._wait_seconds = settings.group_wait_ms / 1000
        self._most_waiting = max(FEWEST_WAITING, GROUPS_WAITING * settings.group_size)
        self._unsettled = 0
        self._queue: LightQueue = LightQueue()
        self._last_size = 1
        self._closed = False

    def serve(self, entrypoint: Any) -> None:
        """Fold with the method of this entrypoint."""
        self._entrypoint = entrypoint

    def start(self) -> None:
        """Begin to fold what is submitted."""
        if self._size > 1:
            self.container.spawn_managed_thread(self._run, identifier="group-committer")

    def submit(self, items: Sequence[Item]) -> None:
        """Hand items in and wait until each is settled; one left pending says why in its error."""
        if self._unsettled + len(items) > self._most_waiting:
            raise Overloaded
        if self._closed:
            raise Unavailable("the service is being stopped")
        self._unsettled += len(items)
        try:
            self._settle(items)
        finally:
            self._unsettled -= len(items)

    def _settle(self, items: Sequence[Item]) -> None:
        if self._size == 1:
            for item in items:
                self._fold([item])
            return
        submission = Submission(items)
        for item in items:
            self._queue.put((item, submission))
        submission.ready.wait(timeout=SETTLE_SECONDS)

    def _run(self) -> None:
        try:
            while True:
                self._fold_group(self._gather())
        finally:
            self._closed = True
            self._release()

    def _gather(self) -> list[Waiting]:
        """Take what waits; wait a little for others if the last group had company."""
        group: list[Waiting] = [self._queue.get()]
        company = self._last_size > 1 or self._queue.qsize() > 0
        until = time.monotonic() + (self._wait_seconds if company else 0.0)
        while len(group) < self._size:
            try:
                group.append(self._queue.get(timeout=max(0.0, until - time.monotonic())))
            except Empty:
                break
        self._last_size = len(group)
        return group

    def _fold_group(self, group: list[Waiting]) -> None:
        try:
            self._fold([item for item, _ in group])
        finally:
            for _, submission in group:
                submission.settled()

    def _fold(self, items: list[Item]) -> None:
        try:
            run_in_worker(self.container, self._entrypoint, items)
            fault_point("commit-before-reply")
        except Exception as error:  # noqa: BLE001 - whoever waits is told
            for item in items:
                if item.outcome is Outcome.PENDING:
                    item.error = error

    def _release(self) -> None:
        while self._queue.qsize():
            item, submission = self._queue.get_nowait()
            item.error = Unavailable("the service is being stopped")
            submission.settled()
