"""Imports: a deliberation held elsewhere, statement by statement and vote by vote."""

from chassis.errors import Refused
from chassis.http.call import Call
from chassis.service import post

from ...domain.topics.imports import ElsewhereVoted, came_before, may_have_come, read_vote, stands
from ...domain.topics.raising import pseudonym
from ...domain.topics.statements import (
    ElsewhereSaid,
    Statement,
    belonging,
    import_statement,
    imported_id,
    require_import,
    spoken,
)
from ...domain.topics.topic import Actor
from ...domain.topics.votes import Vote, ballot_id
from ...schemas.imports import ImportStatement, ImportVote
from ...schemas.votes import VoteReceipt
from .statements import StatementWays


def _statement(body: ImportStatement | ImportVote, topic_id: str) -> list[str]:
    reference = body.statement if isinstance(body, ImportVote) else body.reference
    return [imported_id(topic_id, reference)]


def _ballot(body: ImportVote, topic_id: str) -> list[str]:
    return [ballot_id(topic_id, pseudonym(topic_id, body.voter))]


class ImportWays(StatementWays):
    """How what was said and voted elsewhere comes in; the same twice changes nothing."""

    @post(
        "/v1/topics/{topic_id}/statements/import",
        body=ImportStatement,
        view=Statement,
        roles=("integrator",),
        bulk=True,
        loads={"statements": _statement},
    )
    def import_statement(self, call: Call, topic_id: str) -> Statement:
        """An integrator brings in a statement of a deliberation held elsewhere."""
        topic, by = self.topics.get(topic_id), Actor(call.principal.sub)
        statement, announced = import_statement(topic, ElsewhereSaid(**vars(call.body)), by=by)
        known = self.statements.find(statement.id)
        if known is not None:
            return _same(known, statement)
        self.topic_totals.add(topic.id, division=topic.division, **spoken(statement))
        self.statements.save(statement, announced)
        self.note_statement(statement)
        return statement

    @post(
        "/v1/topics/{topic_id}/votes/import",
        body=ImportVote,
        view=VoteReceipt,
        roles=("integrator",),
        bulk=True,
        loads={"statements": _statement, "ballots": _ballot},
    )
    def import_vote(self, call: Call, topic_id: str) -> VoteReceipt:
        """An integrator brings in a vote of a deliberation held elsewhere; it counts once."""
        topic = self.topics.get(topic_id)
        require_import(topic)
        vote = read_vote(topic, ElsewhereVoted(**vars(call.body)), by=Actor(call.principal.sub))
        belonging(self.statements.find(vote.statement_id or ""), call.body.statement, topic)
        new = not self._came_before(vote)
        if new:
            self.count(vote)
            self.imported_votes.save(vote)
        return VoteReceipt(vote.id, vote.mark.choice, vote.mark.cast_at, counted=new)

    def _came_before(self, vote: Vote) -> bool:
        """Look for the vote's row only where the ballot of its voter leaves a doubt."""
        ballot = self.ballots.find(vote.ballot_id)
        if stands(ballot, vote):
            return True
        return may_have_come(ballot, vote) and came_before(self.imported_votes.find(vote.id), vote)


def _same(known: Statement, statement: Statement) -> Statement:
    if (known.text, known.made_by) != (statement.text, statement.made_by):
        raise Refused(
            "statement-differs",
            "another statement was imported by this reference",
            "该引用编号已用于另一条发言",
            field="reference",
        )
    return known
