"""Ways in to what befalls a topic on its way: counted, and it ends the reminders it answers."""

from chassis.service import subscribe

from ..domain import topics
from ..domain.topics import record_of
from ..inbound import (
    ObjectionAnswered,
    ObjectionMade,
    ResolutionPutOnNotice,
    ReviewDecided,
    TopicReassessed,
    TopicSplit,
)
from .kept import Kept

UNANSWERED = "unanswered"


class Loop(Kept):
    """How notices, reviews and reassessments show in the figures of a place."""

    @subscribe(TopicSplit, loads={"topics": "topic_id", "awaited": "topic_id"})
    def on_topic_split(self, event: TopicSplit) -> None:
        """A topic goes on as several: that is an answer too, and timed."""
        known = record_of(self.topics.find(event.topic_id), event.topic_id, event.division)
        record, counts = topics.be_answered(known, "topics_split", at=event.meta.time)
        self.topics.save(record)
        if not record.imported:
            self.count(event.division, **counts)
        self.heed(event.topic_id, at=event.meta.time)

    @subscribe(ResolutionPutOnNotice, loads={"awaited": "topic_id"})
    def on_resolution_put_on_notice(self, event: ResolutionPutOnNotice) -> None:
        """A resolution stands on notice: who was reminded to bring one about has done so."""
        self.count(event.division, notices=1)
        self.heed(event.topic_id, at=event.meta.time)

    @subscribe(ObjectionMade)
    def on_objection_made(self, event: ObjectionMade) -> None:
        """Somebody objected: it is counted."""
        self.count(event.division, objections_made=1)

    @subscribe(ObjectionAnswered, loads={"awaited": "topic_id"})
    def on_objection_answered(self, event: ObjectionAnswered) -> None:
        """An objection was answered: it is counted, and whether it changed anything."""
        upheld = int(event.outcome != "dismissed")
        self.count(event.division, objections_answered=1, objections_upheld=upheld)
        self.heed(event.topic_id, at=event.meta.time)

    @subscribe(ReviewDecided, loads={"awaited": "topic_id"})
    def on_review_decided(self, event: ReviewDecided) -> None:
        """A refusal was looked at again: it is counted where the topic had been declined."""
        overturned = int(not event.upheld)
        self.count(event.division, reviews_decided=1, reviews_overturned=overturned)
        self.heed(event.topic_id, at=event.meta.time)

    @subscribe(TopicReassessed)
    def on_topic_reassessed(self, event: TopicReassessed) -> None:
        """Those concerned said whether it worked: what nobody answered says nothing."""
        if event.outcome != UNANSWERED:
            worked = int(event.outcome == "worked")
            self.count(event.division, topics_reassessed=1, topics_worked=worked)
