"""讨论: what residents say on a topic, before, during and after it is decided."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from chassis.errors import NotFound, Refused
from chassis.events import Event

from ...events import StatementMade
from ..elsewhere import ended_elsewhere
from .moves import require
from .raising import pseudonym
from .topic import Actor, Origin, Stage, Topic

OPEN_TO_SPEECH = (
    Stage.RAISED,
    Stage.SCREENED,
    Stage.DISCUSSION,
    Stage.NOTICE,
    Stage.RESOLVED,
    Stage.EXECUTING,
    Stage.REPORTED,
)


class Moderation(StrEnum):
    """Whether a statement was let through where it was made."""

    ACCEPTED = "accepted"
    PENDING = "pending"
    REJECTED = "rejected"


@dataclass(frozen=True)
class Statement:
    """Something said on a topic, and in which stage it was said."""

    id: str
    topic_id: str
    division: str
    made_by: str
    text: str
    stage: Stage
    made_at: datetime
    origin: Origin = Origin.RESIDENT
    moderated: Moderation = Moderation.ACCEPTED
    entered_by: str | None = None
    reference: str | None = None
    reply_to: str | None = None
    corrected_at: datetime | None = None
    withdrawn_at: datetime | None = None


@dataclass(frozen=True)
class ElsewhereSaid:
    """A statement of an imported deliberation, by its reference there."""

    reference: str
    author: str
    text: str
    created_at: datetime
    moderated: Moderation
    reply_to: str | None = None


Decision = tuple[Statement, list[Event]]


def make_statement(
    statement_id: str, topic: Topic, *, by: Actor, text: str, now: datetime
) -> Decision:
    """Record what a resident says; the record shows at which stage it was said."""
    require(topic, *OPEN_TO_SPEECH, to="be spoken on", zh="发言")
    statement = Statement(
        id=statement_id,
        topic_id=topic.id,
        division=topic.division,
        made_by=by.id,
        text=text,
        stage=topic.stage,
        made_at=now,
        entered_by=by.entered_by,
    )
    return statement, [_announced(statement)]


def import_statement(topic: Topic, said: ElsewhereSaid, *, by: Actor) -> Decision:
    """Record a statement of a deliberation held elsewhere, under a pseudonym."""
    require_import(topic)
    statement = Statement(
        id=imported_id(topic.id, said.reference),
        topic_id=topic.id,
        division=topic.division,
        made_by=pseudonym(topic.id, said.author),
        text=said.text,
        stage=Stage.DISCUSSION,
        made_at=said.created_at,
        origin=Origin.IMPORT,
        moderated=said.moderated,
        entered_by=by.id,
        reference=said.reference,
        reply_to=imported_id(topic.id, said.reply_to) if said.reply_to else None,
    )
    return statement, [_announced(statement)]


def spoken(statement: Statement) -> dict[str, int]:
    """Give what a statement adds to the counts of its topic: one more, said in this stage."""
    return {"statements": 1, f"said_{statement.stage}": 1}


def imported_id(topic_id: str, reference: str) -> str:
    """Name an imported statement by its reference, so that importing it again finds it."""
    return f"{topic_id}-s-{reference}"


def require_import(topic: Topic) -> None:
    """Refuse to import into a topic that was raised here, or that is no longer discussed."""
    if topic.origin is not Origin.IMPORT:
        raise Refused(
            "not-an-import",
            "statements and votes are imported only into a topic that was imported",
            "只能向导入的议题导入发言和投票",
        )
    if not ended_elsewhere(topic):
        require(topic, Stage.DISCUSSION, to="take in an import", zh="导入")


def belonging(statement: Statement | None, statement_id: str, topic: Topic) -> Statement:
    """Give a statement if it was made here, on what was merged in, or on what this came from."""
    if statement is None or statement.topic_id not in topic.heard_on:
        raise NotFound("statements", statement_id)
    return statement


def _announced(statement: Statement) -> StatementMade:
    return StatementMade(
        statement_id=statement.id,
        topic_id=statement.topic_id,
        made_by=statement.made_by,
        origin=statement.origin,
        division=statement.division,
    )
