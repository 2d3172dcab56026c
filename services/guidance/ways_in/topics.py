"""Ways in to what expression says: voices score; topics are answered, closed, reopened."""

from chassis.service import subscribe

from ..domain import topics
from ..domain.topics import Counted, TopicRecord, record_of
from ..inbound import (
    ConsultationAnswered,
    ConsultationResultPublished,
    ExecutionReported,
    ResolutionPublished,
    StatementMade,
    TopicClosed,
    TopicDeclined,
    TopicMerged,
    TopicRaised,
    TopicReopened,
    TopicScreened,
    VoteCast,
)
from .kept import Kept

IMPORT = "import"
CHOICES = {"agree": "agree", "disagree": "disagree", "pass": "passed"}
Answered = TopicScreened | TopicDeclined | TopicMerged
Turned = TopicRaised | Answered | TopicClosed | TopicReopened


class Topics(Kept):
    """Voices score unless they were imported; each stage of a topic moves the indicators."""

    @subscribe(TopicRaised, loads={"topics": "topic_id"})
    def on_topic_raised(self, event: TopicRaised) -> None:
        """A topic was raised: it counts for who raised it, and its screening is timed from now."""
        if event.origin != IMPORT:
            self.score(event, ("resident", event.raised_by))
        self.hot_topics.add(
            event.topic_id, division=event.division, title=event.title, **_voices(event.origin, 0)
        )
        imported = event.origin == IMPORT and not event.screened_here
        self._note(event, topics.rise(self._record(event), at=event.meta.time, imported=imported))

    @subscribe(StatementMade)
    def on_statement_made(self, event: StatementMade) -> None:
        """Somebody spoke: it counts for them, and the topic gets warmer."""
        if event.origin != IMPORT:
            self.score(event, ("resident", event.made_by))
            self.count(event.division, statements=1)
        voices = _voices(event.origin, 1)
        self.hot_topics.add(event.topic_id, division=event.division, **{**voices, "statements": 1})

    @subscribe(VoteCast)
    def on_vote_cast(self, event: VoteCast) -> None:
        """Somebody voted: it counts for them, and the topic gets warmer."""
        if event.origin != IMPORT:
            self.score(event, ("resident", event.voter_id), at=event.cast_at)
            self.count(event.division, votes=1)
        choice = CHOICES.get(event.choice, "passed")
        voices = {**_voices(event.origin, 1), "votes": 1, choice: 1}
        self.hot_topics.add(event.topic_id, division=event.division, **voices)

    @subscribe(TopicScreened, loads={"topics": "topic_id", "awaited": "topic_id"})
    def on_topic_screened(self, event: TopicScreened) -> None:
        """A topic was taken up: the time this took is an indicator."""
        self._answer(event, "topics_screened")

    @subscribe(TopicDeclined, loads={"topics": "topic_id", "awaited": "topic_id"})
    def on_topic_declined(self, event: TopicDeclined) -> None:
        """A topic was declined with a reason: that is an answer too, and timed."""
        self._answer(event, "topics_declined")

    @subscribe(TopicMerged, loads={"topics": "topic_id", "awaited": "topic_id"})
    def on_topic_merged(self, event: TopicMerged) -> None:
        """A topic goes on within another: that is an answer too, and timed."""
        self._answer(event, "topics_merged")

    @subscribe(ConsultationAnswered)
    def on_consultation_answered(self, event: ConsultationAnswered) -> None:
        """Somebody answered a consultation: it counts for them, and the topic gets warmer."""
        self.score(event, ("resident", event.resident_id), at=event.answered_at)
        self.count(event.division, answers=1)
        voices = _voices("resident", 1)
        self.hot_topics.add(event.topic_id, division=event.division, **voices)

    @subscribe(ConsultationResultPublished, loads={"awaited": "topic_id"})
    def on_consultation_result_published(self, event: ConsultationResultPublished) -> None:
        """A result was published: it counts for the place, and whoever was reminded has heeded."""
        self.count(event.division, results_published=1)
        self.heed(event.topic_id, at=event.meta.time)

    @subscribe(ResolutionPublished, loads={"awaited": "topic_id"})
    def on_resolution_published(self, event: ResolutionPublished) -> None:
        """Residents decided in public: it counts for the place and for the body asked to lead."""
        self.score(event, ("organization", event.lead_id))
        self.count(event.division, resolutions=1)
        self.heed(event.topic_id, at=event.meta.time)

    @subscribe(ExecutionReported, loads={"awaited": "topic_id"})
    def on_execution_reported(self, event: ExecutionReported) -> None:
        """A report on the execution came in: it counts for the place."""
        self.score(event)
        self.count(event.division, executions_reported=1)
        self.heed(event.topic_id, at=event.meta.time)

    @subscribe(TopicClosed, loads={"topics": "topic_id"})
    def on_topic_closed(self, event: TopicClosed) -> None:
        """A topic came to its end: it counts for those who watched, and in the rates."""
        self.score(event, *(("resident", monitor) for monitor in dict.fromkeys(event.monitors)))
        record = self._record(event)
        self._note(event, topics.close(record, satisfied=event.satisfied, at=event.meta.time))

    @subscribe(TopicReopened, loads={"topics": "topic_id"})
    def on_topic_reopened(self, event: TopicReopened) -> None:
        """A topic was reopened: it is not solved after all."""
        self._note(event, topics.reopen(self._record(event), at=event.meta.time))

    def _answer(self, event: Answered, outcome: str) -> None:
        self._note(event, topics.be_answered(self._record(event), outcome, at=event.meta.time))
        self.heed(event.topic_id, at=event.meta.time)

    def _record(self, event: Turned) -> TopicRecord:
        return record_of(self.topics.find(event.topic_id), event.topic_id, event.division)

    def _note(self, event: Turned, counted: Counted) -> None:
        record, counts = counted
        self.topics.save(record)
        if counts and not record.imported:
            self.count(event.division, **counts)


def _voices(origin: str, number: int) -> dict[str, int]:
    imported = number if origin == IMPORT else 0
    return {"voices": number, "votes": 0, "statements": 0, "imported": imported}
