"""What is asked of a run: how many residents the larger database has; all else follows from it."""

import sys
from dataclasses import dataclass

from benchmarks.flow.asked import refuse

FULL, LEAST = 1_000_000, 1_000
USUAL_SMALL, USUAL_ROWS = 10_000, 100_000


@dataclass(frozen=True)
class Sizes:
    """How many residents the two databases have, rows are imported, standings are re-derived."""

    large: int = FULL

    @property
    def small(self) -> int:
        """Give the size it is compared with."""
        return min(USUAL_SMALL, self.large // 2)

    @property
    def rows(self) -> int:
        """Give the length of the longer sheet; the shorter one has a tenth of it."""
        return min(USUAL_ROWS, self.large)

    @property
    def rederived(self) -> int:
        """Give how many standings are judged anew while check-ins are timed."""
        return min(USUAL_ROWS, self.large)


def sizes() -> Sizes:
    """Read the size of the larger database."""
    asked = sys.argv[1] if len(sys.argv) > 1 else str(FULL)
    if not asked.isdecimal() or int(asked) < LEAST:
        refuse(f"say how many residents there are to be: a number from {LEAST:,} on")
    return Sizes(int(asked))
