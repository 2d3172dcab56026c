from datetime import timedelta

import pytest

from chassis.errors import Forbidden
from services.expression.domain.places import Level, level_of, shares_ground, staff_of
from services.expression.domain.residents.forgetting import (
    forget_in_ballot,
    forget_in_statement,
    forget_in_topic,
    forget_in_vote,
)
from services.expression.domain.residents.resident import (
    Resident,
    erase,
    register,
    require_concerned,
    withdraw_consent,
)
from services.expression.domain.topics.moves import Act, move
from services.expression.domain.topics.topic import Stage
from services.expression.domain.topics.votes import cast

from .builders import LIN, MEI, NOON, PLACE, a_statement, a_topic, a_vote

HOME = f"{PLACE}-e01-b03"
NOBODY = "erased:1"


def a_resident(**changes):
    return Resident(**({"id": MEI.id, "division": HOME, "registered_at": NOON} | changes))


@pytest.mark.parametrize(
    ("division", "level", "staff"),
    [
        (HOME, Level.BUILDING, PLACE),
        (f"{PLACE}-e01", Level.ESTATE, PLACE),
        (PLACE, Level.COMMUNITY, PLACE),
        ("440605124", Level.COMMUNITY, "440605124"),
    ],
)
def test_a_place_has_a_level_and_staff_who_owe_an_answer(division, level, staff):
    assert (level_of(division), staff_of(division)) == (level, staff)


@pytest.mark.parametrize(
    ("home", "place", "shared"),
    [
        (HOME, PLACE, True),
        (HOME, "440605", True),
        (PLACE, HOME, True),
        (HOME, f"{PLACE}-e01-b04", False),
        (HOME, f"{PLACE}-e01-b03", True),
        (HOME, "440605125001", False),
        ("440605124", HOME, False),
    ],
)
def test_who_lives_there_is_concerned(home, place, shared):
    assert shares_ground(home, place) is shared


@pytest.mark.parametrize("resident", [None, a_resident(erased=True), a_resident(withdrawn=True)])
def test_only_registered_residents_take_part(resident):
    with pytest.raises(Forbidden, match="only registered"):
        require_concerned(resident, PLACE)


def test_residents_of_elsewhere_do_not_take_part():
    with pytest.raises(Forbidden, match="deliberate on this"):
        require_concerned(a_resident(division="440605125001"), PLACE)


def test_staff_vouch_for_one_not_known_yet_but_not_for_one_who_is_gone():
    require_concerned(None, PLACE, vouched=True)
    with pytest.raises(Forbidden):
        require_concerned(a_resident(erased=True), PLACE, vouched=True)


def test_older_news_of_a_resident_changes_nothing():
    newer = NOON + timedelta(days=1)
    moved, _ = register(a_resident(), MEI.id, division=PLACE, registered_at=newer)

    assert moved.division == PLACE
    assert register(moved, MEI.id, division=HOME, registered_at=NOON)[0] == moved


def test_one_who_was_erased_stays_erased_when_their_registration_comes_late():
    gone, _ = erase(None, MEI.id, PLACE)
    late, _ = register(gone, MEI.id, division=HOME, registered_at=NOON)

    assert late.erased


def test_only_consent_to_take_part_ends_taking_part():
    other, _ = withdraw_consent(a_resident(), MEI.id, purpose="suggestions", division=PLACE)
    ours, _ = withdraw_consent(a_resident(), MEI.id, purpose="expression", division=PLACE)

    assert (other.withdrawn, ours.withdrawn) == (False, True)


def test_what_a_forgotten_resident_said_and_voted_stays_but_is_nobodys():
    topic = move(a_topic(Stage.REPORTED, owner=MEI.id, monitors=(MEI.id,)), Act("x", MEI, NOON))
    ballot, _ = cast(None, a_vote(voter_id=MEI.id))

    forgotten = [
        forget_in_topic(topic, MEI.id, NOBODY),
        forget_in_statement(a_statement(), NOBODY),
        forget_in_vote(a_vote(voter_id=MEI.id), NOBODY),
        forget_in_ballot(ballot, NOBODY),
    ]

    assert MEI.id not in repr(forgotten)
    assert forgotten[3].marks == ballot.marks


def test_others_are_not_forgotten_along():
    topic = a_topic(voices=(MEI.id, LIN.id))

    assert forget_in_topic(topic, MEI.id, NOBODY).voices == (NOBODY, LIN.id)
