from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chassis.errors import Refused
from services.expression.domain.topics.imports import came_before, may_have_come, stands
from services.expression.domain.topics.statements import Moderation
from services.expression.domain.topics.topic import Channel, Stage, Window
from services.expression.domain.topics.votes import (
    Choice,
    Mark,
    cast,
    counts,
    next_mark,
    require_voting,
)

from .builders import LIN, NOON, a_statement, a_topic, a_vote

SOON = NOON + timedelta(minutes=1)


def a_ballot(*votes):
    ballot = None
    for vote in votes:
        ballot, _ = cast(ballot, vote)
    return ballot


def test_a_vote_is_announced_and_stands():
    ballot, events = cast(None, a_vote())

    assert ballot.marks == {"s-1": Mark(Choice.AGREE, NOON)}
    assert (events[0].vote_id, events[0].voter_id, events[0].choice) == ("v-1", LIN.id, "agree")


def test_the_last_vote_stands_whatever_arrives_first():
    early, late = a_vote(Choice.AGREE), a_vote(Choice.DISAGREE, SOON)

    assert a_ballot(early, late) == a_ballot(late, early)
    assert a_ballot(late, early).marks["s-1"].choice is Choice.DISAGREE


def test_of_two_votes_of_the_same_moment_the_later_in_order_stands():
    first, second = a_vote(Choice.AGREE, order=1), a_vote(Choice.PASS, order=2)

    assert a_ballot(second, first).marks["s-1"].choice is Choice.PASS


def test_a_change_of_mind_is_one_more_vote_but_moves_the_one_that_stands():
    before = Mark(Choice.AGREE, NOON)
    after = Mark(Choice.DISAGREE, SOON)

    assert counts(None, before, a_vote()) == {"agrees": 1, "standing_agree": 1}
    assert counts(before, after, a_vote(Choice.DISAGREE)) == {
        "disagrees": 1,
        "standing_agree": -1,
        "standing_disagree": 1,
    }


def test_a_vote_cast_on_a_slow_clock_still_replaces_the_one_before():
    ballot = a_ballot(a_vote(Choice.AGREE, SOON))

    mark = next_mark(ballot, "s-1", choice=Choice.PASS, now=NOON)

    assert mark.age > ballot.marks["s-1"].age


@pytest.mark.parametrize("stage", [s for s in Stage if s is not Stage.DISCUSSION])
def test_statements_are_voted_on_only_while_residents_deliberate(stage):
    with pytest.raises(Refused, match="cannot be voted on"):
        require_voting(a_topic(stage), a_statement(), NOON)


def test_a_consultation_takes_votes_only_within_its_window():
    window = Window(NOON, SOON, "all")
    topic = a_topic(Stage.DISCUSSION, channel=Channel.SPECIAL, window=window)

    require_voting(topic, a_statement(), NOON)
    with pytest.raises(Refused, match="not open"):
        require_voting(topic, a_statement(), SOON)


def test_what_was_not_let_through_is_not_voted_on():
    with pytest.raises(Refused, match="not let through"):
        require_voting(a_topic(Stage.DISCUSSION), a_statement(moderated=Moderation.REJECTED), NOON)


def test_the_same_moment_imported_with_another_choice_is_refused():
    with pytest.raises(Refused, match="imported before as agree"):
        came_before(a_vote(Choice.AGREE), a_vote(Choice.PASS))


class Books:
    """What the store would hold: ballots, rows and totals, without a store."""

    def __init__(self):
        self.ballots, self.rows, self.totals = {}, {}, {}

    def take(self, vote):
        before = self.ballots.get(vote.voter_id)
        if stands(before, vote):
            return
        if may_have_come(before, vote) and came_before(self.rows.get(vote.id), vote):
            return
        after, _ = cast(before, vote)
        standing = before.marks.get(vote.statement_id) if before else None
        change = counts(standing, after.marks[vote.statement_id], vote)
        self.ballots[vote.voter_id], self.rows[vote.id] = after, vote
        for name, number in change.items():
            key = vote.statement_id, name
            self.totals[key] = self.totals.get(key, 0) + number

    @property
    def end(self):
        return self.ballots, {key: n for key, n in self.totals.items() if n}


VOTES = st.builds(
    lambda voter, statement, choice, minute, order: a_vote(
        choice,
        NOON + timedelta(minutes=minute),
        order,
        id=f"{statement}:{voter}:{minute}:{order}",
        voter_id=voter,
        statement_id=statement,
    ),
    st.sampled_from(["a", "b", "c"]),
    st.sampled_from(["s-1", "s-2"]),
    st.sampled_from(list(Choice)),
    st.integers(0, 3),
    st.integers(0, 2),
)


@given(votes=st.lists(VOTES, unique_by=lambda vote: vote.id, max_size=30), data=st.data())
def test_the_end_is_the_same_when_votes_come_shuffled_and_twice(votes, data):
    shuffled = data.draw(st.permutations(votes + votes))
    straight, crooked = Books(), Books()

    for vote in sorted(votes, key=lambda vote: vote.mark.age):
        straight.take(vote)
    for vote in shuffled:
        crooked.take(vote)

    assert crooked.end == straight.end
    assert len(crooked.rows) == len(votes)
