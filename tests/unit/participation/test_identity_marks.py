import pytest

from services.participation.domain.residents.identity_marks import mark_of

KEY = b"k" * 32
NUMBER = "44060519880713002X"


@pytest.mark.parametrize("typed", [NUMBER, NUMBER.lower(), f" {NUMBER[:6]} {NUMBER[6:]}\n"])
def test_a_number_has_one_mark_however_it_is_typed(typed):
    assert mark_of(typed, KEY) == mark_of(NUMBER, KEY)


def test_another_number_or_another_key_gives_another_mark():
    marks = {mark_of(NUMBER, KEY), mark_of("440605198807130029", KEY), mark_of(NUMBER, b"n" * 32)}

    assert len(marks) == 3


def test_nothing_of_a_number_is_read_off_its_mark():
    assert NUMBER not in mark_of(NUMBER, KEY)


@pytest.mark.parametrize("typed", ["", "  \u3000"])
def test_what_is_no_number_has_no_mark(typed):
    assert mark_of(typed, KEY) == ""
