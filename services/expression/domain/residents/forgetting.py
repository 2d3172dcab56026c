"""What becomes of a resident's words and votes when they are forgotten: kept, but nobody's."""

from dataclasses import replace

from ..resolutions.objections import Objection
from ..resolutions.reassessments import Opinion
from ..topics.statements import Statement
from ..topics.topic import Move, Topic
from ..topics.turns import Review
from ..topics.votes import Ballot, Vote, ballot_id


def forget_in_topic(topic: Topic, resident_id: str, pseudonym: str) -> Topic:
    """Put the pseudonym wherever a topic names the resident."""

    def named(who: str) -> str:
        return pseudonym if who == resident_id else who

    return replace(
        topic,
        raised_by=named(topic.raised_by),
        owner=topic.owner and named(topic.owner),
        voices=tuple(map(named, topic.voices)),
        monitors=tuple(m for m in topic.monitors if m != resident_id),
        feedback=tuple(replace(f, reported_by=named(f.reported_by)) for f in topic.feedback),
        review=_forget_in_review(topic, resident_id, pseudonym),
        history=tuple(_forget_in_line(line, resident_id, pseudonym) for line in topic.history),
    )


def _forget_in_line(line: Move, resident_id: str, pseudonym: str) -> Move:
    actor = pseudonym if line.actor == resident_id else line.actor
    owner = pseudonym if line.owner == resident_id else line.owner
    return replace(line, actor=actor, owner=owner)


def _forget_in_review(topic: Topic, resident_id: str, pseudonym: str) -> Review | None:
    asked = topic.review
    return replace(asked, asked_by=pseudonym) if asked and asked.asked_by == resident_id else asked


def forget_in_statement(statement: Statement, pseudonym: str) -> Statement:
    """Keep what was said without who said it."""
    return replace(statement, made_by=pseudonym)


def forget_in_vote(vote: Vote, pseudonym: str) -> Vote:
    """Keep a vote without who cast it; the totals stay."""
    return replace(vote, voter_id=pseudonym)


def forget_in_ballot(ballot: Ballot, pseudonym: str) -> Ballot:
    """Move a ballot to a name that leads to nobody."""
    return replace(ballot, id=ballot_id(ballot.topic_id, pseudonym), voter_id=pseudonym)


def forget_in_objection(objection: Objection, pseudonym: str) -> Objection:
    """Keep what was objected, and its answer, without who objected."""
    return replace(objection, made_by=pseudonym)


def forget_in_opinion(opinion: Opinion, pseudonym: str) -> Opinion:
    """Move an answer to a name that leads to nobody; the count stays."""
    round_of_topic = opinion.id.partition(":")[0]
    return replace(opinion, id=f"{round_of_topic}:{pseudonym}", answered_by=pseudonym)
