from datetime import timedelta

import pytest

from chassis.errors import Invalid, Refused
from services.expression.domain.deliberation.deliberation import (
    Count,
    Of,
    Setting,
    closing_of,
    deliberative_level,
    needed,
    require_majority,
    require_quorum,
    terms_of,
)
from services.expression.domain.deliberation.ruled import are_deliberations, ruled
from services.expression.domain.places import Level

from .builders import NOON

OWNERS = {"quorum": "two_thirds", "majority": "three_quarters", "of": "cast"}
SECTION = {
    "levels": {"estate": {"method": "secret"}},
    "categories": {"property": {"estate": OWNERS}},
}


def terms(ruling, entitled=None):
    where = Setting(Level.ESTATE, entitled)
    return terms_of(where, ruling, quorum=10, majority=0.5, clause="plan")


def carried(ruling, *, agree, disagree=0, passed=0, entitled=90):
    count, held_to = Count(agree, disagree, passed), terms(ruling, entitled)
    require_quorum(count, held_to)
    require_majority(count, held_to)


def test_a_category_says_more_than_its_level():
    assert ruled(SECTION, "property", Level.ESTATE) == {"method": "secret", **OWNERS}
    assert ruled(SECTION, "parking", Level.ESTATE) == {"method": "secret"}


def test_where_the_standard_says_nothing_the_quorums_of_the_day_hold():
    assert ruled(SECTION, "property", Level.BUILDING) is None
    assert ruled({}, "property", Level.ESTATE) is None


def test_what_a_ruling_leaves_open_follows_the_quorums():
    held_to = terms({"method": "secret"})

    assert (held_to.quorum, held_to.majority, held_to.of, held_to.who) == (
        10,
        "0.5",
        "decided",
        "residents",
    )


@pytest.mark.parametrize(
    ("quorum", "entitled", "least"),
    [
        ("half", 90, 46),
        ("half", 91, 46),
        ("two_thirds", 90, 60),
        ("two_thirds", 91, 61),
        (7, None, 7),
    ],
)
def test_a_share_is_of_those_entitled_and_two_thirds_includes_the_number_itself(
    quorum, entitled, least
):
    assert needed(quorum, entitled) == least


def test_a_share_of_an_unknown_number_is_refused():
    with pytest.raises(Invalid, match="say how many") as told:
        needed("half", None)

    assert told.value.field == "entitled"


def test_owners_decide_by_three_quarters_of_those_who_take_part():
    carried(OWNERS, agree=45, disagree=10, passed=5)
    with pytest.raises(Refused, match="44 of 60 agree: 45 must"):
        carried(OWNERS, agree=44, disagree=11, passed=5)
    with pytest.raises(Refused, match="59 of 60 have voted"):
        carried(OWNERS, agree=59)


@pytest.mark.parametrize(
    ("of", "agree", "disagree", "passed"),
    [(Of.DECIDED, 10, 9, 30), (Of.CAST, 11, 5, 5), (Of.ENTITLED, 46, 0, 0)],
)
def test_more_than_half_of_what_the_rule_names(of, agree, disagree, passed):
    ruling = {"majority": "simple", "of": of, "quorum": 1}

    carried(ruling, agree=agree, disagree=disagree, passed=passed)
    with pytest.raises(Refused, match="must"):
        carried(ruling, agree=agree - 1, disagree=disagree, passed=passed)


def test_without_a_vote_nothing_carries():
    with pytest.raises(Refused, match="0 of 0 agree: 1 must"):
        require_majority(Count(0, 0, 0), terms({"majority": "simple"}))


def test_a_place_is_at_the_level_it_was_entered_as_else_by_its_code():
    assert deliberative_level("440605124004-e01", "natural_village") is Level.NATURAL_VILLAGE
    assert deliberative_level("440605124004-b03", None) is Level.BUILDING
    assert deliberative_level("440605124004", "villagers_committee") is Level.COMMUNITY


def test_a_secret_vote_ends_a_day_before_its_result_is_owed():
    week, hour = timedelta(days=7), timedelta(hours=1)

    assert closing_of(NOON, NOON + week) == NOON + timedelta(days=6)
    assert NOON < closing_of(NOON, NOON + hour) < NOON + hour


@pytest.mark.parametrize(
    "section",
    [
        [],
        {"levels": []},
        {"levels": {"estate": {"method": ["secret"]}}},
        {"levels": {"estate": {"majority": "most"}}},
        {"levels": {"estate": {"quorum": 0}}},
        {"levels": {"estate": {"quorum": "some"}}},
        {"categories": {"property": {"estate": {"whom": "owners"}}}},
        {"categories": []},
    ],
)
def test_what_is_no_ruling_is_not_taken_up(section):
    assert are_deliberations(SECTION)
    assert not are_deliberations(section)
