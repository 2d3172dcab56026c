"""Bodies and views of who decides, and of secret votes."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from marshmallow.validate import Length, OneOf, Range, Regexp

from chassis.events import described

from ..domain.deliberation.deliberation import Count
from ..domain.deliberation.secret_votes import UrnState
from ..domain.topics.votes import Choice
from . import limits

BASE64 = Regexp(r"^[A-Za-z0-9_-]{4,1400}={0,2}(?!\n)$")
SEAT_NAME = Regexp(r"^[^\s:]{1,40}(?!\n)$")
BODIES = OneOf(("households", "representatives", "members"))


@dataclass(frozen=True)
class EnterSeat:
    """Who votes for a household, or who sits in a body of a place."""

    division: Annotated[str, limits.DIVISION] = described("440605124004-e01", "the place")
    body: Annotated[str, BODIES] = described("households", "households, representatives or members")
    name: Annotated[str, SEAT_NAME] = described(
        "3-502", "the household or the seat, no name of a person"
    )
    members: Annotated[list[Annotated[str, limits.IDENTITY]], Length(1, 50)] = described(
        ["r-1001", "r-1002"], "residents who may vote for it"
    )
    area: Annotated[int, Range(0, 100_000_000)] = described(
        8_950,
        "its floor area by the property register, in hundredths of a square meter (民法典 278)",
        default=0,
    )


@dataclass(frozen=True)
class EnterRoll:
    """A voter asks for a ballot: their token, blinded."""

    blinded: Annotated[str, BASE64] = described("mN3w…", "the blinded token, URL-safe base64")


@dataclass(frozen=True)
class IssuedBallot:
    """The answer to a blinded token; the voter alone can turn it into a signature."""

    proposal_id: str
    blind_signature: str


@dataclass(frozen=True)
class CastBallot:
    """A ballot, cast by whoever holds its token."""

    token: Annotated[str, BASE64] = described("b64…", "the token, 32 bytes in URL-safe base64")
    signature: Annotated[str, BASE64] = described("b64…", "its signature")
    choice: Choice = described("agree", "agree, disagree or pass")


@dataclass(frozen=True)
class BallotTaken:
    """What whoever cast a ballot is told; the same for everyone."""

    in_urn: bool = True


@dataclass(frozen=True)
class SecretVoteView:
    """A secret vote as everyone sees it; how it stands nobody sees before its end."""

    id: str
    topic_id: str
    division: str
    public_key: str
    closes_at: datetime
    urn: UrnState
    on_roll: int
    digest: str
    counted: Count | None


@dataclass(frozen=True)
class RollLine:
    """Somebody who took part."""

    voter_id: str
