"""Replays that were asked for: where each begins, how far it is, and what came of it."""

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Annotated

from marshmallow.validate import Length

from chassis.events import described
from chassis.store.collection import Collection, Index

MORNING = datetime(2019, 5, 4, 1, 30, tzinfo=UTC)


class State(StrEnum):
    """How a replay stands."""

    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True)
class StartReplay:
    """What ops ask for."""

    start: Annotated[str, Length(1, 200)] = described(
        "0", "a position (0 is the beginning), a date, or <service>:<position>,..."
    )
    to_shadow: bool = described(
        True, "rebuild results beside the live ones and compare; else deliver what was missed"
    )
    rows: bool = described(False, "compare the rows behind the sums as well", default=False)


@dataclass(frozen=True)
class Replay:
    """One replay: how far it is, and in the end what came of it."""

    id: str = described("018f", "its id")
    start: str = described("0", "where it was asked to begin")
    to_shadow: bool = described(True, "whether it rebuilds a shadow, or delivers what was missed")
    starts: dict[str, int] = described({"counting": 0}, "the position it began after, by producer")
    ends: dict[str, int] = described({"counting": 10}, "the position it is to reach, by producer")
    asked_by: str = described("ops-1", "who asked for it")
    asked_at: datetime = described(MORNING, "when")
    rows: bool = described(False, "whether rows behind the sums are compared", default=False)
    state: State = described("running", "running, done or failed", default=State.RUNNING)
    done: int = described(5, "positions read so far", default=0)
    total: int = described(10, "positions to read", default=0)
    per_second: int = described(5000, "events a second, so far", default=0)
    lines: list[str] = described([], "what came of it, in sentences", default=[])
    differences: int = described(0, "how many things were not as they should be", default=0)


class Replays(Collection[Replay]):
    """Every replay that was asked for, the oldest first."""

    name = "replays"
    holds = Replay
    indexes = (Index("state", "_id"),)

    def running(self) -> list[Replay]:
        """Find those that are not finished."""
        return self.where({"state": State.RUNNING.value})
