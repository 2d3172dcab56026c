"""What guidance reads of mutual aid: proposed by the clock, agreed on, ended. Nobody is named."""

from dataclasses import dataclass
from datetime import UTC, datetime

from chassis.events import described

from .participation import COMMUNITY, FromParticipation

ANSWER_BY = datetime(2019, 5, 7, 1, 30, tzinfo=UTC)


@dataclass(frozen=True)
class AidProposed(FromParticipation):
    """An ask that waited was brought together with an offer: both are to answer."""

    match_id: str = described("ask-1:offer-1", "the match")
    kind: str = described("elder_visit", "kind of help")
    answer_by: datetime = described(ANSWER_BY, "until when both are to say yes")
    organization_id: str | None = described("org-mutual-aid", "through whom, if anybody")
    division: str = described(COMMUNITY, "the community of who asks")


@dataclass(frozen=True)
class AidAgreed(FromParticipation):
    """Both said yes."""

    match_id: str = described("ask-1:offer-1", "the match")
    division: str = described(COMMUNITY, "the community of who asks")


@dataclass(frozen=True)
class AidEnded(FromParticipation):
    """An ask, an offer or a match came to nothing."""

    about_id: str = described("ask-1:offer-1", "which")
    reason: str = described("declined", "why")
    division: str = described(COMMUNITY, "the community")
