"""How a rise is told from chance, and how high it is."""

import math
from collections.abc import Sequence

HIGHEST_LEVEL = 3


def chance_of(count: int, before: Sequence[int]) -> float:
    """Tell how likely so many are in the last window if nothing rises.

    Given the total, each falls into any of the windows alike: the upper tail of a binomial. It is
    exact for small numbers and needs no rate to be known beforehand (Przyborowski and Wilenski
    1940, Biometrika 31, 313-323; Krishnamoorthy and Thomson 2004).
    """
    total, share = count + sum(before), 1 / (len(before) + 1)
    logs = (math.log(share), math.log1p(-share) if before else 0.0)
    return min(1.0, sum(_binomial(n, total, logs) for n in range(count, total + 1)))


def _binomial(n: int, total: int, logs: tuple[float, float]) -> float:
    ways = math.lgamma(total + 1) - math.lgamma(n + 1) - math.lgamma(total - n + 1)
    return math.exp(ways + n * logs[0] + (total - n) * logs[1])


def level_of(count: int, threshold: int) -> int:
    """Give the level: one at the threshold, one more each time it has doubled."""
    return min(HIGHEST_LEVEL, 1 + int(math.log2(count / threshold))) if count >= threshold else 0
