import pytest

from chassis.errors import Refused
from services.collaboration.domain.advice import (
    AdvisoryGroup,
    Status,
    appoint,
    burden,
    choose,
    deliver,
    relieve,
    request,
)
from services.collaboration.events import (
    AdviceDelivered,
    AdviceRequested,
    AdviserAppointed,
    AdviserKind,
)
from tests.unit.collaboration.builders import COMMUNITY, LATER, an_advice, an_adviser

THREE_KINDS = (
    an_adviser("a", AdviserKind.ACADEMIC),
    an_adviser("b", AdviserKind.PRACTICE),
    an_adviser("c", AdviserKind.PUBLIC),
)


def a_group(*advisers):
    return AdvisoryGroup("440605", "440605", advisers)


def test_an_adviser_is_appointed_once():
    group, events = appoint(None, adviser=an_adviser())

    assert events == [AdviserAppointed("ad-1", AdviserKind.ACADEMIC, "440605")]
    assert appoint(group, adviser=an_adviser()) == (group, [])


def test_the_adviser_with_the_fewest_open_requests_is_asked():
    assert choose(a_group(an_adviser("a", open=2), an_adviser("b", open=1))) == "b"


def test_requests_are_spread_over_the_kinds():
    group = a_group(*THREE_KINDS, an_adviser("d", AdviserKind.ACADEMIC))
    asked = []

    for _ in range(3):
        asked.append(choose(group))
        group = burden(group, adviser_id=asked[-1])

    assert asked == ["a", "b", "c"]


def test_an_empty_group_has_nobody_to_ask():
    assert choose(None) is None
    assert request(an_advice(), adviser_id=None) == (an_advice(), [])


def test_advice_is_requested_once():
    asked, events = request(an_advice(), adviser_id="a")

    assert events == [AdviceRequested("advice-parking", "a", "parking", COMMUNITY)]
    assert request(asked, adviser_id="b") == (asked, [])


def test_a_delivered_opinion_is_for_everyone_to_read():
    asked, _ = request(an_advice(), adviser_id="a")

    delivered, events = deliver(asked, opinion="visitors first", now=LATER)

    assert delivered.status is Status.DELIVERED
    assert events == [
        AdviceDelivered("advice-parking", "a", "parking", "visitors first", COMMUNITY)
    ]


def test_an_opinion_is_delivered_once_and_only_by_who_was_asked():
    asked, _ = request(an_advice(), adviser_id="a")
    delivered, _ = deliver(asked, opinion="visitors first", now=LATER)

    with pytest.raises(Refused, match="delivered already"):
        deliver(delivered, opinion="something else", now=LATER)
    with pytest.raises(Refused, match="no adviser"):
        deliver(an_advice(), opinion="anything", now=LATER)


def test_an_answered_request_no_longer_burdens_its_adviser():
    group = burden(a_group(an_adviser("a")), adviser_id="a")

    relieved = relieve(group, adviser_id="a")

    assert (relieved.advisers[0].open, relieved.advisers[0].asked) == (0, 1)
