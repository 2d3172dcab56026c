"""Notices: residents object to a resolution before it takes effect, staff answer in public."""

from typing import Any

from chassis.errors import NotFound
from chassis.http.call import Call
from chassis.service import get, post
from chassis.store.paged import Order

from ...domain.resolutions.objections import Objection, Said, answer, object_to
from ...domain.topics.moves import Act
from ...domain.topics.topic import Actor
from ...schemas.notices import AnswerObjection, MakeObjection, ObjectionView
from ..kept import SPEAKERS, Kept

OBJECTIONS = "/v1/topics/{topic_id}/objections"
BY_NUMBER = Order("number")


class NoticeWays(Kept):
    """How a resolution is held against the light before it binds."""

    @post(OBJECTIONS, body=MakeObjection, view=ObjectionView, roles=SPEAKERS)
    def object_to_resolution(self, call: Call, topic_id: str) -> Objection:
        """A resident objects to a resolution while it is on notice."""
        topic, by = self.topics.get(topic_id), self.speaker(call, call.body.resident_id)
        self.concerned(by, topic.division)
        act = Act("objected", by, call.now, call.body.reason)
        pending = self.objections.waits(topic.id, by.id)
        counted, objection, announced = object_to(topic, act, pending=pending)
        self.objections.add(objection)
        self.keep(topic, counted, announced)
        return objection

    @get(OBJECTIONS, view=ObjectionView, paged=True)
    def list_objections(self, call: Call, topic_id: str) -> dict[str, Any]:
        """Everyone reads what was held against a resolution, and the answers."""
        topic = self.topics.read(topic_id)
        return self.objections.page({"topic_id": topic.id}, call, order=BY_NUMBER)

    @post(
        f"{OBJECTIONS}/{{number}}/answer",
        body=AnswerObjection,
        view=ObjectionView,
        status=200,
        roles=("worker", "official"),
    )
    def answer_objection(self, call: Call, topic_id: str, number: str) -> Objection:
        """Staff answer an objection; one that is upheld changes the text or reopens the talks."""
        topic = self.topics.get(topic_id)
        objection = self._objection(topic_id, number)
        act = Act("answered", Actor(call.principal.sub), call.now, call.body.answer)
        said, rules = Said(**vars(call.body)), self.rules_at(topic.division)
        after, answered, announced = answer(topic, objection, said, act, rules=rules)
        self.objections.save(answered)
        self.keep(topic, after, announced)
        return answered

    def _objection(self, topic_id: str, number: str) -> Objection:
        objection = self.objections.find(f"{topic_id}-o{number}")
        if objection is None:
            raise NotFound("objections", number)
        return objection
