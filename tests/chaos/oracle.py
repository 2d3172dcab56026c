"""The oracle: reads journal, databases and broker, and says what was lost, doubled, unexpected.

It imports nothing of ours: what an action is worth stands in `scoring`, written from the
requirement; what there is is read in `sight`, with plain drivers; `checks` compares.
`python -m tests.chaos.oracle <journal> <MongoDB URI> <broker>` judges a system at rest; the broker
is given as host:port, or as user:password@host:port.
"""

import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from . import journal, sight
from .checks import DIFFERS, DUPLICATED, LOST, NOTHING_YET, UNEXPECTED, Violation, violations
from .history import History, told_by, whole
from .scoring import HEARS
from .sight import Seen

SHOWN = 12


@dataclass
class Verdict:
    """What the oracle says of a run."""

    history: History
    violations: list[Violation]
    extra_copies: int = 0

    def count(self, kind: str) -> int:
        """Count the violations of a kind."""
        return sum(one.kind == kind for one in self.violations)

    @property
    def numbers(self) -> dict[str, int]:
        """Give the figures that are printed."""
        actions = self.history.actions.values()
        return {
            "attempted": len(self.history.actions),
            "acknowledged": sum(one.was("ok") for one in actions),
            "rejected": sum(one.was("rejected") and not one.was("ok") for one in actions),
            "recovered": sum(one.was("ok") and one.was("unknown") for one in actions),
            "lost": self.count(LOST),
            "duplicated": self.count(DUPLICATED),
            "unexpected": self.count(UNEXPECTED),
            "differs": self.count(DIFFERS),
        }

    def __str__(self) -> str:
        lines = [f"{name:<13}{number}" for name, number in self.numbers.items()]
        lines += [f"{one.invariant} {one.kind}: {one.what}" for one in self.violations[:SHOWN]]
        if len(self.violations) > SHOWN:
            lines.append(f"... and {len(self.violations) - SHOWN} more")
        lines += [f"{name}: {why}" for name, why in NOTHING_YET.items()]
        if self.extra_copies:
            lines.append(f"dead letters more than once: {self.extra_copies} (at least once is due)")
        return "\n".join(lines)


def judge(history: History, seen: Seen) -> Verdict:
    """Hold what is seen against what was told."""
    return Verdict(history, list(violations(history, seen)), extra_copies(history, seen))


def extra_copies(history: History, seen: Seen) -> int:
    """Count dead letters that lie there more often than they were injected."""
    return sum(
        sum((whole(history, there) - history.poison.get(service, Counter())).values())
        for service, there in seen.dead.items()
    )


def main(arguments: list[str]) -> int:
    """Judge a system at rest; status 1 when something is wrong, 2 when asked in vain."""
    if len(arguments) != 3:
        sys.stderr.write("usage: python -m tests.chaos.oracle <journal> <mongo> <host:port>\n")
        return 2
    try:
        history = told_by(journal.read(Path(arguments[0])))
    except journal.JournalCorrupt as error:
        sys.stderr.write(f"{error}\n")
        return 2
    verdict = judge(history, sight.look(arguments[1], arguments[2], HEARS))
    sys.stdout.write(f"{verdict}\n")
    return 1 if verdict.violations else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
