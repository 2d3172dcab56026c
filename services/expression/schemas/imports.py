"""Bodies of a deliberation held elsewhere, statement by statement and vote by vote."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated

from chassis.events import described

from ..domain.topics.statements import Moderation
from ..domain.topics.votes import Choice
from . import limits

SUMMER = datetime(2015, 8, 1, 4, 0, tzinfo=UTC)


@dataclass(frozen=True)
class ImportStatement:
    """A statement as the other system recorded it."""

    reference: Annotated[str, limits.REFERENCE] = described("153", "its id there")
    author: Annotated[str, limits.REFERENCE] = described("139", "its author's id there")
    text: Annotated[str, limits.TEXT] = described("我贊成uber合法化", "what was said")
    created_at: datetime = described(SUMMER, "when it was said")
    moderated: Moderation = described(
        "accepted", "accepted, pending or rejected there", default=Moderation.ACCEPTED
    )


@dataclass(frozen=True)
class ImportVote:
    """A vote as the other system recorded it."""

    voter: Annotated[str, limits.REFERENCE] = described("27", "the voter's id there")
    statement: Annotated[str, limits.REFERENCE] = described("153", "the statement's reference")
    choice: Choice = described("agree", "agree, disagree or pass")
    cast_at: datetime = described(SUMMER, "when it was cast")
    order: Annotated[int, limits.ORDER] = described(
        17, "rank among votes of the same moment, e.g. the line of the file", default=0
    )
