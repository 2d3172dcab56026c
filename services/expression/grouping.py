"""Opinion groups are found in a process of its own: what is read for it, and what it gives."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from chassis.store.collection import BY_ID
from chassis.store.writes import Backend
from chassis.work.work import Work

from .domain.opinions.groupings import Grouping
from .domain.opinions.groups import Table, groups_of, table_of
from .domain.topics.statements import Moderation
from .domain.topics.votes import Choice
from .store import Ballots, Statements

MOST_BALLOTS = 20_000


def find_groups(backend: Backend, asked: Sequence[Mapping[str, Any]]) -> list[Grouping]:
    """Find the opinion groups of some topics, each with the topics merged into it."""
    return [_found(backend, one) for one in asked]


def _found(backend: Backend, asked: Mapping[str, Any]) -> Grouping:
    voters = _votes_by_voter(backend, asked["on"])
    table = table_of(voters.values())
    return Grouping(
        id=asked["topic_id"],
        division=asked["division"],
        computed_at=datetime.fromisoformat(asked["at"]),
        voters=len(voters),
        votes=sum(map(len, voters.values())),
        **groups_of(table, _rejected(backend, table)),
    )


def _votes_by_voter(backend: Backend, topic_ids: Sequence[str]) -> dict[str, dict[str, Choice]]:
    """Read the votes that stand as they are stored: states of each would take most of the time."""
    query = Ballots(Work(backend)).on(topic_ids)
    voters: dict[str, dict[str, Choice]] = {}
    for ballot in backend.search(Ballots.name, query, BY_ID, MOST_BALLOTS):
        votes = {key: Choice(mark["choice"]) for key, mark in ballot["marks"].items()}
        voters.setdefault(ballot["voter_id"], {}).update(votes)
    return voters


def _rejected(backend: Backend, table: Table) -> set[str]:
    said = backend.fetch(Statements.name, table.statements)
    return {one["_id"] for one in said if one["moderated"] == Moderation.REJECTED}
