"""What groups say of each statement: how many agree, what sets a group apart, what all share.

The figures are those published for Polis; smoothing by one vote either way keeps a group of five
from weighing like a certainty.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..topics.votes import Choice
from .space import Flags, Numbers, Ranks

Counts = NDArray[np.int64]
# a share is taken seriously once chance alone would bring it about in one case of ten
SURE = 1.2816
MEANT = {1: Choice.AGREE, -1: Choice.DISAGREE, 0: Choice.PASS}
SIDES = (Choice.AGREE, Choice.DISAGREE)


@dataclass(frozen=True)
class Counted:
    """Votes by group and statement: a row for each group, a column for each statement."""

    said: dict[Choice, Counts]
    seen: Counts

    def share(self, side: Choice) -> Numbers:
        """Give the smoothed share of those who saw a statement and took this side."""
        return _share(self.said[side], self.seen)

    def consensus(self, side: Choice = Choice.AGREE) -> Numbers:
        """Give the group-informed consensus: one group that does not agree is not outvoted."""
        agreed: Numbers = self.share(side).prod(axis=0)
        return agreed

    def sure(self, side: Choice) -> Numbers:
        """Test that more than half of a group take this side, not by chance."""
        more = (self.said[side] + 1) / (self.seen + 1) - 0.5
        sure: Numbers = 2 * np.sqrt(self.seen + 1) * more
        return sure

    def shared(self, side: Choice) -> Flags:
        """Tell on which statements every group takes this side."""
        return np.array((self.sure(side) > SURE).all(axis=0))

    def against_others(self, side: Choice) -> tuple[Numbers, Numbers]:
        """Compare a group with all others: how many times as likely it is, and how surely so."""
        said, seen = self.said[side], self.seen
        others, seen_there = said.sum(axis=0) - said, seen.sum(axis=0) - seen
        times = self.share(side) / _share(others, seen_there)
        pooled = (said + others + 2) / (seen + seen_there + 2)
        here, there = (said + 1) / (seen + 1), (others + 1) / (seen_there + 1)
        spread = np.sqrt(pooled * (1 - pooled) * (1 / (seen + 1) + 1 / (seen_there + 1)))
        surely = np.divide(here - there, spread, out=np.zeros_like(here), where=spread > 0)
        return times, surely


def count(votes: Numbers, labels: Ranks) -> Counted:
    """Count the votes of each group; those labeled -1 are in none."""
    members = labels[np.newaxis] == np.arange(labels.max(initial=-1) + 1)[:, np.newaxis]
    belongs = members.astype(np.int64)
    said = {choice: belongs @ (votes == value) for value, choice in MEANT.items()}
    return Counted(said, belongs @ ~np.isnan(votes))


def _share(said: Counts, seen: Counts) -> Numbers:
    share: Numbers = (said + 1) / (seen + 2)
    return share
