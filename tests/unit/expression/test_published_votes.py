"""Every vote of three real deliberations, shuffled and told twice, ends as their exports say."""

import random
from collections import Counter
from pathlib import Path

import pytest

from gongzhi.polis import read_export
from services.expression.domain.topics.imports import (
    ElsewhereVoted,
    came_before,
    may_have_come,
    read_vote,
    stands,
)
from services.expression.domain.topics.topic import Origin, Stage
from services.expression.domain.topics.votes import Choice, cast, counts

from .builders import NOON, STAFF, a_topic
from .polis import CHOICES, folder, rows

TOPIC = a_topic(Stage.DISCUSSION, origin=Origin.IMPORT)
VTAIWAN = "polis-vtaiwan-uberx"
MEANT = {str(mark): choice for mark, choice in CHOICES.items()}


class Urn:
    """Ballots, rows and totals, kept as the service keeps them."""

    def __init__(self):
        self.ballots, self.rows, self.totals = {}, {}, {}

    def take(self, told):
        vote = read_vote(TOPIC, told, by=STAFF)
        before = self.ballots.get(vote.ballot_id)
        known = stands(before, vote) or (
            may_have_come(before, vote) and came_before(self.rows.get(vote.id), vote)
        )
        if not known:
            self._count(vote, before)

    def _count(self, vote, before):
        after, _ = cast(before, vote)
        standing = before.marks.get(vote.key) if before else None
        change = counts(standing, after.marks[vote.key], vote)
        self.totals.setdefault(vote.statement_id, Counter()).update(change)
        self.ballots[vote.ballot_id], self.rows[vote.id] = after, vote


def cast_elsewhere(name):
    """Give the votes of an export; their moments are read once."""
    moments = {}
    for vote in read_export(Path(folder(name))).votes:
        at = moments.setdefault(vote["cast_at"], NOON.fromisoformat(vote["cast_at"]))
        choice = Choice(vote["choice"])
        yield ElsewhereVoted(vote["voter"], vote["statement"], choice, at, vote["order"])


@pytest.mark.parametrize(
    ("name", "statements", "voters"),
    [
        (VTAIWAN, 197, 1921),
        ("polis-15-per-hour-seattle", 54, 339),
        ("polis-bg2050-volunteers", 371, 126),
    ],
)
def test_totals_and_last_votes_are_the_published_ones(name, statements, voters):
    votes = list(cast_elsewhere(name))
    urn = Urn()

    for vote in random.Random(2015).sample(votes * 2, k=2 * len(votes)):
        urn.take(vote)

    told = rows(folder(name) / "comments.csv")
    people = rows(folder(name) / "participants-votes.csv")
    assert (len(told), len(people)) == (statements, voters)
    assert totals_of(urn) == {
        row["comment-id"]: (int(row["agrees"]), int(row["disagrees"])) for row in told
    }
    assert marks_of(urn) == {
        person["participant"]: {c: MEANT[m] for c, m in person.items() if c.isdigit() and m}
        for person in people
    }


def totals_of(urn):
    return {
        key.rpartition("-")[2]: (total["agrees"], total["disagrees"])
        for key, total in urn.totals.items()
    }


def marks_of(urn):
    return {
        ballot.voter_id.rpartition(":")[2]: {
            key.rpartition("-")[2]: mark.choice for key, mark in ballot.marks.items()
        }
        for ballot in urn.ballots.values()
    }


def test_the_choices_of_vtaiwan_are_as_many_as_published():
    chosen = Counter(vote.choice for vote in cast_elsewhere(VTAIWAN))

    assert (chosen["agree"], chosen["disagree"], chosen["pass"]) == (31_352, 12_021, 6_624)
