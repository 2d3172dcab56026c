"""Who covers which place."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chassis.divisions import around, dotted, pattern_within, within
from chassis.principal import SYSTEM, Principal


def test_a_division_is_dotted_by_its_levels():
    assert dotted("440605124004-e01-b03") == "440605.124.004.e01.b03"
    assert dotted("440605") == "440605"


@pytest.mark.parametrize(
    ("code", "prefix", "inside"),
    [
        ("440605124004-e01-b03", "440605", True),
        ("440605124004-e01-b03", "440605124004-e01", True),
        ("440605124", "440605124", True),
        ("440605", "440605124", False),
        ("440605124004-e011", "440605124004-e01", False),
        ("440606124", "440605", False),
        ("440605", "", True),
    ],
)
def test_a_place_lies_within_another_by_whole_levels(code, prefix, inside):
    assert within(code, prefix) is inside


CODES = st.from_regex(r"(44|4406|440605(124)?(004)?0?)(-e0?1(-b1)?)?", fullmatch=True)


@given(code=CODES, prefix=CODES | st.just(""))
def test_the_database_is_asked_for_the_same_places(code, prefix):
    assert bool(re.search(pattern_within([prefix]), code)) is within(code, prefix)
    assert prefix == "" or (prefix in around(code)) is within(code, prefix)


def test_a_principal_covers_what_lies_in_any_of_its_divisions():
    worker = Principal("w", frozenset({"worker"}), ("440605124004", "440605125"))

    assert worker.covers("440605125001")
    assert not worker.covers("440605124005")


@pytest.mark.parametrize(
    ("divisions", "all_places"),
    [(("440605124", "440605"), True), (("440605124", "440606125"), False), ((), False)],
)
def test_what_names_no_place_is_for_those_who_answer_for_a_district(divisions, all_places):
    assert Principal("o", frozenset({"ops"}), divisions).covers_all_places is all_places


def test_the_system_covers_everything():
    assert SYSTEM.covers("440605124004-e01")
    assert SYSTEM.covers_all_places
