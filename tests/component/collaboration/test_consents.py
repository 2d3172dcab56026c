from datetime import timedelta

import pytest

from chassis.events import Meta
from services.collaboration.inbound import ConsentGiven, ConsentWithdrawn
from tests.unit.collaboration.builders import COMMUNITY, NOON, an_invitee


def withdrawn(purpose="invitations", at=1):
    return ConsentWithdrawn("ana", purpose, COMMUNITY, meta=Meta(time=NOON + timedelta(hours=at)))


def given(purpose="invitations", at=2):
    return ConsentGiven("ana", purpose, COMMUNITY, meta=Meta(time=NOON + timedelta(hours=at)))


@pytest.mark.parametrize(
    ("heard", "invited"),
    [
        ([withdrawn(), given()], True),
        ([given(), withdrawn()], True),
        ([given(at=1), withdrawn(at=2)], False),
        ([withdrawn(), withdrawn("all"), given()], False),
        ([withdrawn("all"), given("all")], True),
        ([withdrawn(), given("statistics")], False),
    ],
)
def test_the_last_word_on_each_use_counts_in_whatever_order_it_comes(h, heard, invited):
    h.given("invitees", an_invitee())

    for event in heard:
        h.hears(event, twice=True)

    assert h.stored("invitees", "ana").may_be_invited is invited


def test_whoever_agrees_before_they_are_known_is_known_by_it(h):
    h.hears(ConsentGiven("ana", "invitations", COMMUNITY), twice=True)

    assert h.stored("invitees", "ana").unwilling is False


def test_an_erased_resident_agrees_to_nothing(h):
    h.given("invitees", an_invitee(erased=True))

    h.hears(given())

    assert h.stored("invitees", "ana") == an_invitee(erased=True)
