from datetime import UTC, datetime, timedelta

import pytest

from chassis.errors import Invalid, NotFound, Refused
from services.participation.domain.divisions.division import Division, Kind
from services.participation.domain.residents.resident import (
    Disclosure,
    Purpose,
    erase,
    is_here,
    present,
    register,
    withdraw,
)
from services.participation.events import ConsentWithdrawn, ResidentErased, ResidentRegistered

NOON = datetime(2019, 5, 6, 4, tzinfo=UTC)
CODE = "440605126009"


def a_home(*, kind=Kind.RESIDENTS_COMMITTEE):
    return Division(CODE, CODE, "大步", kind, "440605126", committee=True)


def a_resident():
    return register("r1", a_home(), groups=["youth"], now=NOON)[0]


def test_a_resident_belongs_to_a_community():
    resident, events = register("r1", a_home(), groups=["youth", "youth"], now=NOON)

    assert (resident.division, resident.groups) == (CODE, ("youth",))
    assert events == [ResidentRegistered("r1", CODE, ["youth"], NOON)]


def test_a_resident_of_nowhere_is_refused():
    with pytest.raises(Invalid):
        register("r1", None, groups=[], now=NOON)


def test_nobody_lives_in_a_town_as_such():
    with pytest.raises(Invalid):
        register("r1", a_home(kind=Kind.TOWN), groups=[], now=NOON)


def test_a_stranger_is_not_found():
    with pytest.raises(NotFound):
        present(None, "r1")


def test_an_erased_resident_is_here_no_more():
    erased, events = erase(a_resident(), now=NOON)

    assert events == [ResidentErased("r1", CODE)]
    assert erased.groups == ()
    assert not is_here(erased)


def test_an_erased_resident_is_not_erased_again():
    erased, _ = erase(a_resident(), now=NOON)

    with pytest.raises(Refused):
        erase(erased, now=NOON)


def test_a_use_is_ended_once():
    resident, events = withdraw(a_resident(), purpose=Purpose.SUGGESTIONS)
    again, none = withdraw(resident, purpose=Purpose.SUGGESTIONS)

    assert events == [ConsentWithdrawn("r1", "suggestions", CODE)]
    assert (again, none) == (resident, [])


@pytest.mark.parametrize(
    ("reader", "resident", "minutes", "allowed"),
    [
        ("ann", "r1", 1, True),
        ("bob", "r1", 1, False),
        ("ann", "r2", 1, False),
        ("ann", "r1", 16, False),
    ],
)
def test_a_disclosure_is_for_one_reader_one_resident_and_a_moment(
    reader, resident, minutes, allowed
):
    until = NOON + timedelta(minutes=15)
    disclosure = Disclosure("d1", "r1", CODE, "ann", "回访议题", NOON, until)

    assert disclosure.allows(reader, resident, now=NOON + timedelta(minutes=minutes)) is allowed


def test_who_withdraws_from_everything_agrees_to_nothing():
    resident, _ = withdraw(a_resident(), purpose=Purpose.ALL)

    assert not any(resident.agrees_to(purpose) for purpose in Purpose)
