"""Opinion groups of made-up votes, with scikit-learn and SciPy as the judges of the mathematics."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats
from sklearn.cluster import KMeans
from sklearn.decomposition import PCA
from sklearn.metrics import adjusted_rand_score, silhouette_score

from services.expression.domain.opinions.clusters import best_parting, silhouette
from services.expression.domain.opinions.figures import SURE, count
from services.expression.domain.opinions.groupings import LEAST_SHOWN, may_have_groups
from services.expression.domain.opinions.groups import groups_of, parted, table_of
from services.expression.domain.opinions.space import places_of
from services.expression.domain.topics.votes import Choice

from . import polis  # noqa: F401 - one thread

CHANCE = np.random.default_rng(2019)
NONE_REJECTED = frozenset()


def of_camps(*sizes, statements=12, missing=0.3):
    """Let each camp have views of its own, which nine in ten of its votes follow."""
    views = CHANCE.choice([1.0, -1.0], (len(sizes), statements))
    camps = np.repeat(np.arange(len(sizes)), sizes)
    votes = np.where(CHANCE.random((len(camps), statements)) < 0.9, views[camps], 0.0)
    return np.where(CHANCE.random(votes.shape) < missing, np.nan, votes), camps


def all_let_through(votes):
    return np.zeros(votes.shape[1], dtype=bool)


def test_where_everybody_voted_on_everything_places_are_the_principal_components():
    votes, _ = of_camps(20, 15, missing=0)

    ours = places_of(votes, all_let_through(votes))

    theirs = PCA(2, svd_solver="full").fit_transform(votes)
    assert np.abs(np.abs(ours) - np.abs(theirs)).max() < 1e-9


def test_a_missing_vote_moves_nobody_but_outwards():
    votes, _ = of_camps(20, 15, missing=0)
    votes[0, 1:] = np.nan

    places = places_of(votes, all_let_through(votes))

    apart = votes[0, 0] - votes[:, 0].mean()
    mean = np.nanmean(votes, axis=0)
    filled = np.where(np.isnan(votes), mean, votes)
    first = PCA(2, svd_solver="full").fit(filled).components_[:, 0]
    assert np.abs(places[0]) == pytest.approx(np.abs(apart * first) * np.sqrt(12), abs=1e-9)


def test_what_was_not_let_through_parts_nobody():
    votes, _ = of_camps(12, 12, missing=0)
    votes[:, 0] = np.where(np.arange(24) % 2, 1.0, -1.0)
    held_back = np.arange(12) == 0
    other = votes.copy()
    other[:, 0] = 1.0

    assert np.array_equal(places_of(votes, held_back), places_of(other, held_back))


def test_silhouettes_are_those_of_scikit_learn():
    points, labels = CHANCE.normal(size=(40, 2)), CHANCE.integers(0, 3, 40)
    weights = CHANCE.integers(1, 4, 40)

    ours = silhouette(points, weights.astype(float), labels)

    theirs = silhouette_score(np.repeat(points, weights, axis=0), np.repeat(labels, weights))
    assert ours == pytest.approx(theirs, abs=1e-6)


@pytest.mark.parametrize("groups", [2, 3, 4, 5])
def test_clear_clusters_are_found_as_scikit_learn_finds_them(groups):
    centers = 10 * np.array([[0, 0], [4, 0], [0, 4], [4, 4], [8, 8]])[:groups]
    points = np.concatenate([CHANCE.normal(center, 1, (30, 2)) for center in centers])

    found = best_parting(points, least=LEAST_SHOWN)

    theirs = KMeans(groups, n_init=10, random_state=0).fit_predict(points)
    assert adjusted_rand_score(theirs, found.labels) == 1.0


def test_a_loner_is_no_group_and_keeps_nobody_from_being_one():
    points = np.concatenate([CHANCE.normal(at, 1, (30, 2)) for at in ((0, 0), (9, 0))])
    with_loner = np.vstack([points, [1000, 1000]])

    found = best_parting(with_loner, least=LEAST_SHOWN)

    assert sorted(np.bincount(found.labels))[-2:] == [30, 30]


@pytest.mark.parametrize("points", [np.zeros((30, 2)), CHANCE.normal(size=(4, 2))])
def test_those_who_cannot_be_parted_are_not(points):
    assert best_parting(points, least=LEAST_SHOWN) is None


def test_camps_are_found_again_by_their_votes():
    votes, camps = of_camps(40, 25, 15, statements=20)

    labels, quality = parted(votes, all_let_through(votes))

    assert adjusted_rand_score(camps, labels) > 0.9
    assert quality > 0.5
    assert np.all(np.diff(np.bincount(labels)) <= 0)


def test_the_sure_share_is_a_test_of_proportions():
    votes, camps = of_camps(30, 20, missing=0)
    counted = count(votes, camps)

    said, seen = counted.said[Choice.AGREE] + 1, counted.seen + 1
    expected = (said - seen / 2) / np.sqrt(seen / 4)  # z of a binomial with even chances
    assert np.abs(counted.sure(Choice.AGREE) - expected).max() < 1e-12
    assert stats.norm.ppf(0.9) == pytest.approx(SURE, abs=1e-4)


def test_one_group_that_disagrees_is_not_outvoted():
    votes = np.array([[1.0, 1.0]] * 90 + [[-1.0, 1.0]] * 10)

    consensus = count(votes, np.repeat([0, 1], [90, 10])).consensus()

    assert consensus == pytest.approx([91 / 92 * 1 / 12, 91 / 92 * 11 / 12])


def voters_of(votes):
    choices = {1.0: Choice.AGREE, -1.0: Choice.DISAGREE, 0.0: Choice.PASS}
    rows = [{f"s{s}": choices[v] for s, v in enumerate(row) if v in choices} for row in votes]
    return [row for row in rows if row]


def test_who_votes_later_or_bears_another_name_changes_no_group():
    voters = voters_of(of_camps(20, 15)[0])
    shuffled = [voters[place] for place in CHANCE.permutation(len(voters))]

    assert groups_of(table_of(voters), NONE_REJECTED) == groups_of(
        table_of(shuffled), NONE_REJECTED
    )


def test_a_last_few_beside_the_groups_are_counted_with_the_nearest():
    voters = voters_of(of_camps(20, 15, missing=0)[0])
    quiet = [{"s0": Choice.AGREE}] * 4

    few, more = (
        groups_of(table_of(voters + some), NONE_REJECTED) for some in (quiet, quiet + quiet[:1])
    )

    assert (few["others"], sum(group.members for group in few["groups"])) == (0, 39)
    assert (more["others"], sum(group.members for group in more["groups"])) == (5, 35)


def test_what_sets_a_group_apart_and_what_all_share_is_said():
    voters = [{f"s{s}": Choice.AGREE for s in range(8)} for _ in range(12)]
    voters += [
        {f"s{s}": Choice.DISAGREE if s else Choice.AGREE for s in range(8)} for _ in range(9)
    ]

    found = groups_of(table_of(voters), frozenset({"s7"}))

    first, second = found["groups"]
    assert [one.statement_id for one in found["shared"]] == ["s0"]
    assert [one.statement_id for one in first.representative] == ["s1", "s2", "s3", "s4", "s5"]
    assert {one.choice for one in second.representative} == {Choice.DISAGREE}
    assert "s7" not in {one.statement_id for one in found["statements"]}


@settings(max_examples=40)
@given(
    st.lists(
        st.dictionaries(
            st.sampled_from([f"s{n}" for n in range(9)]), st.sampled_from(Choice), min_size=1
        ),
        max_size=40,
    ),
    st.frozensets(st.sampled_from(["s0", "s1", "s2"])),
)
def test_whatever_was_voted_no_number_points_at_fewer_than_five(voters, rejected):
    found = groups_of(table_of(voters), rejected)

    sizes = [group.members for group in found.get("groups", ())]
    others = found.get("others", 0)
    assert len(sizes) != 1
    assert all(size >= LEAST_SHOWN for size in sizes)
    assert others == 0 or others >= LEAST_SHOWN
    assert not sizes or sum(sizes) + others == len(voters)


def test_fewer_than_ten_voters_are_no_two_groups():
    assert not may_have_groups([5, 4])
    assert may_have_groups([5, 5])
