"""The rules officials own, as they stand on a day: of each section the latest standard."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from chassis.errors import Refused
from chassis.events import Event

from ..places import Level, contains
from .calendar import ONE_DAY, Calendar, add_working_days, day_of, end_of
from .checks import CHECKS
from .conduct import USUAL, Conduct, conduct_of
from .defaults import RULES, STANDARD

RULEBOOK = "rulebook"


@dataclass(frozen=True)
class Standard:
    """What one published standard says on the sections that concern deliberation."""

    id: str
    number: int
    in_force_from: date
    division: str
    rules: dict[str, Any]


@dataclass(frozen=True)
class Rulebook:
    """Every standard that was published, in force already or not yet."""

    id: str = RULEBOOK
    standards: tuple[Standard, ...] = ()


@dataclass(frozen=True)
class Rules:
    """What holds in one place on one day, and by which standard."""

    deadlines: Mapping[str, int]
    quorums: Mapping[str, int]
    majority: float
    categories: Mapping[str, Mapping[str, Any]]
    reopen_days: int
    consultations: Mapping[str, int]
    on_behalf: Mapping[str, int]
    notice: Mapping[str, int]
    declining: Mapping[str, Mapping[str, str]]
    review: Mapping[str, int]
    execution: Mapping[str, bool]
    reassessment: Mapping[str, int]
    clauses: Mapping[str, str]
    calendar: Calendar
    deliberations: Mapping[str, Any] = field(default_factory=dict)
    mediation: Mapping[str, int] = field(default_factory=RULES["mediation"].copy)
    conduct: Conduct = USUAL
    hall: Mapping[str, int] = field(default_factory=RULES["hall"].copy)
    mediation_declining: Mapping[str, Mapping[str, str]] = field(
        default_factory=RULES["mediation_declining"].copy
    )

    def due_on(self, step: str, start: date) -> date:
        """Give the last day of a step that begins on a day."""
        return add_working_days(start, self.deadlines[step], self.calendar)

    def due_at(self, step: str, start: datetime) -> datetime:
        """Give the moment by which a step that begins now is owed."""
        return end_of(self.due_on(step, day_of(start)))

    def days_after(self, days: int, start: datetime) -> datetime:
        """Give the end of the n-th working day after a moment."""
        return end_of(add_working_days(day_of(start), days, self.calendar))

    def days_from(self, days: int, start: datetime) -> datetime:
        """Give the moment at which some working days from now are over."""
        return end_of(add_working_days(day_of(start), days, self.calendar))

    def on_working_day(self, moment: datetime) -> datetime:
        """Give the same hour of the first working day from a moment on."""
        while not self.calendar.is_working_day(day_of(moment)):
            moment += ONE_DAY
        return moment

    def wants_advice(self, category: str) -> bool:
        """Tell whether topics of a category are put before an adviser."""
        return bool(self.categories[category].get("advice"))

    def quorum(self, level: Level) -> int:
        """Give how many residents must have voted at a level; a village counts as an estate."""
        return self.quorums.get(level) or self.quorums[Level.ESTATE]


def take_up(rulebook: Rulebook | None, standard: Standard) -> tuple[Rulebook, list[Event]]:
    """Add a standard to the rulebook, in place of its own earlier number."""
    book = rulebook or Rulebook()
    ours = replace(standard, rules={k: v for k, v in standard.rules.items() if k in RULES})
    if not all(CHECKS[section](value) for section, value in ours.rules.items()):
        raise Refused(
            "rules-unreadable",
            f"the rules of standard {standard.id} are not of the known form",
            f"标准 {standard.id} 的规则格式无法识别",
        )
    same = (ours.id, ours.number)
    others = tuple(s for s in book.standards if (s.id, s.number) != same)
    return replace(book, standards=(*others, ours) if ours.rules else others), []


def in_force(rulebook: Rulebook | None, day: date, division: str, calendar: Calendar) -> Rules:
    """Give the rules of a place on a day; what no standard regulates follows the defaults."""
    standards = [s for s in (rulebook or Rulebook()).standards if _holds(s, day, division)]
    chosen = {section: _latest(standards, section) for section in RULES}
    sections = {name: s.rules[name] if s else RULES[name] for name, s in chosen.items()}
    return Rules(
        deadlines=RULES["deadlines"] | sections["deadlines"],
        quorums=RULES["quorums"] | sections["quorums"],
        majority=sections["majority"],
        categories=RULES["categories"] | sections["categories"],
        reopen_days=sections["reopen_days"],
        consultations=RULES["consultations"] | sections["consultations"],
        on_behalf=RULES["on_behalf"] | sections["on_behalf"],
        notice=RULES["notice"] | sections["notice"],
        declining=RULES["declining"] | sections["declining"],
        review=RULES["review"] | sections["review"],
        execution=RULES["execution"] | sections["execution"],
        reassessment=RULES["reassessment"] | sections["reassessment"],
        clauses={name: s.id if s else STANDARD for name, s in chosen.items()},
        calendar=calendar,
        conduct=conduct_of(sections),
        deliberations=sections["deliberations"],
        mediation=RULES["mediation"] | sections["mediation"],
        hall=RULES["hall"] | sections["hall"],
        mediation_declining=RULES["mediation_declining"] | sections["mediation_declining"],
    )


def section_in_force(rulebook: Rulebook | None, name: str, day: date, division: str) -> Any:
    """Give one section as it stands in a place on a day, without reading the others."""
    standards = [s for s in (rulebook or Rulebook()).standards if _holds(s, day, division)]
    latest = _latest(standards, name)
    return RULES[name] | latest.rules[name] if latest else RULES[name]


def _holds(standard: Standard, day: date, division: str) -> bool:
    return standard.in_force_from <= day and contains(standard.division, division)


def _latest(standards: Iterable[Standard], section: str) -> Standard | None:
    carrying = [s for s in standards if section in s.rules]
    return max(carrying, key=lambda s: (s.in_force_from, s.number, s.id), default=None)
