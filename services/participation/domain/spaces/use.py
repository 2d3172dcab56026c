"""How much a space is used, and how long it may stand unused before it is offered to others."""

from collections.abc import Mapping
from datetime import date

from chassis.suppression import suppress

from .. import sections
from ..days import CHINA
from ..residents.resident import Purpose, Resident
from ..sections import Section
from .space import IDLE_DAYS, Visit

SECTION = "spaces"
HOUR, GROUP, MONTH = "hour_", "group_", "20"  # months are named by their years


def totals_of(visit: Visit, resident: Resident) -> dict[str, int]:
    """Say what a visit adds: to its month, its hour of the day, and the visitor's groups.

    Whoever said no to statistics counts as a visit and in no group.
    """
    local = visit.visited_at.astimezone(CHINA)
    groups = sorted(set(resident.groups)) if resident.agrees_to(Purpose.STATISTICS) else []
    by_group = {f"{GROUP}{name}": 1 for name in groups}
    return {"visits": 1, f"{local:%Y-%m}": 1, f"{HOUR}{local:%H}": 1} | by_group


def counted_by(prefix: str, totals: dict[str, int]) -> dict[str, int]:
    """Give the totals of one kind, by hour or by group."""
    return {
        name.removeprefix(prefix): count
        for name, count in sorted(totals.items())
        if name.startswith(prefix)
    }


def by_month(totals: Mapping[str, int]) -> dict[str, int]:
    """Give the visits of each month."""
    return {name: count for name, count in sorted(totals.items()) if name.startswith(MONTH)}


def published(months: Mapping[str, int]) -> tuple[int | None, dict[str, int | None]]:
    """Give the visits in all and by month for everybody: what is under 5 is withheld."""
    if not months:
        return 0, {}
    *shown, total = suppress([list(months.values())])[0]
    return total, dict(zip(months, shown, strict=True))


def shortest_idle(section: Section | None, *, on: date) -> int:
    """Give the fewest days after which a space is idle anywhere, by the standards of a day."""
    editions = section.editions if section else ()
    asked = [e.rules for e in editions if e.in_force_from <= on]
    return min(sections.whole(rules, "idle_days", IDLE_DAYS) for rules in [{}, *asked])
