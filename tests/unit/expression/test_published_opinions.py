"""What Polis itself published of five deliberations is the judge of how groups are counted."""

import csv
import sys

import numpy as np
import pytest
from sklearn.metrics import adjusted_rand_score

from services.expression.domain.opinions.figures import count
from services.expression.domain.opinions.groupings import LEAST_SHOWN
from services.expression.domain.opinions.groups import groups_of, parted, table_of
from services.expression.domain.opinions.space import places_of
from services.expression.domain.topics.votes import Choice

from .polis import ON_CSV, ON_JSON, computed, exported, folder, published

MARKS = {"A": Choice.AGREE, "D": Choice.DISAGREE}
# own groups against the published ones; docs/decisions/0027 says what the rest is due to
AGREEMENT = {
    "polis-vtaiwan-uberx": 0.70,
    "polis-15-per-hour-seattle": 0.88,
    "polis-bg2050-volunteers": 0.82,
    "below-100-ptpts": 0.60,
    "50ptpt-3gp-strict-no-meta": 0.99,
}


def test_the_consensus_of_given_groups_is_the_published_one_for_371_of_371_statements():
    given = exported("polis-bg2050-volunteers")
    with (folder("polis-bg2050-volunteers") / "comments.csv").open(encoding="utf-8-sig") as lines:
        told = [float(row["group-informed-consensus"]) for row in csv.DictReader(lines)]

    ours = count(given.votes, given.groups).consensus()

    assert len(told) == 371
    assert np.abs(ours - told).max() < 1e-6


@pytest.mark.parametrize(("name", "cells"), [(ON_JSON[0], 132), (ON_JSON[1], 87)])
def test_votes_and_consensus_of_given_groups_are_what_the_server_computed(name, cells):
    given, theirs = computed(name)
    counted = count(given.votes, given.groups)

    compared = [
        all(cell[mark] == counted.said[choice][int(g), column] for mark, choice in MARKS.items())
        and cell["S"] == counted.seen[int(g), column]
        for g, group in theirs["group-votes"].items()
        for column, s in enumerate(given.statements)
        for cell in [group["votes"][s]]
    ]

    assert (len(compared), all(compared)) == (cells, True)
    told = [theirs["group-aware-consensus"][s] for s in given.statements]
    assert np.abs(counted.consensus() - told).max() < 1e-9


@pytest.mark.parametrize("name", ON_JSON)
def test_what_sets_a_group_apart_is_as_likely_as_the_server_says(name):
    given, theirs = computed(name)
    counted = count(given.votes, given.groups)

    for group, said in theirs["repness"].items():
        for one in said:
            side, cell = (
                Choice(one["repful-for"]),
                (int(group), given.statements.index(str(one["tid"]))),
            )
            times, surely = counted.against_others(side)
            ours = (counted.share(side)[cell], counted.sure(side)[cell], times[cell], surely[cell])
            told = (one["p-success"], one["p-test"], one["repness"], one["repness-test"])
            assert ours == pytest.approx(told, abs=1e-6)


def test_places_lie_along_the_directions_that_the_server_found():
    given, theirs = computed("below-100-ptpts")
    held_back = np.array([s in given.rejected for s in given.statements])
    bases = theirs["base-clusters"]
    told = np.array([bases["x"], bases["y"]]).T
    people = [members[0] for members in bases["members"]]

    ours = places_of(given.votes, held_back)[people]

    signs = np.sign((ours * told).sum(axis=0))  # which way a direction points is agreed upon
    assert np.abs(ours * signs - told).max() < 1e-9


@pytest.mark.parametrize("name", [*ON_CSV, *ON_JSON])
def test_own_groups_are_near_the_published_ones(name, capsys):
    given = published(name)
    held_back = np.array([s in given.rejected for s in given.statements])

    labels, _ = parted(given.votes, held_back)

    both = (labels >= 0) & (given.groups >= 0)
    agreement = adjusted_rand_score(given.groups[both], labels[both])
    sizes = np.bincount(labels[labels >= 0]).tolist()
    with capsys.disabled():
        sys.stdout.write(f"\n{name}: groups of {sizes}, adjusted Rand index {agreement:.3f}\n")
    assert agreement >= AGREEMENT[name]
    assert min(sizes) >= LEAST_SHOWN


@pytest.mark.parametrize("name", ["polis-15-per-hour-seattle", "50ptpt-3gp-strict-no-meta"])
def test_the_order_of_voters_changes_nothing(name):
    given = published(name)
    voters = given.voters

    straight = groups_of(table_of(voters), given.rejected)
    crooked = groups_of(table_of(voters[::-1]), given.rejected)

    assert straight == crooked
