"""代录的种类: which bodies collect voices, how they are received, and what is noted of them."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class BodyKind(StrEnum):
    """Which kind of body collects voices, or takes them from another."""

    CAPTAIN = "captain"
    PARTY_GROUP = "party_group"
    PARTY_BRANCH = "party_branch"
    ORGANIZATION = "organization"
    CENTER = "center"
    COMMUNITY = "community"
    TOWN = "town"
    DISTRICT = "district"


class Received(StrEnum):
    """How a voice was received."""

    IN_PERSON = "in_person"
    PHONE = "phone"
    MEETING = "meeting"


class What(StrEnum):
    """What was entered."""

    TOPIC = "topic"
    STATEMENT = "statement"


class Standing(StrEnum):
    """What the resident says of it."""

    UNANSWERED = "unanswered"
    CONFIRMED = "confirmed"
    CORRECTED = "corrected"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class Collected:
    """Who received a voice, of which kind of body, and how."""

    body: BodyKind
    body_id: str | None = None
    verified: bool = False
    received: Received | None = None


@dataclass(frozen=True)
class Hand:
    """One line of the path: who has the voice now, since when, and who noted it."""

    body: BodyKind
    body_id: str | None
    at: datetime
    by: str
    note: str = ""


@dataclass(frozen=True)
class Correction:
    """What the resident changed: both texts stay, with who changed them, when and why."""

    at: datetime
    before: str
    after: str
    reason: str


@dataclass(frozen=True)
class Spoken:
    """What was entered: a topic or a statement, where, and its words."""

    id: str
    what: What
    topic_id: str
    division: str
    text: str
