"""Ways in to wordings: what was said can be said better, and how it was said before stays."""

from chassis.http.call import Call
from chassis.service import get, post

from ...domain.topics.moves import Act
from ...domain.topics.statements import Statement, belonging
from ...domain.topics.topic import Topic
from ...domain.topics.votes import TIMES
from ...domain.topics.wordings import Wordings, reword_statement, reword_topic
from ...schemas.moderation import RewordStatement, RewordTopic, WordingsView
from ..kept import SPEAKERS
from ..prevention.likeness import LikenessWays

PATH = "/v1/topics/{topic_id}/statements/{statement_id}/wordings"


class WordingWays(LikenessWays):
    """How things are worded anew, without losing how they were worded."""

    @post("/v1/topics/{topic_id}/wordings", body=RewordTopic, view=WordingsView, roles=SPEAKERS)
    def reword_topic(self, call: Call, topic_id: str) -> WordingsView:
        """Who raised a topic words it anew, as long as nobody has taken it up."""
        topic, by = self.topics.get(topic_id), self.speaker(call, call.body.resident_id)
        act = Act("reworded", by, call.now, call.body.title)
        known = self.wordings.find(topic_id)
        worded, wordings, announced = reword_topic(topic, known, act, note=call.body.note)
        self.forget_sketch(worded)
        self.note_topic(worded)
        self.wordings.save(wordings)
        self.topics.save(worded, announced)
        return _of_topic(worded, wordings)

    @get("/v1/topics/{topic_id}/wordings", view=WordingsView)
    def show_topic_wordings(self, call: Call, topic_id: str) -> WordingsView:  # noqa: ARG002 - public
        """Everyone sees how a topic was worded before."""
        topic = self.topics.read(topic_id)
        return _of_topic(topic, self.wordings.find(topic_id))

    @post(PATH, body=RewordStatement, view=WordingsView, roles=SPEAKERS)
    def reword_statement(self, call: Call, topic_id: str, statement_id: str) -> WordingsView:
        """The author words a statement anew; after votes its meaning stays."""
        topic, by = self.topics.get(topic_id), self.speaker(call, call.body.resident_id)
        statement = belonging(self.statements.find(statement_id), statement_id, topic)
        act = Act("reworded", by, call.now, call.body.text)
        worded, wordings, announced = reword_statement(
            statement,
            self.wordings.find(statement_id),
            act,
            topic=topic,
            votes=self._votes_given_to(statement_id),
        )
        self.forget_sketch(worded)
        self.note_statement(worded)
        self.wordings.save(wordings)
        self.statements.save(worded, announced)
        return _of_statement(worded, wordings)

    @get(PATH, view=WordingsView)
    def show_wordings(self, call: Call, topic_id: str, statement_id: str) -> WordingsView:  # noqa: ARG002
        """Everyone sees how a statement was worded, and how many votes each wording was given."""
        topic = self.topics.read(topic_id)
        statement = belonging(self.statements.find(statement_id), statement_id, topic)
        return _of_statement(statement, self.wordings.find(statement_id))

    def _votes_given_to(self, statement_id: str) -> int:
        totals = self.statement_totals.get(statement_id)
        return sum(totals.get(name, 0) for name in TIMES.values())


def _of_topic(topic: Topic, wordings: Wordings | None) -> WordingsView:
    earlier = wordings.earlier if wordings else ()
    return WordingsView(topic.id, topic.id, topic.title, topic.note, len(earlier) + 1, earlier)


def _of_statement(statement: Statement, wordings: Wordings | None) -> WordingsView:
    earlier = wordings.earlier if wordings else ()
    return WordingsView(
        statement.id, statement.topic_id, statement.text, "", len(earlier) + 1, earlier
    )
