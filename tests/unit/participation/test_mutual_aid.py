from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from chassis.errors import Refused
from services.participation.domain.hours.ledger import Grade
from services.participation.domain.mutual_aid.aid import Aid, Wanted, end_aid, free, hold, open_aid
from services.participation.domain.mutual_aid.confirming import as_shift, confirm, entry_of, settle
from services.participation.domain.mutual_aid.kinds import AidKind, End, Reach, Side
from services.participation.domain.mutual_aid.matches import (
    MatchState,
    Word,
    accept,
    decline,
    propose,
)
from services.participation.domain.mutual_aid.matching import candidate, in_fair_order, nearness
from services.participation.domain.residents.resident import Purpose, Resident
from services.participation.events import AidAsked, AidGiven

NOON = datetime(2019, 5, 6, 4, tzinfo=UTC)
TOWN, DABU, OTHER = "440605126", "440605126009", "440605126010"
TOMORROW = NOON + timedelta(days=1)
ANN = Resident("ann", f"{DABU}-e01-b02", (), NOON)


def an_aid(side=Side.OFFER, name="o1", **changes):
    made = Aid(
        name,
        f"{DABU}-e01",
        TOWN,
        side,
        AidKind.ERRANDS,
        f"of-{name}",
        TOMORROW,
        TOMORROW + timedelta(hours=2),
        1,
        NOON,
        NOON,
    )
    return replace(made, **changes)


ASK = an_aid(Side.ASK, "a1")


def wanted(**changes):
    return replace(
        Wanted(Side.ASK, AidKind.ERRANDS, TOMORROW, TOMORROW + timedelta(hours=1)), **changes
    )


def refused(call, *given, **named):
    with pytest.raises(Refused) as caught:
        call(*given, **named)
    return caught.value.code, caught.value.field


def a_match(**changes):
    found = candidate(ASK, an_aid(), now=NOON)
    return replace(propose(ASK, found, answer_days=3, now=NOON), **changes)


def agreed():
    match, _ = accept(a_match(), Side.ASK, confirm_days=7, now=NOON)
    return accept(match, Side.OFFER, confirm_days=7, now=NOON)


def test_an_ask_is_announced_without_a_person_or_a_building():
    aid, events = open_aid("a1", ANN, wanted(note="腿脚不便"), division=ANN.division, now=NOON)

    ends = TOMORROW + timedelta(hours=1)
    assert events == [AidAsked("a1", "errands", TOMORROW, ends, 1, None, DABU)]
    assert aid.division == ANN.division


@pytest.mark.parametrize(
    ("change", "place", "rule"),
    [
        ({"starts_at": NOON - timedelta(hours=1)}, DABU, ("in-the-past", "starts_at")),
        ({"ends_at": TOMORROW}, DABU, ("ends-before-it-starts", "ends_at")),
        ({"ends_at": TOMORROW + timedelta(hours=13)}, DABU, ("too-long", "ends_at")),
        ({"starts_at": NOON + timedelta(days=91)}, DABU, ("too-far-ahead", "starts_at")),
        ({}, OTHER, ("not-of-this-community", "division")),
    ],
)
def test_what_cannot_be_asked_is_refused_with_its_field(change, place, rule):
    assert refused(open_aid, "a1", ANN, wanted(**change), division=place, now=NOON) == rule


@pytest.mark.parametrize("purpose", [Purpose.CONTACT, Purpose.ALL])
def test_who_does_not_agree_to_contact_neither_asks_nor_offers(purpose):
    silent = replace(ANN, withdrawn=(purpose,))

    said = refused(open_aid, "a1", silent, wanted(), division=DABU, now=NOON)

    assert said == ("no-consent-to-contact", "resident_id")


@pytest.mark.parametrize(
    ("other", "near"),
    [
        (f"{DABU}-e01-b07", Reach.ESTATE),
        (f"{DABU}-e02", Reach.COMMUNITY),
        (DABU, Reach.COMMUNITY),
        (OTHER, Reach.TOWN),
        ("440605124004", None),
    ],
)
def test_how_near_two_places_lie(other, near):
    assert nearness(f"{DABU}-e01-b02", other) is near


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"resident_id": "of-a1"}, "own-ask"),
        ({"kind": AidKind.REPAIRS}, "kind-differs"),
        ({"division": OTHER}, "too-far-away"),
        ({"division": f"{DABU}-e02", "reach": Reach.ESTATE}, "too-far-away"),
        ({"starts_at": TOMORROW + timedelta(minutes=91)}, "times-do-not-meet"),
        ({"held": ("m",)}, "aid-taken"),
        ({"open": False}, "aid-over"),
        ({"side": Side.ASK}, "not-found"),
    ],
)
def test_what_does_not_fit_is_refused_by_its_rule(change, rule):
    assert refused(candidate, ASK, an_aid(**change), now=NOON)[0] == rule


