"""Read models: a topic's public record, statements with their totals, and the matrix of votes."""

from collections.abc import Mapping
from typing import Any

from ..domain.entries.entry import Entry
from ..domain.resolutions.resolution import Proposal
from ..domain.topics.statements import Statement
from ..domain.topics.topic import Topic
from ..domain.topics.votes import TIMES, Ballot
from ..schemas.likeness import RaisedTopic, SimilarTopic
from ..schemas.topics import TopicCounts, TopicRecord
from ..schemas.votes import MatrixRow, Standing, StatementView
from .entries import mark


def record(
    topic: Topic,
    proposal: Proposal | None,
    counted: Mapping[str, Any],
    entry: Entry | None = None,
) -> TopicRecord:
    """Put together all that is public about a topic."""
    names = ("statements", "votes", "voters")
    counts = TopicCounts(**{name: counted.get(name, 0) for name in names})
    return TopicRecord(**vars(topic), proposal=proposal, counts=counts, on_behalf=mark(entry))


def raised(topic: Topic, similar: tuple[SimilarTopic, ...] = ()) -> RaisedTopic:
    """Show a topic to who raised it, with those that say nearly the same."""
    return RaisedTopic(**vars(topic), similar=similar)


def with_totals(
    statement: Statement, totals: Mapping[str, Any], entry: Entry | None = None
) -> StatementView:
    """Show a statement with every vote counted, and with those that stand; no words taken back."""
    shown = {name: value for name, value in vars(statement).items() if name != "division"}
    if statement.withdrawn_at:
        shown["text"] = ""
    cast = {name: totals.get(name, 0) for name in TIMES.values()}
    standing = Standing(
        agree=totals.get("standing_agree", 0),
        disagree=totals.get("standing_disagree", 0),
        passed=totals.get("standing_pass", 0),
    )
    return StatementView(**shown, **cast, standing=standing, on_behalf=mark(entry))


def row(ballot: Ballot) -> MatrixRow:
    """Show how one voter's last votes stand."""
    votes = {statement_id: mark.choice for statement_id, mark in ballot.marks.items()}
    return MatrixRow(ballot.voter_id, ballot.topic_id, votes)
