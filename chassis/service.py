"""What every service is: states, the events it hears, and the three ways work comes in."""

from collections.abc import Sequence
from typing import Any, ClassVar

from chassis.deadletters.collector import letters
from chassis.deadletters.ways_in import DeskWays
from chassis.http.feed import FeedWays
from chassis.http.server import commands, reads
from chassis.http.ways_in import delete, get, post, put, stream
from chassis.messaging.consumer import batches
from chassis.messaging.in_order import in_order
from chassis.messaging.relay import Relay
from chassis.replay.ways_in import ReplayWays
from chassis.stored import Stored, WorkOfWorker
from chassis.subscribing import subscribe
from chassis.work.ahead import Step
from chassis.work.items import Item
from chassis.work.process import process
from chassis.work.timer import every, timers

__all__ = ["Service", "Stored", "delete", "every", "get", "post", "put", "stream", "subscribe"]


class Service(FeedWays, DeskWays, ReplayWays):
    """The base of a service: subclasses declare `name`, `Stored` collections and ways in."""

    name: ClassVar[str]
    # who holds these acts for nobody else; every other role answers for the divisions in its token
    personal_roles: ClassVar[frozenset[str]] = frozenset()
    work = WorkOfWorker()
    announce_soon = Relay()

    @batches
    @in_order
    @letters
    @commands
    @timers
    def fold(self, items: Sequence[Item], step: Step | None = None) -> None:
        """Fold what came in, messages, letters, requests or ticks, and commit it once."""
        self.announce_soon(process(self, items, step))

    @reads
    def show(self, method: str, call: Any, args: dict[str, str]) -> Any:
        """Answer a request that changes nothing."""
        self.work.begin()
        self.work.serve(call.principal)
        call.work = self.work
        return self.answered(method, call, args)

    def answered(self, method: str, call: Any, args: dict[str, str]) -> Any:
        """Run a way in, and give of its answer what the caller may see."""
        return self.seen_by(call, getattr(self, method)(call, **args))

    def seen_by(self, _call: Any, answer: Any) -> Any:
        """Give of an answer what a caller may see: all of it, where a service hides nothing."""
        return answer
