"""No small number is published, and none follows from those that are, by exact arithmetic."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chassis.suppression import LEAST, suppress

WIDTHS = st.integers(1, 4)
TABLES = WIDTHS.flatmap(
    lambda width: st.lists(
        st.lists(st.integers(0, 13), min_size=width, max_size=width), min_size=1, max_size=6
    )
)


def with_sums(rows):
    summed = [[*row, sum(row)] for row in rows]
    return [*summed, [sum(column) for column in zip(*summed, strict=True)]]


def equations(published):
    """Give one equation for each line, of what it withholds: inner cells, less their sum."""
    height, width = len(published), len(published[0])
    lines = [[(r, c) for c in range(width)] for r in range(height)]
    lines += [[(r, c) for r in range(height)] for c in range(width)]
    unknown = [(r, c) for r in range(height) for c in range(width) if published[r][c] is None]
    rows = []
    for *inner, total in lines:
        signs = dict.fromkeys(inner, 1) | {total: -1}
        rows.append([Fraction(signs.get(cell, 0)) for cell in unknown])
    return unknown, rows


def rank(rows):
    rows, found = [list(row) for row in rows], 0
    for column in range(len(rows[0]) if rows else 0):
        pivot = next((r for r in range(found, len(rows)) if rows[r][column]), None)
        if pivot is None:
            continue
        rows[found], rows[pivot] = rows[pivot], rows[found]
        for r in range(found + 1, len(rows)):
            factor = rows[r][column] / rows[found][column]
            rows[r] = [a - factor * b for a, b in zip(rows[r], rows[found], strict=True)]
        found += 1
    return found


def derivable(published):
    """Name the withheld cells that the equations determine."""
    unknown, rows = equations(published)
    known = rank(rows)
    units = [[Fraction(i == j) for j in range(len(unknown))] for i in range(len(unknown))]
    return [cell for cell, unit in zip(unknown, units, strict=True) if rank([*rows, unit]) == known]


def hidden_sums(rows, published):
    """Give, for each line whose sum is published, what its withheld cells come to."""
    lines = [(published[r], list(row)) for r, row in enumerate(with_sums(rows))]
    columns = zip(zip(*published, strict=True), zip(*with_sums(rows), strict=True), strict=True)
    for shown, true in [*lines, *columns]:
        hidden = [t for s, t in zip(shown[:-1], true[:-1], strict=True) if s is None]
        if shown[-1] is not None and hidden:
            yield sum(hidden)


@settings(max_examples=300)
@given(TABLES)
def test_no_small_number_is_published_or_follows_from_what_is(rows):
    published = suppress(rows)

    shown = [number for row in published for number in row if number is not None]
    assert not [number for number in shown if 0 < number < LEAST]
    assert derivable(published) == []
    assert not [total for total in hidden_sums(rows, published) if 0 < total < LEAST]


@settings(max_examples=100)
@given(TABLES)
def test_what_is_published_is_true(rows):
    pairs = zip(suppress(rows), with_sums(rows), strict=True)

    assert all(
        shown in (None, true)
        for told, known in pairs
        for shown, true in zip(told, known, strict=True)
    )


def test_where_nothing_is_small_nothing_is_withheld():
    rows = [[5, 0, 9], [7, 12, 0]]

    assert suppress(rows) == with_sums(rows)


def test_one_small_number_takes_three_others_along_and_no_sum():
    published = suppress([[3, 10, 20], [6, 7, 30], [40, 50, 60]])

    withheld = {(r, c) for r, row in enumerate(published) for c, n in enumerate(row) if n is None}
    assert withheld == {(0, 0), (0, 1), (1, 0), (1, 1)}


@pytest.mark.parametrize("rows", [[[3]], [[0, 2]], [[1], [1]]])
def test_of_a_table_too_small_to_hide_in_the_sums_are_withheld_too(rows):
    published = suppress(rows)

    assert published[-1][-1] is None
    assert derivable(published) == []


def test_withholding_the_small_numbers_alone_would_not_do():
    rows = with_sums([[3, 10], [20, 30]])
    naive = [[None if 0 < number < LEAST else number for number in row] for row in rows]

    assert derivable(naive) == [(0, 0)]
