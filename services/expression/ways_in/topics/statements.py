"""Statements: what residents say, and how others vote on it."""

from typing import Any

from chassis.http.call import Call
from chassis.service import get, post

from ...domain.topics.statements import Statement, belonging, make_statement, spoken
from ...domain.topics.topic import Actor, Topic
from ...domain.topics.votes import Choice, Vote, ballot_id, cast, counts, next_mark, require_voting
from ...schemas.votes import CastVote, MakeStatement, MatrixRow, StatementView, VoteReceipt
from ...views import topics as views
from ..entries.entering import EnteringWays
from ..kept import SPEAKERS
from ..prevention.likeness import LikenessWays
from ..residents.veil import VeilWays


class StatementWays(LikenessWays, EnteringWays, VeilWays):
    """How a topic is deliberated."""

    @post(
        "/v1/topics/{topic_id}/statements",
        body=MakeStatement,
        view=Statement,
        roles=SPEAKERS,
        bulk=True,
    )
    def make_statement(self, call: Call, topic_id: str) -> Statement:
        """A resident speaks on a topic, before, during or after it is decided."""
        topic, by = self.topics.get(topic_id), self.speaker_for(call, call.body.resident_id)
        self.concerned(by, topic.division)
        said = make_statement(call.new_id(), topic, by=by, text=call.body.text, now=call.now)
        self.topic_totals.add(topic.id, division=topic.division, **spoken(said[0]))
        self.statements.save(*said)
        self.note_statement(said[0])
        self.enter_statement(call, said[0], by)
        return said[0]

    @get("/v1/topics/{topic_id}/statements", view=StatementView, paged=True)
    def list_statements(self, call: Call, topic_id: str) -> dict[str, Any]:
        """Everyone sees what was said, with every vote counted and with those that stand."""
        page = self.statements.page({"topic_id": {"$in": self._with_merged(topic_id)}}, call)
        totals = self.statement_totals.of(statement.id for statement in page["items"])
        entries = self.entries.of(one.id for one in page["items"] if one.entered_by)
        shown = [
            views.with_totals(one, totals.get(one.id, {}), entries.get(one.id))
            for one in page["items"]
        ]
        return {**page, "items": shown}

    @post(
        "/v1/topics/{topic_id}/statements/{statement_id}/votes",
        body=CastVote,
        view=VoteReceipt,
        roles=SPEAKERS,
        bulk=True,
    )
    def vote_on_statement(self, call: Call, topic_id: str, statement_id: str) -> VoteReceipt:
        """A resident agrees, disagrees or passes on a statement; the last vote stands."""
        topic, by = self.topics.get(topic_id), self.speaker(call, call.body.resident_id)
        statement = belonging(self.statements.find(statement_id), statement_id, topic)
        require_voting(topic, statement, call.now)
        self.concerned(by, topic.division, voting=True)
        vote = self._vote_on(call, topic, by, statement)
        self.count(vote)
        self.votes.add(vote)
        return VoteReceipt(vote.id, vote.mark.choice, vote.mark.cast_at)

    def _vote_on(self, call: Call, topic: Topic, by: Actor, statement: Statement) -> Vote:
        ballot = self.ballots.find(ballot_id(statement.topic_id, by.id))
        choice = Choice(call.body.choice)
        return Vote(
            id=call.new_id(),
            on=statement.topic_id,
            topic_id=topic.id,
            statement_id=statement.id,
            voter_id=by.id,
            division=topic.division,
            mark=next_mark(ballot, statement.id, choice=choice, now=call.now),
            entered_by=by.entered_by,
        )

    def count(self, vote: Vote) -> None:
        """Enter a vote in its voter's ballot and in the totals, in one unit of work."""
        before = self.ballots.find(vote.ballot_id)
        after, announced = cast(before, vote)
        standing = before.marks.get(vote.key) if before else None
        self.ballots.save(after, announced)
        place = {"division": vote.division, "topic_id": vote.on}
        change = counts(standing, after.marks[vote.key], vote)
        self.statement_totals.add(vote.key, **place, **change)
        self.topic_totals.add(
            vote.topic_id,
            division=vote.division,
            votes=1,
            voters=int(before is None),
            ungrouped=int(vote.statement_id is not None),
        )

    @get(
        "/v1/topics/{topic_id}/matrix",
        view=MatrixRow,
        paged=True,
        roles=("official", "integrator"),
    )
    def show_matrix(self, call: Call, topic_id: str) -> dict[str, Any]:
        """Officials and integrators see how each voter's last votes stand."""
        wanted = self.ballots.on(self._with_merged(topic_id))
        page = self.ballots.page(wanted, self.told_by_cursor(call))
        shown = [views.row(ballot) for ballot in page["items"]]
        return {**page, "items": shown, "next": self.hidden_in_cursor(call, page["next"])}

    def _with_merged(self, topic_id: str) -> list[str]:
        return list(self.topics.read(topic_id).heard_on)
