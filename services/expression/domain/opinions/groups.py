"""From everybody's votes on a topic to its opinion groups, deterministic and without a name."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from ..topics.votes import Choice
from .clusters import best_parting
from .figures import SIDES, SURE, Counted, count
from .groupings import (
    FEWEST_VOTERS,
    LEAST_SHOWN,
    GroupVotes,
    OpinionGroup,
    Representative,
    Shared,
    StatementOpinion,
)
from .space import Flags, Numbers, Ranks, places_of

VALUES = {Choice.AGREE: 1.0, Choice.DISAGREE: -1.0, Choice.PASS: 0.0}
# who voted on fewer is not grouped, as long as this many are (Polis: 7 votes, 15 people)
ENOUGH_VOTES, ENOUGH_PEOPLE = 7, 15
FEWEST_STATEMENTS = 2
MOST_STATEMENTS = 400
MOST_REPRESENTATIVE, MOST_SHARED = 5, 10


@dataclass(frozen=True)
class Table:
    """Votes as a table: a row for each voter, in an order that says nothing of who they are."""

    statements: tuple[str, ...]
    votes: Numbers


def table_of(voters: Iterable[Mapping[str, Choice]]) -> Table:
    """Enter votes in a table, for the statements that were voted on most."""
    rows = list(voters)
    times: dict[str, int] = {}
    for row in rows:
        for statement in row:
            times[statement] = times.get(statement, 0) + 1
    chosen = sorted(times, key=lambda one: (-times[one], one))[:MOST_STATEMENTS]
    columns = {statement: place for place, statement in enumerate(sorted(chosen))}
    votes = np.full((len(rows), len(columns)), np.nan)
    for number, cells in enumerate(rows):
        for statement in cells.keys() & columns.keys():
            votes[number, columns[statement]] = VALUES[cells[statement]]
    in_order = np.lexsort(np.vstack([np.zeros(len(rows)), np.nan_to_num(votes, nan=2.0).T]))
    return Table(tuple(columns), votes[in_order])


def groups_of(table: Table, rejected: Collection[str]) -> dict[str, Any]:
    """Find the groups: what `Grouping` says of them, {} where voters cannot be parted."""
    held_back = np.array([one in rejected for one in table.statements], dtype=np.bool_)
    if len(table.votes) < FEWEST_VOTERS or (~held_back).sum() < FEWEST_STATEMENTS:
        return {}
    labels, quality = parted(table.votes, held_back)
    if not labels.max(initial=-1) > 0:
        return {}
    counted = count(table.votes, labels)
    return {
        "groups": _groups(table, labels, counted, ~held_back),
        "others": int((labels < 0).sum()),
        "quality": quality,
        "shared": _shared(table, counted, ~held_back),
        "statements": _statements(table, counted, ~held_back),
    }


def parted(votes: Numbers, rejected: Flags) -> tuple[Ranks, float]:
    """Number the groups from the largest on; -1 for those in none that is shown."""
    places, labels = places_of(votes, rejected), np.full(len(votes), -1, dtype=np.intp)
    active = _active(votes)
    parting = best_parting(places[active], least=LEAST_SHOWN)
    if parting is None:
        return labels, 0.0
    sizes = np.bincount(parting.labels)
    order = [one for one in np.argsort(-sizes, kind="stable") if sizes[one] >= LEAST_SHOWN]
    numbers = np.full(len(sizes), -1, dtype=np.intp)
    numbers[order] = np.arange(len(order))
    labels[active] = numbers[parting.labels]
    return _with_the_last_few(places, labels), round(parting.quality, 6)


def _active(votes: Numbers) -> Flags:
    """Tell who voted on enough; where these are few, those who voted on most."""
    cast = (~np.isnan(votes)).sum(axis=1)
    enough = min(ENOUGH_VOTES, votes.shape[1], np.sort(cast)[-min(ENOUGH_PEOPLE, len(cast))])
    active: Flags = cast >= enough
    return active


def _with_the_last_few(places: Numbers, labels: Ranks) -> Ranks:
    """Let fewer than are shown join the nearest group: else totals less groups would show them."""
    few = labels < 0
    if not 0 < few.sum() < LEAST_SHOWN:
        return labels
    centers = np.array([places[labels == one].mean(axis=0) for one in range(labels.max() + 1)])
    apart = np.linalg.norm(places[few][:, np.newaxis] - centers, axis=2)
    joined = labels.copy()
    joined[few] = apart.argmin(axis=1)
    return joined


def _groups(
    table: Table, labels: Ranks, counted: Counted, shown: Flags
) -> tuple[OpinionGroup, ...]:
    sizes = np.bincount(labels[labels >= 0])
    told = _representative(table, counted, shown)
    return tuple(OpinionGroup(g + 1, int(size), told[g]) for g, size in enumerate(sizes))


def _representative(
    table: Table, counted: Counted, shown: Flags
) -> list[tuple[Representative, ...]]:
    """Choose for each group what its members say more surely than others, the most telling first.

    It must be the view of more than half of them, and more theirs than others', both not by chance.
    """
    found: list[list[tuple[float, Representative]]] = [[] for _ in counted.seen]
    for side in SIDES:
        times, surely = counted.against_others(side)
        sure, share = counted.sure(side), counted.share(side)
        telling = times * surely * share * sure
        for g, s in np.argwhere((surely > SURE) & (sure > SURE) & shown):
            said = Representative(
                table.statements[s], side, _rounded(share[g, s]), _rounded(times[g, s])
            )
            found[g].append((float(telling[g, s]), said))
    best = (sorted(some, key=lambda one: (-one[0], one[1].statement_id)) for some in found)
    return [tuple(one for _, one in some[:MOST_REPRESENTATIVE]) for some in best]


def _shared(table: Table, counted: Counted, shown: Flags) -> tuple[Shared, ...]:
    found = [
        Shared(table.statements[s], side, _rounded(counted.consensus(side)[s]))
        for side in SIDES
        for (s,) in np.argwhere(counted.shared(side) & shown)
    ]
    return tuple(sorted(found, key=lambda one: (-one.consensus, one.statement_id))[:MOST_SHARED])


def _statements(table: Table, counted: Counted, shown: Flags) -> tuple[StatementOpinion, ...]:
    consensus = counted.consensus()
    agree, disagree, passed = (counted.said[one].T.tolist() for one in Choice)
    return tuple(
        StatementOpinion(
            table.statements[s],
            _rounded(consensus[s]),
            tuple(map(GroupVotes, agree[s], disagree[s], passed[s])),
        )
        for s in np.flatnonzero(shown)
    )


def _rounded(number: float) -> float:
    return round(float(number), 6)
