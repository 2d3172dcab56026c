"""What it reads of others' events."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from benchmarks.workload import FIRST
from chassis.events import Inbound, described


@dataclass(frozen=True)
class ActionTaken(Inbound):
    """A resident took part in something."""

    producer: ClassVar[str] = "actions"
    resident_id: str = described("r-0001", "who took part")
    action_id: str = described("a-00001", "the action")
    points: int = described(1, "what it is worth")
    acted_at: datetime = described(FIRST, "when")
    division: str = described("440605124004", "the community it happened in")
