"""What was said, every vote on it, and the votes that stand."""

from collections.abc import Iterable
from typing import Any

from chassis.store import Collection, Index, Tallies

from ..domain.topics.statements import Statement
from ..domain.topics.votes import Ballot, Vote


class Statements(Collection[Statement]):
    """What was said on topics; a public record."""

    name = "statements"
    holds = Statement
    public = True
    indexes = (Index("topic_id", "_id"), Index("made_by"))


class Ballots(Collection[Ballot]):
    """The standing votes of each voter on each topic."""

    name = "ballots"
    holds = Ballot

    def on(self, topic_ids: Iterable[str]) -> dict[str, Any]:
        """Give the query of the ballots on some topics: their ids begin with the topic's."""
        ranges = [{"_id": {"$gt": f"{one}:", "$lt": f"{one};"}} for one in topic_ids]
        return {"$or": ranges}

    def after(self, topic_id: str, last: str, *, limit: int) -> list[Ballot]:
        """Find the next ballots on a topic or a text, in the order of their ids."""
        ids = {"$gt": last or f"{topic_id}:", "$lt": f"{topic_id};"}
        return self.where({"_id": ids}, limit=limit)


class Votes(Collection[Vote]):
    """Every vote of a resident as it was cast, written once."""

    name = "votes"
    holds = Vote
    indexes = (Index("voter_id"),)


class ImportedVotes(Collection[Vote]):
    """Every vote cast elsewhere; found by its id alone, as an index would double what it costs."""

    name = "imported_votes"
    holds = Vote

    def on(self, statement_id: str) -> dict[str, Any]:
        """Give the query of the votes on a statement: their ids begin with the statement's."""
        return {"_id": {"$gt": f"{statement_id}:", "$lt": f"{statement_id};"}}


class StatementTotals(Tallies):
    """How often each statement was voted on, and how many votes stand."""

    name = "statement_totals"
    public = True

    def of(self, statement_ids: Iterable[str]) -> dict[str, dict[str, Any]]:
        """Give the totals of several statements in one query."""
        ids = list(statement_ids)
        return {row["id"]: row for row in self.where({"_id": {"$in": ids}}, limit=len(ids) or 1)}


class TopicTotals(Tallies):
    """How many statements, votes and voters each topic has; `ungrouped` are new to its groups."""

    name = "topic_totals"
    public = True
    indexes = (Index("ungrouped"),)

    def ungrouped(self, limit: int) -> list[dict[str, Any]]:
        """Find topics that were voted on since their groups were found, the most changed first."""
        return self.where({"ungrouped": {"$gt": 0}}, sort=(("ungrouped", -1),), limit=limit)