def test_both_meet_while_both_have_time():
    later = an_aid(starts_at=TOMORROW + timedelta(minutes=90))

    found = candidate(ASK, later, now=NOON)

    assert (found.starts_at, found.ends_at) == (TOMORROW + timedelta(minutes=90), ASK.ends_at)


def test_the_nearest_come_first_and_among_them_who_waited_longest():
    long_ago = NOON - timedelta(days=9)
    offers = [
        an_aid(name="far", division=OTHER, reach=Reach.TOWN, waiting_since=long_ago),
        an_aid(name="next-door", division=f"{DABU}-e02", waiting_since=long_ago),
        an_aid(name="b"),
        an_aid(name="a"),
        an_aid(name="waiting", waiting_since=long_ago),
        an_aid(name="declined", waiting_since=long_ago),
        an_aid(name="elsewhere", kind=AidKind.REPAIRS),
    ]

    for order in (offers, offers[::-1]):
        found = in_fair_order(ASK, order, tried={"a1:declined"}, now=NOON)
        assert [one.offer.id for one in found] == ["waiting", "a", "b", "next-door", "far"]


def test_a_place_is_held_and_freed_and_what_is_over_looks_for_nobody():
    held = hold(an_aid(), "m")

    assert (held.places_left, held.looking) == (0, False)
    assert free(held, "m").looking
    over, _ = end_aid(held, End.WITHDRAWN)
    assert not free(over, "m").looking
    assert end_aid(over, End.EXPIRED) == (over, [])


def test_a_match_is_agreed_when_both_said_yes():
    one, quiet = accept(a_match(), Side.ASK, confirm_days=7, now=NOON)
    both, [event] = agreed()

    assert (one.state, quiet, both.state) == (MatchState.PROPOSED, [], MatchState.AGREED)
    assert both.due_at == both.ends_at + timedelta(days=7)
    assert (event.match_id, event.division) == ("a1:o1", DABU)
    assert accept(both, Side.ASK, confirm_days=7, now=NOON) == (both, [])


def test_nobody_answers_after_the_time_for_it():
    late = NOON + timedelta(days=3)
    match = a_match(due_at=late)

    assert refused(accept, match, Side.ASK, confirm_days=7, now=late)[0] == "match-over"


def test_a_no_ends_a_proposal_and_a_yes_is_taken_back_before_they_meet():
    declined, _ = decline(a_match(), now=NOON)
    taken_back, _ = decline(agreed()[0], now=NOON)

    assert (declined.ended, taken_back.ended) == (End.DECLINED, End.WITHDRAWN)
    assert refused(decline, agreed()[0], now=TOMORROW)[0] == "match-past"


def said(match, *words):
    events = []
    for word in words:
        match, events = confirm(match, word, now=TOMORROW)
    return match, events


@pytest.mark.parametrize(("in_person", "grade"), [(True, Grade.SYSTEM), (False, Grade.ATTESTED)])
def test_what_both_say_is_given_for_the_time_both_say(in_person, grade):
    match, events = said(agreed()[0], Word(Side.OFFER, 90, True), Word(Side.ASK, 60, in_person))

    assert (match.state, match.minutes, match.grade) == (MatchState.GIVEN, 60, grade)
    told = ("a1:o1", "errands", 60, grade.value, TOMORROW.date(), None, DABU)
    assert events == [AidGiven(*told)]


def test_only_what_both_said_in_person_stands_like_a_shift():
    match, _ = said(agreed()[0], Word(Side.OFFER, 90, True), Word(Side.ASK, 60, True))

    entry = entry_of(match, home=DABU)

    assert (entry.id, entry.resident_id, entry.minutes) == ("aid:a1:o1", "of-o1", 60)
    assert as_shift(match).volunteers == ("of-o1",)
    assert as_shift(replace(match, grade=Grade.ATTESTED)) is None


@pytest.mark.parametrize(
    ("match", "word", "now", "rule"),
    [
        (a_match(), Word(Side.ASK, 60, True), TOMORROW, "not-agreed"),
        (agreed()[0], Word(Side.ASK, 60, True), NOON, "not-begun"),
        (agreed()[0], Word(Side.ASK, 721, True), TOMORROW, "minutes-out-of-range"),
        (
            replace(agreed()[0], words=(Word(Side.ASK, 60, True),)),
            Word(Side.ASK, 60, True),
            TOMORROW,
            "confirmed-already",
        ),
    ],
)
def test_what_cannot_be_confirmed_is_refused(match, word, now, rule):
    assert refused(confirm, match, word, now=now)[0] == rule


def test_when_time_is_up_the_word_of_who_was_helped_is_enough_on_trust():
    helped, _ = said(agreed()[0], Word(Side.ASK, 60, True))
    claimed, _ = said(agreed()[0], Word(Side.OFFER, 60, True))

    given, _ = settle(helped)
    assert (given.state, given.grade) == (MatchState.GIVEN, Grade.ATTESTED)
    assert settle(claimed)[0].ended is End.UNCONFIRMED
    assert settle(a_match())[0].ended is End.EXPIRED
