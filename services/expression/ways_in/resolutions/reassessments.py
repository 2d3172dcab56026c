"""Reassessment: some time after a topic was closed those concerned say whether it worked."""

from typing import Any

from chassis.http.call import Call
from chassis.service import get, post

from ...domain.resolutions.reassessments import Opinion, opine, opinion_id, require_party
from ...domain.topics.topic import Topic
from ...domain.topics.turns import Answer
from ...domain.topics.votes import ballot_id
from ...schemas.reassessments import Opine, OpinionView
from ..deliberation.deliberating import Deliberating
from ..kept import SPEAKERS

REASSESSMENT = "/v1/topics/{topic_id}/reassessment"


class ReassessmentWays(Deliberating):
    """How it comes out whether what was done has worked."""

    @post(REASSESSMENT, body=Opine, view=OpinionView, roles=SPEAKERS)
    def say_whether_it_worked(self, call: Call, topic_id: str) -> Opinion:
        """Who raised it, voted or watched says whether it worked; the last answer stands."""
        topic, by = self.topics.get(topic_id), self.speaker(call, call.body.resident_id)
        require_party(topic, by.id, voted=self._has_voted(topic, by.id))
        self.concerned(by, topic.division, voting=True)
        opinion = Opinion(
            id=opinion_id(topic, by.id),
            topic_id=topic.id,
            division=topic.division,
            answered_by=by.id,
            answer=Answer(call.body.answer),
            at=call.now,
            words=call.body.words,
            entered_by=by.entered_by,
        )
        counted, announced = opine(topic, self.opinions.find(opinion.id), opinion)
        self.opinions.save(opinion)
        self.keep(topic, counted, announced)
        return opinion

    @get(REASSESSMENT, view=OpinionView, paged=True)
    def list_opinions(self, call: Call, topic_id: str) -> dict[str, Any]:
        """Everyone reads what was answered to whether it worked."""
        return self.opinions.page({"topic_id": self.topics.read(topic_id).id}, call)

    def _has_voted(self, topic: Topic, resident_id: str) -> bool:
        proposed = [f"{topic.id}-p{number + 1}" for number in range(topic.proposals)]
        wanted = [ballot_id(one, resident_id) for one in (*topic.heard_on, *proposed)]
        on_roll = {"voter_id": resident_id, "vote_id": {"$in": proposed}}
        return bool(self.ballots.find_all(wanted) or self.rolls.where(on_roll, limit=1))
