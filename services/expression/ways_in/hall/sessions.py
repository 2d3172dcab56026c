"""Sessions in the hall: announced, corrected, opened, led and closed."""

from collections.abc import Iterable
from typing import Any

from chassis.errors import Forbidden, Refused
from chassis.http.call import Call
from chassis.service import Stored, get, post, put

from ...domain.hall.announcing import Plan, amend, announce
from ...domain.hall.queue import SpeakersQueue, finish
from ...domain.hall.sessions import AgendaItem, HallMove, HallSession
from ...domain.hall.steering import adjourn, close, go_to, open_session
from ...domain.places import contains
from ...schemas.hall import (
    AdjournSession,
    AmendSession,
    AnnounceSession,
    CloseSession,
    GoToItem,
    PlanItem,
    SessionLine,
    SessionView,
)
from ...store import hall
from ..kept import Kept

STAFF = ("worker", "official")
LEADERS = ("worker", "official", "captain", "resident")


class HallKept(Kept):
    """What every part of the hall needs: what it keeps, the session, who leads it, its queue."""

    hall_sessions = Stored(hall.HallSessions)
    hall_queues = Stored(hall.SpeakersQueues)
    hall_places = Stored(hall.QueuePlaces)
    hall_turns = Stored(hall.SpeakingTurns)
    hall_minutes = Stored(hall.HallMinutes)
    hall_editions = Stored(hall.MinutesEditions)

    def led(self, call: Call, session_id: str) -> HallSession:
        """Give a session to whoever leads it: its moderator, or staff of the place."""
        session = self.hall_sessions.get(session_id)
        own = session.moderator_id == call.principal.sub
        if not own and not call.principal.roles & set(STAFF):
            raise Forbidden(
                "not-moderator",
                "the moderator and the staff of the place lead this session",
                "仅主持人和当地工作人员可主持会议",
            )
        return session

    def queue_of(self, session: HallSession) -> SpeakersQueue:
        """Give the queue of a session, empty at first."""
        known = self.hall_queues.find(session.id)
        return known or SpeakersQueue(session.id, session.division)

    def end_turn(self, queue: SpeakersQueue) -> SpeakersQueue:
        """Let whoever speaks be done."""
        if queue.speaking is None:
            return queue
        place = self.hall_places.numbered(queue.id, queue.speaking)
        done, after = finish(queue, place)
        if after:
            self.hall_places.save(after)
        return done


class HallWays(HallKept):
    """How sessions come about and are led."""

    @post("/v1/sessions", body=AnnounceSession, view=SessionView, roles=STAFF)
    def announce_hall_session(self, call: Call) -> HallSession:
        """Staff announce a session: everybody can see when, where and on what."""
        call.covers(call.body.division)
        plan = self._session_plan(call.body, call.body.division)
        session, announced = announce(
            call.new_id(), call.body.division, plan, by=call.principal.sub, now=call.now
        )
        self.hall_sessions.save(session, announced)
        return session

    @put("/v1/sessions/{session_id}", body=AmendSession, view=SessionView, roles=STAFF)
    def amend_hall_session(self, call: Call, session_id: str) -> HallSession:
        """Staff correct what was announced; the record says who did and why."""
        session = self.hall_sessions.get(session_id)
        plan = self._session_plan(call.body, session.division)
        amended, announced = amend(session, plan, move=_move(call, "amended"))
        self.hall_sessions.save(amended, announced)
        return amended

    @get(
        "/v1/sessions",
        view=SessionLine,
        paged=True,
        query={"topic_id": "only on this topic", "phase": "only those in this phase"},
    )
    def list_hall_sessions(self, call: Call) -> dict[str, Any]:
        """Everyone sees which sessions there are, were and will be."""
        asked = {"topic_ids": call.query.get("topic_id"), "phase": call.query.get("phase")}
        return self.hall_sessions.page({name: v for name, v in asked.items() if v}, call)

    @get("/v1/sessions/{session_id}", view=SessionView)
    def show_hall_session(self, call: Call, session_id: str) -> HallSession:  # noqa: ARG002 - public
        """Everyone sees a session, its agenda and what its moderator did."""
        return self.hall_sessions.read(session_id)

    @post("/v1/sessions/{session_id}/opening", view=SessionView, status=200, roles=LEADERS)
    def open_hall_session(self, call: Call, session_id: str) -> HallSession:
        """The moderator begins a session, or lets an adjourned one go on."""
        session = self.led(call, session_id)
        opened, announced = open_session(session, move=_move(call, "opened"))
        self.hall_sessions.save(opened, announced)
        return opened

    @post(
        "/v1/sessions/{session_id}/adjournment",
        body=AdjournSession,
        view=SessionView,
        status=200,
        roles=LEADERS,
    )
    def adjourn_hall_session(self, call: Call, session_id: str) -> HallSession:
        """The moderator stops a session for now."""
        session = self.led(call, session_id)
        move = _move(call, "adjourned", call.body.reason)
        adjourned, announced = adjourn(session, call.body.resumes_at, move=move)
        self.hall_sessions.save(adjourned, announced)
        return adjourned

    @post(
        "/v1/sessions/{session_id}/closing",
        body=CloseSession,
        view=SessionView,
        status=200,
        roles=LEADERS,
    )
    def close_hall_session(self, call: Call, session_id: str) -> HallSession:
        """The moderator ends a session; one that never began is called off."""
        session = self.led(call, session_id)
        queue = self.end_turn(self.queue_of(session))
        closed, announced = close(
            session, spoken=queue.turns, move=_move(call, "closed", call.body.reason)
        )
        self.hall_queues.save(queue)
        self.hall_sessions.save(closed, announced)
        return closed

    @post(
        "/v1/sessions/{session_id}/item",
        body=GoToItem,
        view=SessionView,
        status=200,
        roles=LEADERS,
    )
    def go_to_hall_item(self, call: Call, session_id: str) -> HallSession:
        """The moderator goes on to the next item of the agenda, or to another for a reason."""
        session = self.led(call, session_id)
        move = _move(call, "item", call.body.reason)
        moved, _ = go_to(session, call.body.number, move=move)
        if moved is not session:
            self.hall_sessions.save(moved)
        return moved

    def _session_plan(self, body: AnnounceSession | AmendSession, division: str) -> Plan:
        self._check_agenda(body.agenda, division)
        return Plan(
            title=body.title,
            place=body.place,
            starts_at=body.starts_at,
            moderator_id=body.moderator_id,
            agenda=tuple(
                AgendaItem(number, one.title, one.topic_id)
                for number, one in enumerate(body.agenda, 1)
            ),
            stream_url=body.stream_url,
            note=body.note,
        )

    def _check_agenda(self, agenda: Iterable[PlanItem], division: str) -> None:
        """Refuse topics that are not here, or that are those of another place."""
        for topic_id in dict.fromkeys(one.topic_id for one in agenda if one.topic_id):
            topic = self.topics.read(topic_id)
            if not contains(division, topic.division):
                raise Refused(
                    "topic-elsewhere",
                    f"topic {topic_id} is not one of {division}",
                    f"议题 {topic_id} 不属于 {division}",
                    field="agenda",
                )


def _move(call: Call, act: str, reason: str | None = None) -> HallMove:
    why = getattr(call.body, "reason", "") if reason is None else reason
    return HallMove(call.now, act, call.principal.sub, why)
