"""Ways in to what is said already: near copies are proposed before anything is said again."""

import re
from collections.abc import Sequence

from chassis.errors import Invalid
from chassis.http.call import Call
from chassis.service import get, post

from ...domain.places import contains
from ...domain.prevention.sketches import (
    TOPICS,
    Alike,
    Sketch,
    is_crowded,
    keys_of,
    nearest,
    sketch_of_statement,
    sketch_of_topic,
    texts_of,
    wider,
)
from ...domain.topics.statements import Moderation, Statement
from ...domain.topics.topic import Topic
from ...schemas import limits
from ...schemas.likeness import (
    AskSimilarStatements,
    AskSimilarTopics,
    SimilarStatement,
    SimilarStatements,
    SimilarTopic,
    SimilarTopics,
)
from ..kept import SPEAKERS, Kept

FINE_AT_ONCE, COARSE_AT_ONCE, LONGEST = 60, 200, 200
PLACE = re.compile(str(limits.DIVISION.regex.pattern))


class LikenessWays(Kept):
    """How residents and staff learn that something was said before."""

    @post(
        "/v1/topics/similar", body=AskSimilarTopics, view=SimilarTopics, status=200, roles=SPEAKERS
    )
    def ask_similar_topics(self, call: Call) -> SimilarTopics:
        """Before a topic is raised, those of the place that say nearly the same are proposed."""
        texts = texts_of(call.body.title, call.body.note)
        alike = self.topics_like(texts, call.body.division)
        return SimilarTopics(self.shown_topics(alike))

    @get(
        "/v1/topics/similar",
        view=SimilarTopics,
        query={"title": "the topic in one line", "place": "the code of the place it is about"},
    )
    def look_for_similar_topics(self, call: Call) -> SimilarTopics:
        """While a title is typed, topics of the place that say nearly the same are proposed."""
        place, title = call.query.get("place", ""), call.query.get("title", "").strip()
        if not title or not PLACE.match(place):
            raise Invalid(
                "title-or-place-missing",
                "say what is to be raised and for which place: ?title=...&place=...",
                "请注明拟提出的事项和地点：?title=...&place=...",
                field="place" if title else "title",
            )
        return SimilarTopics(self.shown_topics(self.topics_like([title[:LONGEST]], place)))

    @get("/v1/topics/{topic_id}/similar", view=SimilarTopics)
    def list_similar_topics(self, call: Call, topic_id: str) -> SimilarTopics:  # noqa: ARG002 - public
        """Staff see which topics to merge, and everyone what is raised again and again."""
        topic = self.topics.read(topic_id)
        alike = self.topics_like(texts_of(topic.title, topic.note), topic.division)
        return SimilarTopics(self.shown_topics([one for one in alike if one.id != topic_id]))

    @post(
        "/v1/topics/{topic_id}/statements/similar",
        body=AskSimilarStatements,
        view=SimilarStatements,
        status=200,
        roles=SPEAKERS,
    )
    def ask_similar_statements(self, call: Call, topic_id: str) -> SimilarStatements:
        """Before something is said on a topic, what says nearly the same is proposed."""
        topic = self.topics.read(topic_id)
        alike = self.statements_like(call.body.text, topic)
        return SimilarStatements(self._shown_statements(alike))

    def note_topic(self, topic: Topic) -> list[Alike]:
        """Keep a topic's sketch, unless a crowd says the same already; give those like it."""
        alike = self.topics_like(texts_of(topic.title, topic.note), topic.division, most=None)
        if not is_crowded(alike):
            self.sketches.save(sketch_of_topic(topic))
        return alike[: self.rules_at(topic.division).conduct.likeness["most"]]

    def note_statement(self, statement: Statement) -> None:
        """Keep a statement's sketch."""
        self.sketches.save(sketch_of_statement(statement))

    def forget_sketch(self, said: Statement | Topic) -> None:
        """Look no longer for what is hidden, or worded anew."""
        sketch = sketch_of_topic(said) if isinstance(said, Topic) else sketch_of_statement(said)
        if self.sketches.find(sketch.id) is not None:
            self.sketches.remove(sketch.id)

    def topics_like(
        self, texts: Sequence[str], division: str, *, most: int | None = 0
    ) -> list[Alike]:
        """Find topics that say nearly the same in this place, a wider or a narrower one."""
        places = wider(division)
        fine = keys_of(texts, places[-1], fine=True)
        coarse = [key for place in places for key in keys_of(texts, place, fine=False)]
        found = [one for one in self._sharing_a_key(fine, coarse) if _concerns(one, division)]
        return self._nearest_of(texts, found, division, most)

    def statements_like(self, text: str, topic: Topic) -> list[Alike]:
        """Find statements of a topic, and of those merged into it, that say nearly the same."""
        scopes = (topic.id, *topic.merged)[:FINE_AT_ONCE]
        fine, coarse = (
            [key for scope in scopes for key in keys_of([text], scope, fine=kind)]
            for kind in (True, False)
        )
        found = [one for one in self._sharing_a_key(fine, coarse) if one.scope in scopes]
        return self._nearest_of([text], found, topic.division, 0)

    def _sharing_a_key(self, fine: Sequence[int], coarse: Sequence[int]) -> list[Sketch]:
        near = self.sketches.sharing(fine, FINE_AT_ONCE)
        return [*near, *self.sketches.sharing(coarse, COARSE_AT_ONCE)]

    def _nearest_of(
        self, texts: Sequence[str], found: list[Sketch], division: str, most: int | None
    ) -> list[Alike]:
        rule = self.rules_at(division).conduct.likeness
        shown = len(found) if most is None else rule["most"]
        return nearest(texts, found, least=rule["least_percent"] / 100, most=shown)

    def shown_topics(self, alike: Sequence[Alike]) -> tuple[SimilarTopic, ...]:
        """Show topics as they stand now, with how nearly they say the same."""
        known = self.topics.find_all(one.id for one in alike)
        return tuple(_topic_line(known[one.id], one) for one in alike if one.id in known)

    def _shown_statements(self, alike: Sequence[Alike]) -> tuple[SimilarStatement, ...]:
        known = self.statements.find_all(one.id for one in alike)
        return tuple(
            SimilarStatement(one.id, round(one.likeness, 2), known[one.id].text)
            for one in alike
            if one.id in known and known[one.id].moderated is not Moderation.REJECTED
        )


def _concerns(sketch: Sketch, division: str) -> bool:
    return sketch.scope == TOPICS and (
        contains(sketch.division, division) or contains(division, sketch.division)
    )


def _topic_line(topic: Topic, alike: Alike) -> SimilarTopic:
    return SimilarTopic(
        id=topic.id,
        likeness=round(alike.likeness, 2),
        title=topic.title,
        division=topic.division,
        stage=topic.stage,
        merged_into=topic.merged_into,
    )
