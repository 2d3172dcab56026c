"""Where voters stand to one another: placed along the two directions in which they differ most.

The conventions are those published for Polis (Small, Bjorkegren, Erkkilä, Shaw and Megill, "Polis:
Scaling Deliberation by Mapping High Dimensional Opinion Spaces", Recerca 26, 2021).
"""

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
Flags = NDArray[np.bool_]
Ranks = NDArray[np.intp]

DIRECTIONS = 2


def places_of(votes: Numbers, rejected: Flags) -> Numbers:
    """Give every voter a place on the plane; a row holds a voter's 1, -1, 0 and, not voted, nan.

    A missing vote stands where the mean of its statement does, so it moves nobody. Statements that
    were not let through count as if everybody had passed on them.
    """
    counted = np.where(rejected, 0.0, votes)
    voted = ~np.isnan(counted)
    means = np.where(voted, counted, 0.0).sum(axis=0) / np.maximum(voted.sum(axis=0), 1)
    apart = np.where(voted, counted - means, 0.0)
    placed: Numbers = (apart @ _directions(apart)) * _stretch(voted)[:, np.newaxis]
    return placed


def _directions(apart: Numbers) -> Numbers:
    """Find the principal components; which way each of them points is agreed upon, not chance."""
    found = np.linalg.eigh(apart.T @ apart).eigenvectors[:, ::-1][:, :DIRECTIONS]
    strongest = np.abs(found).argmax(axis=0)
    signs = np.sign(found[strongest, np.arange(found.shape[1])])
    directions: Numbers = found * signs
    return directions


def _stretch(voted: Flags) -> Numbers:
    """Move those who voted on little outwards: else they would crowd in the middle."""
    stretch: Numbers = np.sqrt(voted.shape[1] / np.maximum(voted.sum(axis=1), 1))
    return stretch
