"""The rung held: where the deeds of the last twelve months alone would put a resident."""

from dataclasses import dataclass
from datetime import date, timedelta

from .months import since
from .standing import KEPT, Evidence, Rung, Standing, highest_reached
from .thresholds import Thresholds

A_YEAR = timedelta(days=365)


@dataclass(frozen=True)
class Held:
    """The rung held today, and the events it rests on."""

    rung: Rung | None
    evidence: tuple[str, ...]


def held(standing: Standing, thresholds: Thresholds, *, today: date) -> Held:
    """Say which rung a resident holds by the last twelve months, as today's standard counts."""
    rows = [_recent(row, today) for row in standing.evidence.values()]
    counts: dict[str, int] = {}
    for row in rows:
        for name, amount in _counts(standing, row, today).items():
            counts[name] = counts.get(name, 0) + amount
    rung = highest_reached(counts, thresholds)
    asked = thresholds.rungs[rung.value].keys() if rung else set[str]()
    proof = [one.event_id for row in rows for one in row if asked & one.amounts.keys()]
    return Held(rung, tuple(proof))


def _recent(row: tuple[Evidence, ...], today: date) -> list[Evidence]:
    return [one for one in row if one.on > today - A_YEAR]


def _counts(standing: Standing, recent: list[Evidence], today: date) -> dict[str, int]:
    """Count deeds; where as many are recent as are kept there were more: their months know."""
    counts: dict[str, int] = {}
    for one in recent:
        for name, amount in one.amounts.items():
            counts[name] = counts.get(name, 0) + amount
    if len(recent) < KEPT:
        return counts
    return {
        name: max(number, since(standing.months, name, today=today))
        for name, number in counts.items()
    }
