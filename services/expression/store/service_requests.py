"""What Open311 keeps: requests beside their topics, and where their senders want to be told."""

from collections.abc import Sequence
from datetime import datetime

from chassis.events import Event
from chassis.store import Collection, Index

from ..domain.open311.echoes import Callback, owe
from ..domain.open311.requests import ServiceRequest
from ..domain.topics.topic import Origin, Topic
from .topics import Topics


class ServiceRequests(Collection[ServiceRequest]):
    """Requests of other systems, by the id of the topic each became."""

    name = "service_requests"
    holds = ServiceRequest
    indexes = (
        Index("due_at"),
        Index("changed_at"),
        Index("reference"),
        Index("account"),
        Index("given_up_at"),
    )

    def next_due(self, now: datetime) -> ServiceRequest | None:
        """Find the request whose sender has waited longest for word of it."""
        return next(
            iter(self.where({"due_at": {"$lte": now}}, sort=(("due_at", 1),), limit=1)), None
        )

    def referred(self, reference: str, limit: int = 100) -> list[ServiceRequest]:
        """Find what was sent by a reference, by whichever sender."""
        return self.where({"reference": reference}, limit=limit)

    def changed(self, since: datetime, limit: int) -> list[ServiceRequest]:
        """Find requests with moves since then, the longest unchanged first."""
        asked = {"changed_at": {"$gte": since}}
        return self.where(asked, sort=(("changed_at", 1),), limit=limit)


class Callbacks(Collection[Callback]):
    """Where senders want to be told, by the name in their token."""

    name = "callbacks"
    holds = Callback


class EchoedTopics(Topics):
    """Topics; a change of one that another system sent owes it word, in the same unit of work."""

    def save(self, state: Topic, announced: Sequence[Event] = ()) -> list[str]:
        """Keep a topic, and note that its sender is to be told."""
        if state.origin is Origin.OPEN311:
            requests = ServiceRequests(self._work)
            request = requests.find(state.id)
            if request is not None and len(state.history) > request.told:
                requests.save(owe(request, now=self._work.now))
        return super().save(state, announced)
