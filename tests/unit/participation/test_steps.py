from dataclasses import replace
from datetime import UTC, datetime, timedelta

from services.participation.domain.ladder.steps import (
    KEPT,
    Fate,
    Step,
    Steps,
    invite,
    offer,
    settle,
)

NOON = datetime(2019, 5, 6, 4, tzinfo=UTC)
NOBODYS = Steps("r1", "440605126009")
STEP = Step("g1", "activity", "a1", rung="activity", reason="就在附近")
ANSWER = Step("g1", "activity", "a1", at=NOON)


def test_a_step_offered_stands_on_the_list():
    assert offer(NOBODYS, STEP).offered == (STEP,)


def test_a_step_offered_twice_stands_there_once():
    once = offer(NOBODYS, STEP)

    assert offer(once, STEP) == once


def test_the_fate_of_an_offer_is_kept_with_it():
    settled = settle(offer(NOBODYS, STEP), ANSWER, Fate.ACCEPTED)

    assert settled.offered == (replace(STEP, fate=Fate.ACCEPTED, at=NOON),)


def test_an_answer_that_comes_before_the_offer_is_kept():
    early = settle(NOBODYS, ANSWER, Fate.DECLINED)

    assert offer(early, STEP).offered == (replace(STEP, fate=Fate.DECLINED, at=NOON),)


def test_the_first_answer_stands():
    accepted = settle(offer(NOBODYS, STEP), ANSWER, Fate.ACCEPTED)

    assert settle(accepted, ANSWER, Fate.EXPIRED) == accepted


def test_the_list_keeps_the_latest_steps():
    steps = NOBODYS
    for number in range(KEPT + 3):
        steps = offer(steps, replace(STEP, id=f"g{number}"))

    assert steps.offered[0].id == "g3"
    assert len(steps.offered) == KEPT


INVITED = Step("i1", "activity", "a1", reason="邻居邀请", at=NOON - timedelta(days=1))


def test_an_invitation_stands_on_the_list_once():
    once = invite(NOBODYS, INVITED)

    assert invite(once, INVITED) == once == Steps("r1", "440605126009", (INVITED,))


def test_what_guidance_suggested_is_not_listed_again_as_an_invitation():
    suggested = offer(NOBODYS, STEP)

    assert invite(suggested, INVITED) == suggested


def test_one_answer_settles_a_suggestion_and_an_invitation_to_the_same():
    both = offer(invite(NOBODYS, INVITED), STEP)

    settled = settle(both, ANSWER, Fate.ACCEPTED)

    assert [(one.id, one.fate) for one in settled.offered] == [
        ("i1", "accepted"),
        ("g1", "accepted"),
    ]


def test_an_invitation_heard_after_its_answer_is_not_listed_as_open():
    answered = settle(NOBODYS, ANSWER, Fate.ACCEPTED)

    assert invite(answered, INVITED) == answered


def test_a_suggestion_heard_after_the_answer_to_the_same_has_its_fate():
    answered = settle(invite(NOBODYS, INVITED), ANSWER, Fate.ACCEPTED)

    late = offer(answered, replace(STEP, at=INVITED.at))

    assert {one.fate for one in late.offered} == {Fate.ACCEPTED}


def test_who_said_no_can_be_invited_again_later():
    declined = settle(invite(NOBODYS, INVITED), replace(ANSWER, id="i1"), Fate.DECLINED)

    again = invite(declined, replace(INVITED, id="i2", at=NOON + timedelta(days=1)))

    assert [one.fate for one in again.offered] == ["declined", "offered"]
