"""Sessions in the hall, their queues, who was called, and their minutes."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from chassis.store import Collection, Index

from ..domain.hall.minutes import Minutes, MinutesEdition
from ..domain.hall.queue import PlaceState, QueuePlace, SpeakersQueue, SpeakingTurn
from ..domain.hall.sessions import BEGUN, HallSession, Phase

MOST_CALLED_AT_ONCE, MOST_AT_ONCE = 20, 200


class HallSessions(Collection[HallSession]):
    """Sessions that were announced; a public record."""

    name = "hall_sessions"
    holds = HallSession
    public = True
    indexes = (
        Index("topic_ids"),
        Index("phase"),
        Index("moderators"),
        Index("phase", "starts_at"),
    )

    def announced_for(self, moment: datetime, *, limit: int = 100) -> list[HallSession]:
        """Find sessions whose time has come and that nobody opened, the longest ago first."""
        waiting = {"phase": Phase.ANNOUNCED.value, "starts_at": {"$lte": moment}}
        return self.where(waiting, sort=(("starts_at", 1),), limit=limit)

    def begun(self, *, before: datetime) -> Iterator[HallSession]:
        """Find sessions that began before a moment and are not over, however many."""
        found: dict[str, Any] = {
            "phase": {"$in": [phase.value for phase in BEGUN]},
            "starts_at": {"$lte": before},
        }
        while more := self.where(found, limit=MOST_AT_ONCE):
            yield from more
            found |= {"_id": {"$gt": more[-1].id}}


class SpeakersQueues(Collection[SpeakersQueue]):
    """The queue of each session, by the session's id."""

    name = "hall_queues"
    holds = SpeakersQueue
    public = True


class QueuePlaces(Collection[QueuePlace]):
    """The places residents have in queues."""

    name = "hall_places"
    holds = QueuePlace
    indexes = (
        Index("session_id", "number"),
        Index("session_id", "state", "number"),
        Index("resident_id"),
    )

    def next_in(self, session_id: str) -> QueuePlace | None:
        """Find who has waited longest."""
        waiting = {"session_id": session_id, "state": PlaceState.WAITING.value}
        # one that was called in this unit of work is found as well, as it is now
        found = self.where(waiting, sort=(("number", 1),), limit=MOST_CALLED_AT_ONCE)
        return next((one for one in found if one.state is PlaceState.WAITING), None)

    def numbered(self, session_id: str, number: int | None) -> QueuePlace | None:
        """Find the place that a number was given for."""
        wanted = {"session_id": session_id, "number": number}
        return next(iter(self.where(wanted, limit=1)), None)


class SpeakingTurns(Collection[SpeakingTurn]):
    """Everyone who was called to speak, by number; a public record."""

    name = "hall_turns"
    holds = SpeakingTurn
    public = True
    indexes = (Index("session_id"), Index("called_by"))


class HallMinutes(Collection[Minutes]):
    """Minutes as they read now, by the session's id."""

    name = "hall_minutes"
    holds = Minutes
    public = True


class MinutesEditions(Collection[MinutesEdition]):
    """Every edition of minutes, written once."""

    name = "hall_editions"
    holds = MinutesEdition
    public = True
    indexes = (Index("session_id"),)
