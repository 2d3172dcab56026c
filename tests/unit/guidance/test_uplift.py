"""The interval against published examples, against scipy, and against a known truth."""

import random
from math import isclose, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from services.guidance.domain.uplift import Share, Uplift, uplift, wilson

# Newcombe 1998, table II, method 10: both shares, and the bounds as printed
PUBLISHED = [
    (Share(56, 70), Share(48, 80), 0.0524, 0.3339),
    (Share(9, 10), Share(3, 10), 0.1705, 0.8090),
    (Share(6, 7), Share(2, 7), 0.0582, 0.8062),
    (Share(5, 56), Share(0, 29), -0.0381, 0.1926),
    (Share(0, 10), Share(0, 20), -0.1611, 0.2775),
    (Share(0, 10), Share(0, 10), -0.2775, 0.2775),
    (Share(10, 10), Share(0, 20), 0.6791, 1.0000),
    (Share(10, 10), Share(0, 10), 0.6075, 1.0000),
]


@st.composite
def shares(draw):
    residents = draw(st.integers(1, 5_000))
    return Share(draw(st.integers(0, residents)), residents)


def of_scipy(share):
    interval = binomtest(share.stepped_up, share.residents).proportion_ci(method="wilson")
    return interval.low, interval.high


@pytest.mark.parametrize(("offered", "held_out", "low", "high"), PUBLISHED)
def test_the_interval_is_that_of_the_published_examples(offered, held_out, low, high):
    found = uplift(offered, held_out)

    assert (round(found.low, 4), round(found.high, 4)) == (low, high)


@given(share=shares())
def test_the_interval_of_one_share_is_that_of_scipy(share):
    expected = of_scipy(share)

    assert wilson(share) == pytest.approx(expected, abs=1e-9)


@given(offered=shares(), held_out=shares())
def test_the_interval_of_the_difference_is_made_of_those_of_scipy(offered, held_out):
    (l1, u1), (l2, u2) = of_scipy(offered), of_scipy(held_out)
    p1, p2 = offered.rate, held_out.rate

    found = uplift(offered, held_out)

    assert isclose(found.difference, p1 - p2)
    assert isclose(found.low, p1 - p2 - sqrt((p1 - l1) ** 2 + (u2 - p2) ** 2), abs_tol=1e-9)
    assert isclose(found.high, p1 - p2 + sqrt((u1 - p1) ** 2 + (p2 - l2) ** 2), abs_tol=1e-9)


@given(offered=shares(), held_out=shares())
def test_the_other_way_round_it_is_the_same_with_the_sign_turned(offered, held_out):
    there, back = uplift(offered, held_out), uplift(held_out, offered)

    turned = Uplift(-back.difference, -back.high, -back.low)
    assert vars(there) == pytest.approx(vars(turned), abs=1e-9)
    assert -1 - 1e-9 <= there.low <= there.difference <= there.high <= 1 + 1e-9


@pytest.mark.parametrize("pair", [(Share(0, 0), Share(1, 2)), (Share(1, 2), Share(0, 0))])
def test_nobody_cannot_be_compared_with(pair):
    assert uplift(*pair) is None


@pytest.mark.parametrize(("rate", "effect"), [(0.1, 0.05), (0.3, 0.0), (0.02, 0.1)])
def test_the_interval_holds_the_true_effect_about_nineteen_times_in_twenty(rate, effect):
    chance = random.Random(20190506)

    def drawn(share, residents):
        return Share(sum(chance.random() < share for _ in range(residents)), residents)

    found = [uplift(drawn(rate + effect, 450), drawn(rate, 50)) for _ in range(1_000)]

    held = sum(one.low <= effect <= one.high for one in found) / len(found)
    assert 0.93 <= held <= 0.99
