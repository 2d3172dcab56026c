"""Reviews: who raised a topic that was declined has the level above look at it again."""

from chassis.http.call import Call
from chassis.service import post

from ...domain.resolutions.execution import stand_in
from ...domain.topics.moves import Act
from ...domain.topics.reviews import ask_review, decide_review, require_level
from ...domain.topics.topic import Actor, Topic
from ...schemas.reviews import AskReview, DecideReview
from ..kept import SPEAKERS, Kept


class ReviewWays(Kept):
    """How a refusal is looked at again."""

    @post("/v1/topics/{topic_id}/review", body=AskReview, view=Topic, roles=SPEAKERS)
    def ask_for_review(self, call: Call, topic_id: str) -> Topic:
        """Those who raised a topic that was declined ask for a review, while they still may."""
        topic, caller = self.topics.get(topic_id), call.principal
        by = stand_in(topic, caller.sub) if caller.divisions else Actor(caller.sub)
        act = Act("review asked", by, call.now, call.body.reason)
        return self.keep(topic, *ask_review(topic, act, rules=self.rules_at(topic.division)))

    @post(
        "/v1/topics/{topic_id}/review/decision",
        body=DecideReview,
        view=Topic,
        status=200,
        roles=("official",),
    )
    def decide_on_review(self, call: Call, topic_id: str) -> Topic:
        """Officials of the level above uphold what was declined, or have it taken up."""
        topic = self.topics.get(topic_id)
        require_level(topic, call.principal.divisions)
        act = Act("reviewed", Actor(call.principal.sub), call.now, call.body.reason)
        rules = self.rules_at(topic.division)
        return self.keep(topic, *decide_review(topic, act, upheld=call.body.upheld, rules=rules))
