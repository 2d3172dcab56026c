"""What every action must have led to, in each of the four databases, and what was found there."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from benchmarks.flow.actions import Action

ROWS_OF_AN_ACTION = 6  # in the ledger: four for the affair, two for the report


@dataclass(frozen=True)
class Effect:
    """One counter that an action raises by one, and under whose name."""

    service: str
    collection: str
    field: str
    of: Callable[[Action], str]
    kind: str = ""  # only counters of this kind, where a collection holds several

    def __str__(self) -> str:
        return f"{self.service}.{self.collection}.{self.field}"


EFFECTS = (
    Effect("participation", "standings", "counts.affairs", lambda one: one.resident_id),
    Effect("collaboration", "credits", "affairs", lambda one: one.team_id),
    Effect("expression", "topics", "feedback", lambda one: one.topic_id),
    Effect("guidance", "indicators", "affairs_completed", lambda one: one.division),
    Effect("guidance", "totals", "actions", lambda one: f"resident:{one.resident_id}", "resident"),
    Effect("guidance", "indicators", "executions_reported", lambda one: one.division),
)
# The ends of every way, the longest first: participation, then expression, then guidance.
ENDS = (EFFECTS[5], EFFECTS[3], EFFECTS[1])


@dataclass(frozen=True)
class Count:
    """How one effect stands against the actions that were acknowledged."""

    effect: Effect
    lost: frozenset[str]
    doubled: frozenset[str]


def expected(effect: Effect, actions: Iterable[Action]) -> Counter[str]:
    """Add up what the actions lead to."""
    return Counter(effect.of(action) for action in actions)


def found(database: Any, effect: Effect) -> Counter[str]:
    """Read what was counted; a list counts by its length."""
    of_kind = {"kind": effect.kind} if effect.kind else {}
    query = {effect.field: {"$exists": True}} | of_kind
    rows = database[effect.collection].find(query, {effect.field: 1})
    return Counter({row["_id"]: _number(row, effect.field) for row in rows})


def _number(row: dict[str, Any], field: str) -> int:
    value: Any = row
    for name in field.split("."):
        value = value.get(name, 0)
    return len(value) if isinstance(value, list) else int(value)


def compare(database: Any, effect: Effect, actions: list[Action]) -> Count:
    """Compare one effect with the actions: what is missing, and what was counted too often."""
    due, there = expected(effect, actions), found(database, effect)
    short = frozenset(name for name in due if there[name] < due[name])
    over = frozenset(name for name in there if there[name] > due[name])
    return Count(effect, short, over)


def complaints(databases: dict[str, Any], actions: list[Action]) -> list[str]:
    """Say what is wrong after a run without faults: nothing may be lost or counted twice."""
    counts = [compare(databases[one.service], one, actions) for one in EFFECTS]
    wrong = [
        f"{count.effect}: {len(count.lost)} too low, {len(count.doubled)} too high"
        for count in counts
        if count.lost or count.doubled
    ]
    rows = databases["guidance"]["ledger"].count_documents({})
    due = ROWS_OF_AN_ACTION * len(actions)
    return wrong + ([f"ledger: {rows} rows, {due} due"] if rows != due else [])


def affected(count: Count, actions: Iterable[Action], *, by: str) -> set[str]:
    """Name the actions an effect went missing for, or was doubled for, where each is apart."""
    names = count.lost if by == "lost" else count.doubled
    return {action.affair_id for action in actions if count.effect.of(action) in names}
