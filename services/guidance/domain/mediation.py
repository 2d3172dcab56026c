"""Mediation in figures: counted by town, and published so that a small number points at nobody."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from chassis.suppression import suppress

from .nudges import Decision, Nudge, issued
from .places import above
from .scores import BEIJING

ENDINGS = ("settled", "failed", "withdrawn", "referred")
STEPS = {
    "acceptance": "答复调解申请",
    "assignment": "确定调解员",
    "session": "召开调解",
    "settlement": "调解结案",
    "follow_up": "回访",
}


@dataclass(frozen=True)
class Late:
    """A step of a mediation that did not come in time."""

    dispute_id: str
    step: str
    owner: str
    level: int
    due_at: datetime
    division: str


def call_for(late: Late, *, now: datetime) -> Decision:
    """Remind the place that owes a step of a case; from the second time on, the level above."""
    due = late.due_at.astimezone(BEIJING).date()
    owner = late.owner
    if late.level > 1:
        owner = above(late.division, steps=late.level - 1)
    reason = (
        f"纠纷 {late.dispute_id} 的{STEPS.get(late.step, late.step)}应于 {due} 完成，已逾期 / "
        f"{late.step} of dispute {late.dispute_id} was due on {due}"
    )
    name = f"{late.dispute_id}:{late.step}:{late.level}:{late.due_at:%Y%m%d}"
    nudge = Nudge(name, owner, late.dispute_id, reason, late.level, late.division, now)
    return issued(nudge)


@dataclass(frozen=True)
class Figures:
    """How many cases are open and how many ended how; None is a number that is withheld."""

    division: str
    open: int | None
    settled: int | None
    failed: int | None
    withdrawn: int | None
    referred: int | None
    all: int | None


def published(district: str, counted: Sequence[Mapping[str, Any]]) -> list[Figures]:
    """Publish one table, its towns and their sum: what is withheld does not follow from the rest.

    There is no other table, of communities or of months, from which it could be worked out.
    """
    towns = [str(row["division"]) for row in counted]
    table = suppress([_row(row) for row in counted]) if counted else []
    return [Figures(name, *row) for name, row in zip([*towns, district], table, strict=False)]


def _row(counted: Mapping[str, Any]) -> list[int]:
    ended = [int(counted.get(name, 0)) for name in ENDINGS]
    return [max(0, int(counted.get("opened", 0)) - sum(ended)), *ended]
