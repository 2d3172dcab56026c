"""Matters: opened by staff, topics linked to them, and the chain shown to everyone."""

from typing import Any

from chassis.http.call import Call
from chassis.service import Stored, get, post, put

from ..domain.matters import Link, Matter, link, open_matter
from ..domain.topics.topic import Actor
from ..schemas.matters import LinkTopic, MatterView, OpenMatter
from ..store.matters import LinkedTopics, Matters
from ..views import matters as views
from .kept import Kept

OFFICES = ("worker", "official")


class MatterWays(Kept):
    """How what residents are heard on before, during and after is one chain."""

    matters = Stored(Matters)
    linked_topics = Stored(LinkedTopics)

    @post("/v1/matters", body=OpenMatter, view=MatterView, roles=OFFICES)
    def open_matter(self, call: Call) -> MatterView:
        """Staff open a matter that topics are linked to."""
        body, by = call.body, Actor(call.principal.sub)
        call.covers(body.division)
        matter = open_matter(call.new_id(), body.division, body.title, by=by, now=call.now)
        self.matters.save(matter)
        return self._shown(matter)

    @get("/v1/matters", view=Matter, paged=True)
    def list_matters(self, call: Call) -> dict[str, Any]:
        """Everyone sees which matters there are."""
        return self.matters.page({}, call)

    @get("/v1/matters/{matter_id}", view=MatterView)
    def show_matter(self, call: Call, matter_id: str) -> MatterView:  # noqa: ARG002 - public
        """Everyone sees the chain: which topics came before, during, after, and who spoke when."""
        return self._shown(self.matters.read(matter_id))

    @get("/v1/topics/{topic_id}/matter", view=MatterView)
    def show_matter_of_topic(self, call: Call, topic_id: str) -> MatterView:  # noqa: ARG002 - public
        """Everyone finds the chain a topic belongs to."""
        linked = self.linked_topics.read(topic_id)
        return self._shown(self.matters.read(linked.matter_id))

    @put(
        "/v1/matters/{matter_id}/topics/{topic_id}",
        body=LinkTopic,
        view=MatterView,
        roles=OFFICES,
    )
    def link_topic(self, call: Call, matter_id: str, topic_id: str) -> MatterView:
        """Staff link a topic where it stands in a matter's course, or put that right."""
        matter, topic = self.matters.get(matter_id), self.topics.get(topic_id)
        wanted = Link(topic.id, call.body.juncture, call.body.follows, call.principal.sub, call.now)
        linked, mark = link(matter, topic, self.linked_topics.find(topic.id), wanted)
        self.matters.save(linked)
        self.linked_topics.save(mark)
        return self._shown(linked)

    def _shown(self, matter: Matter) -> MatterView:
        ids = [one.topic_id for one in matter.links]
        totals = self.topic_totals.where({"_id": {"$in": ids}}, limit=len(ids) or 1)
        known = (
            self.topics.find_all(ids),
            self.consultations.find_all(ids),
            {one["id"]: one for one in totals},
        )
        return views.matter(matter, known)
