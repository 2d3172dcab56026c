"""What expression hears of guidance."""

from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from chassis.events import Inbound, described


@dataclass(frozen=True)
class StandardPublished(Inbound):
    """Officials put rules in force from a day on."""

    producer: ClassVar[str] = "guidance"

    standard_id: str = described("plan-2018", "the standard")
    number: int = described(1, "its version")
    in_force_from: date = described(date(2018, 2, 1), "the first day it holds")
    rules: dict[str, Any] = described({"deadlines": {"screening": 3}}, "its rules by section")
    division: str = described("440605", "where it holds")
