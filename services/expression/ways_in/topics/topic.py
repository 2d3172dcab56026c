"""Topics: raised, shown, screened, declined, merged; and advised on."""

from dataclasses import replace
from typing import Any

from chassis.errors import Forbidden, Refused
from chassis.events import Event
from chassis.http.call import Call
from chassis.service import every, get, post, subscribe

from ... import inbound
from ...domain.topics.advice import attach
from ...domain.topics.moves import Act
from ...domain.topics.raising import Wish, import_topic, imported_topic_id, raise_topic, window_of
from ...domain.topics.screening import decline, merge, screen
from ...domain.topics.taking_up import TAKEN_UP, require_failed, take_up_anew
from ...domain.topics.tellings import TOOK_IN, begin
from ...domain.topics.topic import Actor, Advice, Origin, Topic
from ...schemas.likeness import RaisedTopic
from ...schemas.topics import Decline, Merge, RaiseTopic, Screen, TopicLine, TopicRecord
from ...views import topics as views
from ..entries.entering import EnteringWays
from ..kept import SPEAKERS
from ..prevention.likeness import LikenessWays
from ..prevention.warnings import WarningWays

AT_ONCE = 100


class TopicWays(LikenessWays, WarningWays, EnteringWays):
    """How topics come in and are taken up."""

    @post("/v1/topics", body=RaiseTopic, view=RaisedTopic, roles=SPEAKERS, bulk=True)
    def raise_topic(self, call: Call) -> RaisedTopic:
        """A resident raises a topic, or an integrator brings a deliberation held elsewhere."""
        call.covers(call.body.division)
        if call.body.origin == Origin.IMPORT:
            return self._import_topic(call)
        by = self.speaker_for(call, call.body.resident_id)
        self.concerned(by, call.body.division, deed="raise")
        rules = self.rules_at(call.body.division)
        topic, announced = raise_topic(
            call.new_id(), _wish(call.body), by=by, rules=rules, now=call.now
        )
        if call.body.follows:
            topic, announced = self._taken_up(topic, call.body.follows, announced)
        self.topics.save(topic, announced)
        self.enter_topic(call, topic, by)
        alike = self.note_topic(topic)
        self.note_raised(topic, alike)
        return views.raised(topic, self.shown_topics(alike))

    def _taken_up(
        self, topic: Topic, follows: str, announced: list[Event]
    ) -> tuple[Topic, list[Event]]:
        """Link a topic with the one it follows, and tell those who had a part in that."""
        earlier = self.topics.read(follows)
        latest = self.topics.find(earlier.followed_by[-1]) if earlier.followed_by else None
        require_failed(earlier, latest, topic.division)
        linked, followed, told = take_up_anew(topic, earlier, announced, now=self.work.now)
        self.topics.save(followed)
        telling = begin(self.work.new_id(), followed, TAKEN_UP, voted=True, now=self.work.now)
        self.tellings.save(replace(telling, into=(topic.id,)))
        return linked, told

    def _import_topic(self, call: Call) -> RaisedTopic:
        wish, by = _wish(call.body), _importer(call)
        identity = imported_topic_id(call.body.reference)
        if self.topics.find(identity):
            return views.raised(_same(self.topics.get(identity), wish))
        rules = self.rules_at(wish.division)
        topic, announced = import_topic(identity, wish, by=by, rules=rules, now=call.now)
        self.topics.save(topic, announced)
        return views.raised(topic, self.shown_topics(self.note_topic(topic)))

    @get(
        "/v1/topics",
        view=TopicLine,
        paged=True,
        query={
            "stage": "only topics in this stage",
            "category": "only topics of this category",
        },
    )
    def list_topics(self, call: Call) -> dict[str, Any]:
        """Everyone sees which topics there are, the latest first, and who owes what by when."""
        asked = {name: call.query[name] for name in ("stage", "category") if name in call.query}
        return self.topics.newest(asked, call)

    @every(seconds=30)
    def place_topics_of_before(self) -> bool:
        """Topics of before the places around them were noted are kept anew, some at a time."""
        before = self.topics.unplaced(limit=AT_ONCE)
        for topic in before:
            self.topics.save(topic)
        return len(before) == AT_ONCE

    @get("/v1/topics/{topic_id}", view=TopicRecord)
    def show_topic(self, call: Call, topic_id: str) -> TopicRecord:  # noqa: ARG002 - public
        """Everyone sees the whole record of a topic."""
        topic = self.topics.read(topic_id)
        proposal = self.proposals.find(topic.proposal_id) if topic.proposal_id else None
        entry = self.entries.find(topic_id) if topic.entered_by else None
        return views.record(topic, proposal, self.topic_totals.get(topic_id), entry)

    @get("/v1/topics/{topic_id}/history")
    def show_history(self, call: Call, topic_id: str) -> dict[str, Any]:  # noqa: ARG002 - public
        """Everyone sees every move of a topic: who, when, why and under which standard."""
        return {"topic_id": topic_id, "moves": self.topics.read(topic_id).history}

    @post(
        "/v1/topics/{topic_id}/screening",
        body=Screen,
        view=Topic,
        status=200,
        roles=("worker", "official"),
    )
    def screen_topic(self, call: Call, topic_id: str) -> Topic:
        """Staff take a topic up, so that residents deliberate on it."""
        topic, by = self.topics.get(topic_id), Actor(call.principal.sub)
        rules = self.rules_at(topic.division)
        return self.keep(
            topic, *screen(topic, by=by, note=call.body.note, rules=rules, now=call.now)
        )

    @post(
        "/v1/topics/{topic_id}/decline",
        body=Decline,
        view=Topic,
        status=200,
        roles=("worker", "official"),
    )
    def decline_topic(self, call: Call, topic_id: str) -> Topic:
        """Staff turn a topic away, for a reason everyone can read."""
        topic, by = self.topics.get(topic_id), Actor(call.principal.sub)
        act = Act("declined", by, call.now, call.body.reason)
        rules = self.rules_at(topic.division)
        return self.keep(topic, *decline(topic, act, code=call.body.code, rules=rules))

    @post(
        "/v1/topics/{topic_id}/merge",
        body=Merge,
        view=Topic,
        status=200,
        roles=("worker", "official"),
    )
    def merge_topic(self, call: Call, topic_id: str) -> Topic:
        """Staff let a topic go on within another, where its voices are kept."""
        topic, into = self.topics.get(topic_id), self.topics.get(call.body.into_id)
        by = Actor(call.principal.sub)
        clause = self.rules_at(topic.division).clauses["deadlines"]
        act = Act("merged", by, call.now, call.body.reason, clause)
        gone, kept, announced = merge(topic, into, act)
        self.topics.save(kept)
        self.tellings.save(begin(call.new_id(), kept, TOOK_IN, voted=False, now=call.now))
        return self.keep(topic, gone, announced)

    @subscribe(inbound.AdviceDelivered, loads={"topics": "topic_id"})
    def on_advice_delivered(self, event: inbound.AdviceDelivered) -> None:
        """An adviser gave an opinion: it is attached to the topic."""
        topic = self.topics.find(event.topic_id)
        advice = Advice(event.advice_id, event.adviser_id, event.opinion, event.meta.time)
        if topic is not None:
            self.keep(topic, *attach(topic, advice))


def _wish(body: RaiseTopic) -> Wish:
    return Wish(
        title=body.title,
        category=body.category,
        division=body.division,
        note=body.note,
        window=window_of(
            body.channel, opens_at=body.opens_at, closes_at=body.closes_at, target=body.target
        ),
    )


def _importer(call: Call) -> Actor:
    if "integrator" not in call.principal.roles or not call.body.reference:
        raise Forbidden(
            "import-not-allowed",
            "integrators import deliberations, by a reference of their own",
            "仅集成方可导入，且须注明引用编号",
        )
    return Actor(call.principal.sub)


def _same(topic: Topic, wish: Wish) -> Topic:
    if (topic.title, topic.division) != (wish.title, wish.division):
        raise Refused(
            "reference-taken",
            "another deliberation was imported by this reference",
            "该引用编号已用于另一议题",
            field="reference",
        )
    return topic
