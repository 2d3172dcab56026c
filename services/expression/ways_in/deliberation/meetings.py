"""Standing sessions: places that are to meet, and sessions held and missed."""

import re
from typing import Any

from chassis.errors import Invalid, Refused
from chassis.http.call import Call
from chassis.service import every, get, post, put, subscribe

from ... import inbound
from ...domain.deliberation.meeting_places import (
    MeetingPlace,
    Rhythm,
    Status,
    end,
    enter,
    known_place,
    recounted,
    without_rhythm,
)
from ...domain.deliberation.standing_sessions import (
    Report,
    StandingSession,
    State,
    find_missing,
    first_period,
    hold,
    next_period,
    period_of,
    schedule,
    session_id,
)
from ...domain.places import contains
from ...domain.rules.calendar import day_of
from ...schemas.meetings import HoldSession, PlaceLine, SetRhythm
from ...store.deliberations import of_vote as of_place
from .deliberating import Deliberating

KEEPERS = ("worker", "official", "captain")
AT_ONCE = 100
PLACE = re.compile(r"[0-9]{12}(-[A-Za-z0-9]{1,16}){0,2}")


class MeetingWays(Deliberating):
    """Every estate, natural village and building has a session of its own, again and again."""

    @subscribe(inbound.PlaceEntered, loads={"meeting_places": "place_id"})
    def on_place_entered(self, event: inbound.PlaceEntered) -> None:
        """A place is in the tree: from now on it is seen whether it meets."""
        known = self.meeting_places.find(event.place_id)
        self._keep_meeting_place(
            known, enter(known, event.place_id, kind=event.kind, at=event.meta.time)
        )

    @subscribe(inbound.PlaceEnded, loads={"meeting_places": "place_id"})
    def on_place_ended(self, event: inbound.PlaceEnded) -> None:
        """A place is none any more: it no longer counts among those that do not meet."""
        known = self.meeting_places.find(event.place_id)
        self._keep_meeting_place(known, end(known, event.place_id, at=event.meta.time))

    @put("/v1/deliberations/places/{code}/rhythm", body=SetRhythm, view=PlaceLine, roles=KEEPERS)
    def set_place_rhythm(self, call: Call, code: str) -> MeetingPlace:
        """Staff say how often a place is to hold a session; none ends it."""
        known, place = self._meeting_place(call, code)
        rhythm = call.body.rhythm
        if rhythm is place.rhythm:
            return place
        self._drop_scheduled_session(place)
        if rhythm is None:
            return self._keep_meeting_place(known, without_rhythm(place, now=call.now))
        period = first_period(rhythm, day_of(call.now))
        return self._due_session(known, schedule(place, rhythm, period, now=call.now))

    def _drop_scheduled_session(self, place: MeetingPlace) -> None:
        """Take back the session of a rhythm that ends, where it is still to come."""
        session = self.standing_sessions.find(f"{place.id}:{place.period}")
        if session is not None and session.state is State.SCHEDULED:
            self.standing_sessions.remove(session.id)

    @post(
        "/v1/deliberations/places/{code}/sessions",
        body=HoldSession,
        view=StandingSession,
        roles=KEEPERS,
    )
    def enter_standing_session(self, call: Call, code: str) -> StandingSession:
        """Staff or the captain enter a session that was held, with its topics."""
        known, place = self._meeting_place(call, code)
        self._check_topics_here(place, call.body.topics)
        body, by = call.body, call.principal.sub
        report = Report(body.held_on, tuple(body.topics), body.present, body.note, by)
        session = self._standing_session_on(place, report)
        place, held, announced = hold(place, session, report, now=call.now)
        self._keep_meeting_place(known, place)
        self.standing_sessions.save(held, announced)
        return held

    @get("/v1/deliberations/places/{code}/sessions", view=StandingSession, paged=True, public=True)
    def list_standing_sessions(self, call: Call, code: str) -> dict[str, Any]:
        """Anybody sees which sessions a place held, missed, or is to hold."""
        return self.standing_sessions.page(of_place(code), call)

    @every(seconds=30)
    def find_missing_sessions(self) -> bool:
        """Where a period has passed, its session was held or is missed, and the next one is due."""
        due = self.meeting_places.due(self.work.now, limit=AT_ONCE)
        for place in due:
            self._roll_place_on(place)
        return bool(due)

    def _roll_place_on(self, known: MeetingPlace) -> None:
        session = self.standing_sessions.find(f"{known.id}:{known.period}")
        place, missing, announced = find_missing(known, session, now=self.work.now)
        if missing is not None:
            self.standing_sessions.save(missing, announced)
        if place.rhythm is not None:
            period = next_period(known, place.rhythm, now=self.work.now)
            self._due_session(known, schedule(place, place.rhythm, period, now=self.work.now))

    def _due_session(
        self, known: MeetingPlace | None, decided: tuple[MeetingPlace, StandingSession, list[Any]]
    ) -> MeetingPlace:
        place, session, announced = decided
        if self.standing_sessions.find(session.id) is None:
            self.standing_sessions.save(session, announced)
        return self._keep_meeting_place(known, place)

    def _standing_session_on(self, place: MeetingPlace, report: Report) -> StandingSession | None:
        period = period_of(place.rhythm or Rhythm.MONTHLY, report.held_on)
        return self.standing_sessions.find(session_id(place.id, period))

    def _meeting_place(self, call: Call, code: str) -> tuple[MeetingPlace | None, MeetingPlace]:
        call.covers(code)
        if PLACE.fullmatch(code) is None:
            raise Invalid(
                "place-unfit",
                "sessions are those of a community, an estate, a natural village or a building",
                "议事会属于社区、小区、自然村或楼栋",
                field="code",
            )
        known = self.meeting_places.find(code)
        if known and known.status is Status.ENDED:
            raise Refused("place-ended", f"{code} is no place any more", f"{code} 已撤销")
        return known, known or known_place(code, now=call.now)

    def _check_topics_here(self, place: MeetingPlace, topic_ids: list[str]) -> None:
        found = self.topics.find_all(topic_ids)
        for topic_id in topic_ids:
            topic = found.get(topic_id)
            if topic is None or not (
                contains(place.division, topic.division) or contains(topic.division, place.division)
            ):
                raise Invalid(
                    "topic-elsewhere",
                    f"{topic_id} is no topic of this place",
                    f"{topic_id} 不是本地议题",
                    field="topics",
                )

    def _keep_meeting_place(self, before: MeetingPlace | None, after: MeetingPlace) -> MeetingPlace:
        """Keep a place, and count it as what it is now instead of what it was."""
        if after == before:
            return after
        self.meeting_places.save(after)
        for counter, change in recounted(before, after):
            community, level = counter.split(":")
            self.coverage.add(counter, division=community, level=level, **change)
        return after
