"""What was found: one figure a line, what was promised, and whether it is so."""

import os
from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """One figure; it is met where it is no more than its goal, or no less where more is better."""

    name: str
    value: float
    goal: float | None
    unit: str
    more_is_better: bool = False

    @property
    def met(self) -> bool:
        """Tell whether it is as promised; a figure without a goal is reported only."""
        if self.goal is None:
            return True
        return self.value >= self.goal if self.more_is_better else self.value <= self.goal


def printed(figures: list[Figure], database: str) -> bool:
    """Print the table, and on what it was measured; tell whether all is as promised."""
    print(f"\n{'':<52}{'figure':>12}{'goal':>10}  {'':<8}{'met':>8}")
    for one in figures:
        goal = "" if one.goal is None else _shown(one.goal)
        met = "" if one.goal is None else ("met" if one.met else "MISSED")
        print(f"{one.name:<52}{_shown(one.value):>12}{goal:>10}  {one.unit:<8}{met:>8}")
    print(f"\n{database}, {os.cpu_count()} cores; load of the machine {os.getloadavg()[0]:.1f}")
    return all(one.met for one in figures)


def _shown(number: float) -> str:
    """Write whole numbers whole, and others with three figures that count."""
    return f"{number:,.0f}" if number >= 100 or float(number).is_integer() else f"{number:.3g}"
