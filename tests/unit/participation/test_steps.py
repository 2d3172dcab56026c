from dataclasses import replace
from datetime import UTC, datetime

from services.participation.domain.steps import KEPT, Fate, Step, Steps, offer, settle

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
