from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from chassis.errors import Invalid, Refused
from services.participation.domain.affairs import (
    Affair,
    AffairKind,
    Origin,
    complete,
    from_resolution,
    open_affair,
    record_handled,
    take,
)
from services.participation.domain.residents import Resident
from services.participation.events import AffairCompleted, AffairOpened

NOON = datetime(2019, 5, 6, 4, tzinfo=UTC)
CODE = "440605124004"
KIND = AffairKind.PIPE_CLEARING


def a_resident(identity="r1"):
    return Resident(identity, CODE, (), NOON)


def an_affair(**changes):
    return replace(Affair("f1", CODE, "疏通管道", KIND, Origin.CAPTAIN, NOON, places=1), **changes)


def done(affair=None, *, completed_at=None):
    return complete(
        affair or an_affair(), a_resident(), team_id="o1", completed_at=completed_at, now=NOON
    )


def test_an_affair_waits_for_residents():
    _, events = open_affair(an_affair())

    assert events == [AffairOpened("f1", "疏通管道", "pipe_clearing", "captain", None, CODE)]


def test_an_affair_has_hands_enough():
    taken, _ = take(an_affair(), a_resident())

    with pytest.raises(Refused):
        take(taken, a_resident("r2"))


def test_taking_an_affair_twice_changes_nothing():
    taken, _ = take(an_affair(), a_resident())

    assert take(taken, a_resident()) == (taken, [])


def test_seeing_an_affair_through_is_announced():
    _, events = done()

    assert events == [AffairCompleted("f1", "r1", "pipe_clearing", "o1", None, NOON, CODE)]


def test_an_affair_is_completed_once():
    completed, _ = done()

    with pytest.raises(Refused):
        done(completed)


def test_nobody_takes_a_completed_affair():
    completed, _ = done()

    with pytest.raises(Refused):
        take(completed, a_resident("r2"))


def test_an_affair_is_not_completed_tomorrow():
    with pytest.raises(Invalid):
        done(completed_at=NOON + timedelta(days=1))


def test_an_affair_handled_elsewhere_is_opened_and_completed():
    _, events = record_handled(an_affair(), a_resident(), team_id="o1", completed_at=NOON, now=NOON)

    assert [type(event) for event in events] == [AffairOpened, AffairCompleted]


@pytest.mark.parametrize(
    ("category", "kind"), [("parking", AffairKind.PARKING), ("股权", AffairKind.OTHER)]
)
def test_a_resolution_becomes_an_affair_of_its_category(category, kind):
    affair, _ = from_resolution("t1", title="停车", category=category, division=CODE, now=NOON)

    assert (affair.id, affair.kind, affair.topic_id) == ("topic-t1", kind, "t1")
