"""What collaboration reads of guidance: rules, the next step for a resident, nudges."""

from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from chassis.events import Inbound, described

from ..events import TargetKind

COMMUNITY = "440605124004"


@dataclass(frozen=True)
class StandardPublished(Inbound):
    """Officials changed the rules, in force from a date."""

    producer: ClassVar[str] = "guidance"
    standard_id: str = described("standard-1", "the standard")
    number: int = described(1, "its version")
    in_force_from: date = described(date(2019, 1, 1), "the first day it holds")
    rules: dict[str, Any] = described({"invitations": {"days": 7}}, "the rules by section")
    division: str = described("440605", "where it holds")


@dataclass(frozen=True)
class StepSuggested(Inbound):
    """Guidance found the next small step for a resident."""

    producer: ClassVar[str] = "guidance"
    suggestion_id: str = described("sug-1", "the suggestion")
    resident_id: str = described("r-1001", "for whom")
    target_kind: TargetKind = described("activity", "what kind of step")
    target_id: str = described("act-1", "the step itself")
    reason: str = described("three visits to the space next door", "why this step")
    division: str = described(COMMUNITY, "where the resident lives")


@dataclass(frozen=True)
class NudgeIssued(Inbound):
    """A body is reminded of what it owes."""

    producer: ClassVar[str] = "guidance"
    nudge_id: str = described("nudge-1", "the nudge")
    owner: str = described("center-dali", "who is to act")
    about_id: str = described("topic-1", "what it is about")
    reason: str = described("screening is two days late", "what is owed")
    level: int = described(1, "one for the owner, two for the level above")
    division: str = described(COMMUNITY, "where it is owed")
