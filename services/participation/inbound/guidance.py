"""What participation reads of guidance: the standards, and the next steps it found."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, ClassVar

from chassis.events import Inbound, described

from .words import WHERE


@dataclass(frozen=True)
class StandardPublished(Inbound):
    """A standard with its rules is in force from a day on."""

    producer: ClassVar[str] = "guidance"

    standard_id: str = described("plan-2018", "the standard")
    number: int = described(1, "its version; of two from the same day the later one holds")
    in_force_from: date = described(date(2018, 2, 1), "first day it holds")
    rules: dict[str, Any] = described({"ladder": {"space": {"space_visited": 1}}}, "its sections")
    division: str = described("440605", WHERE)


@dataclass(frozen=True)
class StepSuggested(Inbound):
    """Guidance found a next small step that fits a resident."""

    producer: ClassVar[str] = "guidance"

    suggestion_id: str = described("suggestion-1", "the suggestion")
    resident_id: str = described("resident-1", "the resident")
    target_kind: str = described("activity", "what is suggested")
    target_id: str = described("activity-1", "the activity, shift, affair or organization")
    rung: str = described("activity", "the rung it leads to")
    reason: str = described("您附近有新活动", "why this step, in words for the resident")


@dataclass(frozen=True)
class PointsForgotten(Inbound):
    """An erased resident's points and suggestions lead to nobody any more."""

    producer: ClassVar[str] = "guidance"

    resident_id: str = described("resident-1", "the resident")
    cut_off: dict[str, int] = described({"votes": 12}, "how much was cut off, by kind")
    forgotten_at: datetime = described(datetime(2019, 6, 3, 1, tzinfo=UTC), "when it was done")
