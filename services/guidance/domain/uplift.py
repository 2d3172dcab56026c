"""Uplift: how many more step up because they were offered a step, and how sure that is."""

from dataclasses import dataclass
from math import sqrt

Z = 1.959963984540054  # of the normal distribution: 95 % lie within as many deviations


@dataclass(frozen=True)
class Share:
    """How many of some residents stepped up."""

    stepped_up: int
    residents: int

    @property
    def rate(self) -> float:
        """Give them as a part of one."""
        return self.stepped_up / self.residents


@dataclass(frozen=True)
class Uplift:
    """The difference of two shares, and the bounds of its 95 % interval."""

    difference: float
    low: float
    high: float


def wilson(share: Share) -> tuple[float, float]:
    """Give the 95 % score interval of a share, without continuity correction.

    E. B. Wilson, Probable inference, the law of succession, and statistical inference,
    Journal of the American Statistical Association 22 (1927), 209-212.
    """
    n, p = share.residents, share.rate
    middle = 2 * n * p + Z**2
    reach = Z * sqrt(Z**2 + 4 * n * p * (1 - p))
    whole = 2 * (n + Z**2)
    return max(0.0, (middle - reach) / whole), min(1.0, (middle + reach) / whole)


def uplift(offered: Share, held_out: Share) -> Uplift | None:
    """Compare those who were offered a step with those held out; None where either is nobody.

    The interval is Newcombe's hybrid score interval: R. G. Newcombe, Interval estimation for the
    difference between independent proportions: comparison of eleven methods, Statistics in
    Medicine 17 (1998), 873-890, method 10.
    """
    if not offered.residents or not held_out.residents:
        return None
    (low, high), (low_out, high_out) = wilson(offered), wilson(held_out)
    difference = offered.rate - held_out.rate
    below = sqrt((offered.rate - low) ** 2 + (high_out - held_out.rate) ** 2)
    above = sqrt((high - offered.rate) ** 2 + (held_out.rate - low_out) ** 2)
    return Uplift(difference, difference - below, difference + above)
