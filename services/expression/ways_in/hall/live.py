"""A session followed live: one question for however many follow it."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from chassis.http.call import Call
from chassis.http.streams.seen import Seen
from chassis.service import get, stream

from ...domain.hall.sessions import HallSession
from ...domain.topics.statements import Statement
from ...domain.topics.topic import Topic
from ...views.hall import Scene, seen
from .page import PAGE
from .sessions import HallKept

MOST_SAID = 50
LOOK_CLOSER = 5  # in seconds divided by it, what no counter tells of is looked at too


class HallLiveWays(HallKept):
    """How a session is followed from anywhere."""

    @stream("/v1/sessions/{session_id}/live")
    def follow_hall_session(self, call: Call, session_id: str) -> Seen | None:
        """Everyone follows a session: agenda, queue, the latest statements, votes as they come."""
        scene = self._hall_scene(self.hall_sessions.read(session_id))
        mark = self._hall_mark(scene)
        if call.known.rpartition("-")[0] == mark and call.now.second % LOOK_CLOSER:
            return None
        found = seen(self._hall_with_next(scene), self._hall_said(scene.topic), mark)
        return None if found.revision == call.known else found

    @get(
        "/v1/sessions/{session_id}/page",
        public=True,
        media="text/html; charset=utf-8",
    )
    def show_hall_page(self, call: Call, session_id: str) -> str:  # noqa: ARG002 - it holds no content
        """Anybody opens the page that follows a session; what it shows takes a token."""
        return PAGE

    def _hall_scene(self, session: HallSession) -> Scene:
        item = session.current
        topic = self.topics.find(item.topic_id) if item and item.topic_id else None
        return Scene(
            session,
            self.queue_of(session),
            topic,
            self.topic_totals.get(topic.id) if topic else {},
            self.proposals.find(topic.proposal_id) if topic and topic.proposal_id else None,
            self.groupings.find(topic.id) if topic else None,
        )

    def _hall_mark(self, scene: Scene) -> str:
        """Name the versions of all that is counted: the same wherever it is read."""
        counted = [scene.counted.get(name, 0) for name in ("statements", "votes")]
        versions = [
            self.hall_sessions.version_of(scene.session.id),
            self.hall_queues.version_of(scene.session.id),
            self.topics.version_of(scene.topic.id) if scene.topic else 0,
            *counted,
            self.proposals.version_of(scene.proposal.id) if scene.proposal else 0,
            self.groupings.version_of(scene.grouping.id) if scene.grouping else 0,
        ]
        return ".".join(map(str, versions))

    def _hall_with_next(self, scene: Scene) -> Scene:
        first = self.hall_places.next_in(scene.session.id) if scene.queue.waiting else None
        return replace(scene, next_number=first.number if first else None)

    def _hall_said(self, topic: Topic | None) -> list[tuple[Statement, Mapping[str, Any]]]:
        if topic is None:
            return []
        on = {"topic_id": {"$in": [topic.id, *topic.merged]}}
        latest = self.statements.where(on, sort=(("_id", -1),), limit=MOST_SAID)
        totals = self.statement_totals.of(one.id for one in latest)
        return [(one, totals.get(one.id, {})) for one in latest]
