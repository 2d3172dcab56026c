"""The speakers' queue of a session: asked, withdrawn, called, spoken."""

from typing import Any

from chassis.errors import NotFound
from chassis.http.call import Call
from chassis.service import get, post

from ...domain.hall.queue import (
    QueuePlace,
    SpeakersQueue,
    SpeakingTurn,
    ask,
    call_up,
    place_id,
    step_back,
)
from ...domain.hall.sessions import HallSession
from ...schemas.hall import AskToSpeak, CallUp, PlaceView, QueueView, TurnView
from ..kept import SPEAKERS
from .sessions import LEADERS, HallKept

Places = tuple[QueuePlace, QueuePlace]


class HallQueueWays(HallKept):
    """How residents get to speak in a session."""

    @post("/v1/sessions/{session_id}/queue", body=AskToSpeak, view=PlaceView, roles=SPEAKERS)
    def ask_to_speak(self, call: Call, session_id: str) -> QueuePlace:
        """A resident whom a session concerns asks to speak, and is given a number."""
        session, by = self.hall_sessions.get(session_id), self.speaker(call, call.body.resident_id)
        self.concerned(by, session.division)
        known = self.hall_places.find(place_id(session_id, by.id))
        queue, place = ask(session, self.queue_of(session), known, by=by, now=call.now)
        self.hall_queues.save(queue)
        self.hall_places.save(place)
        return place

    @post(
        "/v1/sessions/{session_id}/queue/withdrawal",
        body=AskToSpeak,
        view=PlaceView,
        status=200,
        roles=SPEAKERS,
    )
    def leave_queue(self, call: Call, session_id: str) -> QueuePlace:
        """A resident gives their place up."""
        session, by = self.hall_sessions.get(session_id), self.speaker(call, call.body.resident_id)
        place = self.hall_places.get(place_id(session_id, by.id))
        queue, given_up = step_back(self.queue_of(session), place)
        self.hall_queues.save(queue)
        self.hall_places.save(given_up)
        return given_up

    @get("/v1/sessions/{session_id}/queue", view=QueueView)
    def show_queue(self, call: Call, session_id: str) -> SpeakersQueue:  # noqa: ARG002 - public
        """Everyone sees how many wait and which number speaks."""
        return self.queue_of(self.hall_sessions.read(session_id))

    @get(
        "/v1/sessions/{session_id}/queue/place",
        view=PlaceView,
        roles=SPEAKERS,
        query={"resident_id": "whose place, asked by staff"},
    )
    def show_place(self, call: Call, session_id: str) -> QueuePlace:
        """A resident sees their own place."""
        by = self.speaker(call, call.query.get("resident_id"))
        return self.hall_places.read(place_id(session_id, by.id))

    @post("/v1/sessions/{session_id}/turns", body=CallUp, view=TurnView, roles=LEADERS)
    def call_to_speak(self, call: Call, session_id: str) -> SpeakingTurn:
        """The moderator calls the first who waits, or another for a reason; who spoke is done."""
        session = self.led(call, session_id)
        queue = self.end_turn(self.queue_of(session))
        places = self._queue_places(session, call.body.number)
        queue, place, turn = call_up(session, queue, places, _turn(call, session))
        self.hall_queues.save(queue)
        self.hall_places.save(place)
        self.hall_turns.add(turn)
        return turn

    @post("/v1/sessions/{session_id}/turns/end", view=QueueView, status=200, roles=LEADERS)
    def end_speaking(self, call: Call, session_id: str) -> SpeakersQueue:
        """The moderator notes that whoever was called has spoken."""
        session = self.led(call, session_id)
        queue = self.end_turn(self.queue_of(session))
        self.hall_queues.save(queue)
        return queue

    @get("/v1/sessions/{session_id}/turns", view=TurnView, paged=True)
    def list_turns(self, call: Call, session_id: str) -> dict[str, Any]:
        """Everyone sees which numbers were called, in which order and why."""
        session = self.hall_sessions.read(session_id)
        return self.hall_turns.page({"session_id": session.id}, call)

    def _queue_places(self, session: HallSession, number: int | None) -> Places:
        first = self.hall_places.next_in(session.id)
        wanted = self.hall_places.numbered(session.id, number) if number else first
        if first is None or wanted is None:
            raise NotFound("hall_places", str(number or "1"))
        return first, wanted


def _turn(call: Call, session: HallSession) -> SpeakingTurn:
    return SpeakingTurn(
        id=call.new_id(),
        session_id=session.id,
        division=session.division,
        number=0,
        item=session.item,
        called_at=call.now,
        called_by=call.principal.sub,
        reason=call.body.reason,
    )
