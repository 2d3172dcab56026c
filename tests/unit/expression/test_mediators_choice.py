from datetime import date

import pytest

from services.expression.domain.disputes.dispute import Dispute, DisputeKind
from services.expression.domain.disputes.file import CaseFile, Party, PartyKind, StoodDown
from services.expression.domain.disputes.mediators import Mediator, MediatorKind, OnRoster, Training
from services.expression.domain.disputes.mediators_choice import Wanted, conflicts, ranked

from .builders import NOON, PLACE

HOME = f"{PLACE}-e01-b03"
TODAY = date(2019, 5, 6)
MEI = Party("p1", PartyKind.RESIDENT, "r-mei", home=HOME, household="h-17", marks=("m-mei",))
BODY = Party("p2", PartyKind.ORGANIZATION, "org-1", spoken_for_by="r-li", marks=("m-li",))
CASE = Dispute("d-1", PLACE, DisputeKind.PARKING, "w-1", NOON)
ANYBODY = Mediator("r-x", PLACE, MediatorKind.BACKBONE, OnRoster.CONFIRMED)


def wanted(*parties, **file):
    return Wanted(CASE, CaseFile("d-1", HOME, "", parties or (MEI, BODY), **file), TODAY, 2)


def a_mediator(who="r-x", **changes):
    return Mediator(**(vars(ANYBODY) | {"id": who} | changes))


def course(*kinds, until=date(2020, 1, 1)):
    return Training("岗前", 16, date(2019, 1, 1), until, kinds)


@pytest.mark.parametrize(
    ("mediator", "found"),
    [
        (a_mediator(), []),
        (a_mediator("r-mei"), ["party"]),
        (a_mediator("r-li"), ["party"]),
        (a_mediator("w-1"), ["clerk"]),
        (a_mediator(kin=("m-li",)), ["kin"]),
        (a_mediator(household="h-17"), ["household"]),
        (a_mediator(division=HOME), ["building"]),
        (a_mediator(organizations=("org-1",)), ["organization"]),
        (a_mediator(division=HOME, kin=("m-mei",)), ["kin", "building"]),
    ],
)
def test_every_tie_to_a_party_is_a_conflict(mediator, found):
    assert list(conflicts(mediator, wanted())) == found


def test_an_empty_household_or_home_ties_nobody():
    nobody = Party("p1", PartyKind.OUTSIDER, "", words="甲")

    assert conflicts(a_mediator(division=""), wanted(nobody, nobody)) == ()


def test_the_same_community_is_no_conflict():
    near = Party("p1", PartyKind.RESIDENT, "r-mei", home=PLACE)

    assert conflicts(a_mediator(division=PLACE), wanted(near, BODY)) == ()


def test_who_stood_down_stays_away():
    gone = (StoodDown("r-x", NOON, "持股"),)

    assert conflicts(a_mediator(), wanted(stood_down=gone)) == ("declared",)


def test_the_trained_come_first_then_the_near_then_who_has_least_to_do():
    known = [
        a_mediator("far", division="440605126009", trainings=(course(),)),
        a_mediator("near-busy", open=1, trainings=(course(),)),
        a_mediator("near", trainings=(course(DisputeKind.PARKING),)),
        a_mediator("untrained"),
        a_mediator("other-kind", trainings=(course(DisputeKind.LAND),)),
        a_mediator("expired", trainings=(course(until=date(2019, 5, 5)),)),
        a_mediator("full", open=2, trainings=(course(),)),
        a_mediator("asking", on_roster=OnRoster.PROPOSED),
    ]

    order = [one.mediator_id for one in ranked(known, wanted())]

    assert order == ["near", "near-busy", "far", "expired", "other-kind", "untrained"]
