"""What guidance announces: the rules in force, a resident's next step, the nudge to an owner."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any

from chassis.events import Event, described

DISTRICT = "440605"
COMMUNITY = "440605124004"
RESIDENT = "r-1001"


class StandardKind(StrEnum):
    """The overall plan, or one of the guidelines under it."""

    PLAN = "plan"
    GUIDELINE = "guideline"


@dataclass(frozen=True)
class StandardPublished(Event):
    """Officials put rules in force from a day on; every service takes up the sections it knows."""

    standard_id: str = described("guideline-ladder", "the standard")
    title: str = described("参与层次指引", "its title")
    kind: StandardKind = described("guideline", "plan or guideline")
    number: int = described(1, "its version; a later one supersedes it from its own day on")
    in_force_from: date = described(date(2018, 2, 1), "the first day it holds")
    rules: dict[str, Any] = described(
        {"ladder": {"space": {"space_visited": 1}}, "deadlines": {"screening": 3}},
        "its rules by section",
    )
    division: str = described(DISTRICT, "the district it holds in")


@dataclass(frozen=True)
class StepSuggested(Event):
    """A realistic next small step was found for a resident."""

    suggestion_id: str = described("sug-1", "the suggestion")
    resident_id: str = described(RESIDENT, "for whom")
    target_kind: str = described("activity", "activity, organization, shift or affair")
    target_id: str = described("activity-1", "the activity, organization, shift or affair")
    rung: str = described("activity", "the rung of the ladder the step leads to")
    reason: str = described("您常到社区空间，附近有活动：亲子阅读", "why this step, in words")
    division: str = described(COMMUNITY, "the community where the resident lives")


@dataclass(frozen=True)
class NudgeIssued(Event):
    """Somebody is reminded of what they owe, or told of what needs them."""

    nudge_id: str = described("topic-1:screening:1:20190603", "the nudge")
    owner: str = described(COMMUNITY, "who is to act: a division's staff or an organization")
    about_id: str = described("topic-1", "the topic, space or community it is about")
    reason: str = described("议题的筛选已逾期 / screening is overdue", "why they are nudged")
    level: int = described(1, "1 for the owner, 2 for the level above, 3 above that")
    division: str = described(COMMUNITY, "where action is needed")


@dataclass(frozen=True)
class PointsForgotten(Event):
    """The receipt for an erasure: a resident's points and suggestions lead to them no more."""

    resident_id: str = described(RESIDENT, "the id that leads to nobody any more")
    cut_off: dict[str, int] = described({"rows": 40, "suggestions": 2}, "how much, by kind")
    forgotten_at: datetime = described(
        datetime(2019, 6, 3, 1, 30, tzinfo=UTC), "when nothing was left"
    )
    division: str = described(COMMUNITY, "where the resident lived")


@dataclass(frozen=True)
class PointsCopied(Event):
    """Somebody took a copy of a resident's points and next steps along: a look to log."""

    resident_id: str = described(RESIDENT, "whose")
    copied_by: str = described(RESIDENT, "who, by the `sub` of their token")
    copied_as: str = described("self", "self, guardian, or the role of staff")
    copied_at: datetime = described(datetime(2019, 6, 3, 1, 30, tzinfo=UTC), "when")
    division: str = described(COMMUNITY, "where the resident lives")
