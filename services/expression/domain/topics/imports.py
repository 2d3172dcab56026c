"""Votes of a deliberation held elsewhere: each counts once, in whatever order they arrive."""

from dataclasses import dataclass
from datetime import datetime

from chassis.errors import Refused

from .raising import pseudonym
from .statements import imported_id
from .topic import Actor, Origin, Topic
from .votes import Ballot, Choice, Mark, Vote


@dataclass(frozen=True)
class ElsewhereVoted:
    """One vote as the other system recorded it; `order` ranks votes of the same moment."""

    voter: str
    statement: str
    choice: Choice
    cast_at: datetime
    order: int


def read_vote(topic: Topic, voted: ElsewhereVoted, *, by: Actor) -> Vote:
    """Put an imported vote into our words; its id follows from who voted on what, and when."""
    moment = int(voted.cast_at.timestamp() * 1000)
    statement_id = imported_id(topic.id, voted.statement)
    return Vote(
        id=f"{statement_id}:{voted.voter}:{moment}:{voted.order}",
        on=topic.id,
        topic_id=topic.id,
        statement_id=statement_id,
        voter_id=pseudonym(topic.id, voted.voter),
        division=topic.division,
        mark=Mark(voted.choice, _to_milliseconds(voted.cast_at), voted.order),
        origin=Origin.IMPORT,
        entered_by=by.id,
    )


def stands(ballot: Ballot | None, vote: Vote) -> bool:
    """Tell whether this very vote stands in the ballot: then it was imported before."""
    standing = ballot.marks.get(vote.key) if ballot else None
    return standing is not None and standing.age == vote.mark.age and _same(standing, vote)


def may_have_come(ballot: Ballot | None, vote: Vote) -> bool:
    """Tell whether a vote may have been imported before: never, where nothing stands there yet."""
    return ballot is not None and vote.key in ballot.marks


def came_before(row: Vote | None, vote: Vote) -> bool:
    """Tell by its row whether a vote was imported before."""
    return row is not None and _same(row.mark, vote)


def _same(mark: Mark, vote: Vote) -> bool:
    if mark.choice is not vote.mark.choice:
        raise Refused(
            "vote-differs",
            f"this vote was imported before as {mark.choice}",
            f"该投票此前已按 {mark.choice} 导入",
            field="choice",
        )
    return True


def _to_milliseconds(moment: datetime) -> datetime:
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)
