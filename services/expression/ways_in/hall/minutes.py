"""The minutes of a session: drafted, edited, published, and read with what was resolved."""

from typing import Any

from chassis.errors import NotFound
from chassis.http.call import Call
from chassis.service import get, post, put

from ...domain.hall.minutes import (
    Account,
    Minutes,
    Revision,
    TopicHeard,
    announced,
    draft,
    edit,
    publish,
)
from ...domain.hall.sessions import HallSession
from ...domain.topics.topic import Topic
from ...schemas.hall_minutes import EditionView, MinutesView, Resolved, WriteMinutes
from .sessions import STAFF, HallKept

MOST_TURNS = 1000
DRAFTED = "由系统根据会议记录起草 / drafted from the record"


class HallMinutesWays(HallKept):
    """How what happened in a session is written down."""

    @post("/v1/sessions/{session_id}/minutes", view=MinutesView, roles=STAFF)
    def draft_minutes(self, call: Call, session_id: str) -> MinutesView:
        """Staff have the minutes drafted from what was recorded."""
        session = self.hall_sessions.get(session_id)
        revision = Revision(call.principal.sub, call.now, DRAFTED)
        known = self.hall_minutes.find(session_id)
        minutes, edition = draft(known, self._hall_account(session), revision)
        self.hall_minutes.save(minutes)
        self.hall_editions.add(edition)
        return self._minutes_shown(minutes)

    @put("/v1/sessions/{session_id}/minutes", body=WriteMinutes, view=MinutesView, roles=STAFF)
    def edit_minutes(self, call: Call, session_id: str) -> MinutesView:
        """Staff write another edition; those before it are kept, and so is who wrote them."""
        minutes = self.hall_minutes.get(session_id)
        revision = Revision(call.principal.sub, call.now, call.body.reason)
        edited, edition = edit(minutes, call.body.text, revision)
        topics = self._minutes_topics(edited).values()
        told = [announced(edited, topics, now=call.now)] if edited.published_at else []
        self.hall_minutes.save(edited, told)
        self.hall_editions.add(edition)
        return self._minutes_shown(edited)

    @post(
        "/v1/sessions/{session_id}/minutes/publication",
        view=MinutesView,
        status=200,
        roles=STAFF,
    )
    def publish_minutes(self, call: Call, session_id: str) -> MinutesView:
        """Staff make the minutes public; asking twice is harmless."""
        minutes = self.hall_minutes.get(session_id)
        topics = self._minutes_topics(minutes).values()
        public, told = publish(minutes, topics, now=call.now)
        if public is not minutes:
            self.hall_minutes.save(public, told)
        return self._minutes_shown(public)

    @get("/v1/sessions/{session_id}/minutes", view=MinutesView)
    def show_minutes(self, call: Call, session_id: str) -> MinutesView:
        """Everyone reads published minutes, staff of the place a draft too."""
        return self._minutes_shown(self._minutes_readable(call, session_id))

    @get("/v1/sessions/{session_id}/minutes/editions", view=EditionView, paged=True)
    def list_editions(self, call: Call, session_id: str) -> dict[str, Any]:
        """Whoever may read the minutes sees every edition of them, and why it was written."""
        minutes = self._minutes_readable(call, session_id)
        return self.hall_editions.page({"session_id": minutes.id}, call)

    def _minutes_readable(self, call: Call, session_id: str) -> Minutes:
        minutes = self.hall_minutes.read(session_id)
        staff = call.principal.covers(minutes.division) and call.principal.roles & set(STAFF)
        if minutes.published_at is None and not staff:
            raise NotFound("hall_minutes", session_id)
        return minutes

    def _hall_account(self, session: HallSession) -> Account:
        turns = self.hall_turns.where({"session_id": session.id}, limit=MOST_TURNS)
        topics = self.topics.find_all(session.topic_ids)
        heard = {i: TopicHeard(one, self.topic_totals.get(i)) for i, one in topics.items()}
        return Account(session, self.queue_of(session), tuple(turns), heard)

    def _minutes_topics(self, minutes: Minutes) -> dict[str, Topic]:
        return self.topics.find_all(minutes.topic_ids)

    def _minutes_shown(self, minutes: Minutes) -> MinutesView:
        resolved = tuple(
            Resolved(topic.id, topic.title, topic.resolution)
            for topic in self._minutes_topics(minutes).values()
            if topic.resolution
        )
        return MinutesView(**vars(minutes), resolved=resolved)
