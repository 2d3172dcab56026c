"""Splits: a topic that asks for several things goes on as several."""

from chassis.http.call import Call
from chassis.service import post

from ...domain.topics.moves import Act
from ...domain.topics.splits import Part, split
from ...domain.topics.topic import Actor
from ...schemas.splits import Split, SplitView
from ..kept import Kept


class SplitWays(Kept):
    """How a topic is parted, and every voice goes along."""

    @post("/v1/topics/{topic_id}/split", body=Split, view=SplitView, roles=("worker", "official"))
    def split_topic(self, call: Call, topic_id: str) -> SplitView:
        """Staff let a topic go on as two or more; who raised it raised each of them."""
        topic = self.topics.get(topic_id)
        rules = self.rules_at(topic.division)
        parts = [
            Part(call.new_id(), one.title, one.category or topic.category, one.note)
            for one in call.body.parts
        ]
        act = Act("split", Actor(call.principal.sub), call.now, call.body.reason)
        gone, begun, announced = split(topic, parts, act, rules=rules)
        for one in begun:
            self.topics.save(one)
        self.keep(topic, gone, announced)
        return SplitView(gone.id, gone, begun)
