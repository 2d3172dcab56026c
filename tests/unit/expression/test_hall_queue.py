from datetime import timedelta

import pytest

from chassis.errors import Invalid, Refused
from services.expression.domain.hall.queue import (
    PlaceState,
    SpeakersQueue,
    SpeakingTurn,
    ask,
    call_up,
    finish,
    forget_in_place,
    step_back,
    without_forgotten,
)
from services.expression.domain.hall.sessions import AgendaItem, HallSession, Phase
from services.expression.domain.topics.topic import Actor
from tests.unit.expression.builders import LIN, MEI, NOON, PLACE

EMPTY = SpeakersQueue("session-1", PLACE)


def a_session(phase=Phase.OPEN, **changes):
    fields = {
        "id": "session-1",
        "division": PLACE,
        "title": "议事会",
        "place": "议事厅",
        "starts_at": NOON + timedelta(days=1),
        "moderators": ("w-1",),
        "agenda": (AgendaItem(1, "停车", "topic-1"), AgendaItem(2, "其他")),
        "topic_ids": ("topic-1",),
        "phase": phase,
        "item": 1,
    }
    return HallSession(**(fields | changes))


def a_turn(reason=""):
    return SpeakingTurn("t-1", "session-1", PLACE, 0, 0, NOON, "w-1", reason=reason)


def asked(*who):
    queue, places = EMPTY, []
    for one in who:
        queue, place = ask(a_session(), queue, None, by=one, now=NOON)
        places.append(place)
    return queue, places


def test_places_are_numbered_in_the_order_of_asking():
    queue, places = asked(LIN, MEI, Actor("r-3"))

    assert [place.number for place in places] == [1, 2, 3]
    assert (queue.asked, queue.waiting) == (3, 3)


def test_one_place_a_resident():
    queue, [place] = asked(LIN)

    with pytest.raises(Refused, match="you have place 1"):
        ask(a_session(), queue, place, by=LIN, now=NOON)


@pytest.mark.parametrize("phase", [Phase.CLOSED, Phase.CALLED_OFF])
def test_after_the_end_nobody_asks(phase):
    with pytest.raises(Refused, match="cannot be spoken in"):
        ask(a_session(phase), EMPTY, None, by=LIN, now=NOON)


@pytest.mark.parametrize("phase", [phase for phase in Phase if phase is not Phase.OPEN])
def test_nobody_is_called_but_while_a_session_goes_on(phase):
    queue, [place] = asked(LIN)

    with pytest.raises(Refused, match="cannot call anybody"):
        call_up(a_session(phase), queue, (place, place), a_turn())


def test_the_first_is_called_without_a_reason_and_any_other_with_one():
    queue, [first, second] = asked(LIN, MEI)

    in_order = call_up(a_session(), queue, (first, first), a_turn())
    for_a_reason = call_up(a_session(), queue, (first, second), a_turn("行动不便"))

    assert (in_order[2].number, in_order[2].in_order, in_order[2].item) == (1, True, 1)
    assert (for_a_reason[2].number, for_a_reason[2].in_order) == (2, False)
    with pytest.raises(Invalid, match="place 1 is next"):
        call_up(a_session(), queue, (first, second), a_turn())


def test_one_who_is_called_is_not_called_again_and_then_has_spoken():
    queue, [first, second] = asked(LIN, MEI)
    queue, called, _ = call_up(a_session(), queue, (first, first), a_turn())

    done, spoken = finish(queue, called)

    assert (queue.speaking, queue.waiting, queue.turns) == (1, 1, 1)
    assert (done.speaking, spoken.state) == (None, PlaceState.SPOKEN)
    with pytest.raises(Refused, match="waits no more"):
        call_up(a_session(), queue, (second, called), a_turn("…"))


def test_who_steps_back_is_out_of_the_queue_once():
    queue, [place] = asked(LIN)

    after, given_up = step_back(queue, place)

    assert (after.waiting, given_up.state) == (0, PlaceState.WITHDRAWN)
    with pytest.raises(Refused, match="waits no more"):
        step_back(after, given_up)


def test_a_forgotten_place_is_nobodys_and_waits_no_more():
    queue, [place] = asked(LIN)

    forgotten = forget_in_place(place, "erased:1")

    assert (forgotten.id, forgotten.resident_id) == ("session-1:erased:1", "erased:1")
    assert forgotten.state is PlaceState.WITHDRAWN
    assert without_forgotten(queue, place).waiting == 0
    assert without_forgotten(queue, finish(queue, place)[1]).waiting == 1
