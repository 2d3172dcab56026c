"""Who stands together: k-means over a hundred small clusters, as many groups as part them best.

Everything follows from the places alone, and in the same way each time: the same votes give the
same groups, whoever computes them and however often.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from .space import Numbers, Ranks

MOST_BASES = 100
FEWEST_GROUPS, MOST_GROUPS = 2, 5
BASES_FOR_ANOTHER_GROUP = 12
STARTS, ROUNDS = 40, 100
SEED = 197


@dataclass(frozen=True)
class Parting:
    """One way to part voters into groups, and how well it parts them (-1 to 1)."""

    labels: Ranks
    quality: float


@dataclass(frozen=True)
class Bases:
    """Small clusters of voters: where each lies, how many it has, and who is in which."""

    centers: Numbers
    weights: Numbers
    labels: Ranks

    @property
    def most_groups(self) -> int:
        """Give how many groups so few may be parted into."""
        count = len(self.centers)
        return min(MOST_GROUPS, FEWEST_GROUPS + count // BASES_FOR_ANOTHER_GROUP, count)


def best_parting(places: Numbers, *, least: int) -> Parting | None:
    """Part voters so that those of a group stand together; None where two groups are too small.

    A parting counts only if two of its groups at least have so many members that they are shown.
    """
    bases = _bases(places)
    found = [
        parting
        for groups in range(FEWEST_GROUPS, bases.most_groups + 1)
        for parting in _parted(bases, groups, least)
    ]
    return max(found, key=lambda parting: parting.quality, default=None)


def _bases(places: Numbers) -> Bases:
    """Gather voters who stand close together, so that it takes no longer for many than for few."""
    distinct = np.unique(places, axis=0)
    chosen = np.linspace(0, len(distinct) - 1, min(MOST_BASES, len(distinct)))
    centers = _settled(places, np.ones(len(places)), distinct[chosen.round().astype(np.intp)])
    kept, labels = np.unique(_nearest(places, centers), return_inverse=True)
    return Bases(centers[kept], np.bincount(labels).astype(np.float64), labels)


def _parted(bases: Bases, groups: int, least: int) -> Iterator[Parting]:
    """Part the bases from many starting points, and give the tightest result that may be shown."""
    chance = np.random.default_rng(SEED)
    found = []
    for _ in range(STARTS):
        start = bases.centers[chance.choice(len(bases.centers), groups, replace=False)]
        ended = _settled(bases.centers, bases.weights, start)
        labels = _nearest(bases.centers, ended)
        if (np.bincount(labels, bases.weights) >= least).sum() >= FEWEST_GROUPS:
            found.append((_slack(bases, ended), labels))
    if found:
        labels = min(found, key=lambda one: one[0])[1]
        yield Parting(labels[bases.labels], silhouette(bases.centers, bases.weights, labels))


def silhouette(places: Numbers, weights: Numbers, labels: Ranks) -> float:
    """Tell how much nearer all are to their own group than to the next one (Rousseeuw, 1987).

    A place counts as often as it weighs: as many voters stand there.
    """
    apart = np.sqrt(_squares(places, places))
    members = labels[:, np.newaxis] == np.unique(labels)
    sums = apart @ (members * weights[:, np.newaxis])
    sizes = weights @ members
    own_size = sizes[members.argmax(axis=1)]
    own = sums[members] / np.maximum(own_size - 1, 1)
    others = np.where(members, np.inf, sums / sizes).min(axis=1)
    wider = np.maximum(np.maximum(own, others), np.finfo(np.float64).tiny)
    each = np.where(own_size == 1, 0.0, (others - own) / wider)
    return float(np.average(each, weights=weights))


def _settled(places: Numbers, weights: Numbers, centers: Numbers) -> Numbers:
    """Move each center into the midst of those nearest to it until none moves any more."""
    for _ in range(ROUNDS):
        belongs = np.eye(len(centers))[_nearest(places, centers)] * weights[:, np.newaxis]
        total = belongs.sum(axis=0)[:, np.newaxis]
        moved = np.where(total > 0, belongs.T @ places / np.maximum(total, 1), centers)
        if np.array_equal(moved, centers):
            break
        centers = moved
    return centers


def _nearest(places: Numbers, centers: Numbers) -> Ranks:
    nearest: Ranks = _squares(places, centers).argmin(axis=1)
    return nearest


def _slack(bases: Bases, centers: Numbers) -> float:
    return float((_squares(bases.centers, centers).min(axis=1) * bases.weights).sum())


def _squares(places: Numbers, centers: Numbers) -> Numbers:
    squares: Numbers = ((places[:, np.newaxis] - centers[np.newaxis]) ** 2).sum(axis=2)
    return squares
