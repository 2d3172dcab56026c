"""What officials read of offering: true figures, no small ones, and the uplift where both are."""

from hypothesis import given
from hypothesis import strategies as st

from services.guidance.domain.outcomes import altogether, figures, outcomes
from services.guidance.domain.uplift import Share, uplift


@st.composite
def totals(draw):
    def some():
        return draw(st.integers(0, 40))

    fates = {"accepted": some(), "declined": some(), "expired": some()}
    offered, held_out = sum(fates.values()), some()
    return fates | {
        "label": "x",
        "offered": offered,
        "stepped_up": draw(st.integers(0, offered)),
        "held_out": held_out,
        "held_out_stepped_up": draw(st.integers(0, held_out)),
    }


def a_total(label="space", **changes):
    fates = {"accepted": 300, "declined": 200, "expired": 400}
    arms = {"offered": 900, "stepped_up": 270, "held_out": 100, "held_out_stepped_up": 18}
    return {"label": label} | fates | arms | changes


def test_an_outcome_says_what_was_tried_and_by_how_much_more_stepped_up():
    [shown] = outcomes([a_total()])

    assert (shown.taken, shown.declined, shown.ignored) == (300, 200, 400)
    assert (shown.rate, shown.held_out_rate) == (0.3, 0.18)
    assert shown.uplift == uplift(Share(270, 900), Share(18, 100))


def test_where_nobody_is_held_out_there_is_no_uplift():
    [shown] = outcomes([a_total(held_out=0, held_out_stepped_up=0)])

    assert (shown.rate, shown.held_out_rate, shown.uplift) == (0.3, None, None)


def test_a_small_number_is_withheld_and_so_is_what_would_tell_it():
    small, large = outcomes([a_total("a", held_out_stepped_up=3), a_total("b")])

    assert small.held_out_stepped_up is small.held_out_rate is small.uplift is None
    assert large.held_out_stepped_up is None
    assert (small.stepped_up, large.stepped_up) == (270, 270)


def test_a_total_withholds_what_a_table_beside_it_would_tell():
    part = a_total("space", held_out_stepped_up=3)

    assert altogether(a_total("440605", held_out_stepped_up=3), [part]).uplift is None
    assert altogether(a_total("440605"), [a_total()]).uplift is not None


@given(rows=st.lists(totals(), min_size=1, max_size=5))
def test_what_is_shown_is_true_and_none_or_at_least_five(rows):
    for row, one in zip(rows, outcomes(rows), strict=True):
        pairs = [
            (one.offered, row["offered"]),
            (one.stepped_up, row["stepped_up"]),
            (one.taken, row["accepted"]),
            (one.declined, row["declined"]),
            (one.ignored, row["expired"]),
            (one.held_out, row["held_out"]),
            (one.held_out_stepped_up, row["held_out_stepped_up"]),
        ]
        assert all(shown in (None, real) for shown, real in pairs)
        assert all(shown is None or shown == 0 or shown >= 5 for shown, _ in pairs)


@given(rows=st.lists(totals(), min_size=1, max_size=4))
def test_no_withheld_number_is_what_is_left_of_a_row(rows):
    for one in figures(rows):
        for whole, parts in (("offered", ("accepted", "declined", "expired")),):
            hidden = [part for part in parts if one[part] is None]
            assert one[whole] is None or len(hidden) != 1


def test_of_nothing_nothing_is_shown():
    assert outcomes([]) == []
