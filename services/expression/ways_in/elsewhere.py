"""Imports of many matters at once: topics as they stand elsewhere, and what was said on each."""

from chassis.errors import NotFound, Refused
from chassis.http.call import Call
from chassis.service import post

from ..domain.elsewhere import ElsewhereRaised, ended_elsewhere, import_matter
from ..domain.open311.requests import ServiceRequest
from ..domain.topics.raising import Wish, imported_topic_id
from ..domain.topics.statements import (
    ElsewhereSaid,
    Statement,
    import_statement,
    imported_id,
    spoken,
)
from ..domain.topics.topic import Actor, Topic
from ..schemas.elsewhere import ImportComment, ImportTopic
from .prevention.likeness import LikenessWays

IMPORTERS = ("integrator",)


def _topic(body: ImportTopic | ImportComment) -> list[str]:
    reference = body.topic if isinstance(body, ImportComment) else body.reference
    return [imported_topic_id(reference)]


def _statements(body: ImportComment) -> list[str]:
    references = filter(None, (body.reference, body.reply_to))
    return [imported_id(imported_topic_id(body.topic), one) for one in references]


class ElsewhereWays(LikenessWays):
    """How what other systems hold comes in; the same twice changes nothing."""

    @post(
        "/v1/topics/import",
        body=ImportTopic,
        view=Topic,
        roles=IMPORTERS,
        bulk=True,
        loads={"topics": _topic},
    )
    def import_matter(self, call: Call) -> Topic:
        """An integrator brings in a matter as it stands elsewhere, ended or not."""
        body: ImportTopic = call.body
        call.covers(body.division)
        known = self.topics.find(imported_topic_id(body.reference))
        if known is not None:
            return _same_topic(known, body)
        said = ElsewhereRaised(body.author, body.raised_at, body.ended, body.ended_at, body.reason)
        wish = Wish(body.title, body.category, body.division, body.note)
        by, rules = Actor(call.principal.sub), self.rules_at(body.division)
        identity = imported_topic_id(body.reference)
        topic, announced = import_matter(identity, wish, said, by=by, rules=rules, now=call.now)
        if body.lat is not None or body.address:
            self.service_requests.save(_spot(topic, body, by))
        self.topics.save(topic, announced)
        if body.ended is None:
            self.note_topic(topic)
        return topic

    @post(
        "/v1/topics/import/statements",
        body=ImportComment,
        view=Statement,
        roles=IMPORTERS,
        bulk=True,
        loads={"topics": _topic, "statements": _statements},
    )
    def import_comment(self, call: Call) -> Statement:
        """An integrator brings in what was said on one of many matters, and what it answers."""
        told = dict(vars(call.body))
        topic = self.topics.get(imported_topic_id(told.pop("topic")))
        said = ElsewhereSaid(**told)
        statement, announced = import_statement(topic, said, by=Actor(call.principal.sub))
        known = self.statements.find(statement.id)
        if known is not None:
            return _same_statement(known, statement)
        if statement.reply_to and not self.statements.find(statement.reply_to):
            raise NotFound("statements", said.reply_to or "")
        self.topic_totals.add(topic.id, division=topic.division, **spoken(statement))
        if ended_elsewhere(topic):
            self.statements.save(statement)
            return statement
        self.statements.save(statement, announced)
        self.note_statement(statement)
        return statement


def _spot(topic: Topic, body: ImportTopic, by: Actor) -> ServiceRequest:
    return ServiceRequest(
        id=topic.id,
        division=topic.division,
        sender=by.id,
        received_at=topic.raised_at,
        changed_at=topic.closed_at or topic.raised_at,
        reference=body.reference,
        lat=body.lat,
        long=body.long,
        address=body.address or "",
        told=len(topic.history),
    )


def _same_topic(known: Topic, body: ImportTopic) -> Topic:
    said = (body.title, body.division, body.category)
    if (known.title, known.division, known.category) != said:
        raise Refused(
            "reference-taken",
            "another matter was imported by this reference",
            "该引用编号已用于另一事项",
            field="reference",
        )
    return known


def _same_statement(known: Statement, statement: Statement) -> Statement:
    said = (statement.text, statement.made_by, statement.reply_to)
    if (known.text, known.made_by, known.reply_to) != said:
        raise Refused(
            "statement-differs",
            "another statement was imported by this reference",
            "该引用编号已用于另一条发言",
            field="reference",
        )
    return known
