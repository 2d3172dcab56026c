"""No figure under five is shown, and none can be worked out from what is shown."""

from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.guidance.domain.suppression import LEAST, shown

TABLES = st.integers(1, 4).flatmap(
    lambda width: st.lists(
        st.lists(st.integers(0, 30), min_size=width, max_size=width), min_size=1, max_size=6
    )
)


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        ([[9, 8]], [[9, 8]]),
        ([[4, 20]], [[None, None]]),
        ([[2, 1, 9, 30]], [[None, None, None, 30]]),
        ([[20, 10], [20, 3], [20, 7]], [[20, 10], [None, None], [None, None]]),
    ],
)
def test_what_would_betray_a_hidden_figure_is_hidden_with_it(table, expected):
    assert shown(table) == expected


def test_sizes_add_up_to_their_total_only():
    assert shown([[40], [3], [12]], rows_add_up=False) == [[40], [None], [None]]


def test_what_must_stay_secret_stays_so():
    assert shown([[9, 9], [9, 9], [9, 9]], secret=[(1, 0)])[1] == [None, None]


def lines(table):
    return [*table, *zip(*table, strict=True)]


@given(table=TABLES)
def test_no_line_betrays_what_it_hides(table):
    result = shown(table)

    assert all(value is None or value >= LEAST for value in chain(*result))
    for real, public in zip(lines(table), lines(result), strict=True):
        hidden = [value for value, seen in zip(real, public, strict=True) if seen is None]
        everything = len(hidden) == len(real)
        assert not hidden or everything or (len(hidden) > 1 and sum(hidden) >= LEAST)


@given(table=TABLES)
def test_what_is_shown_is_true(table):
    pairs = zip(chain(*table), chain(*shown(table)), strict=True)

    assert all(seen in (None, real) for real, seen in pairs)
