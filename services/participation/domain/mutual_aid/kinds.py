"""The kinds of mutual aid, how far helpers go, and how it comes to an end."""

from enum import StrEnum


class AidKind(StrEnum):
    """What help is about."""

    ELDER_VISIT = "elder_visit"
    CHILD_CARE = "child_care"
    REPAIRS = "repairs"
    ERRANDS = "errands"
    TUTORING = "tutoring"
    OTHER = "other"


class Side(StrEnum):
    """Whether help is asked for or offered."""

    ASK = "ask"
    OFFER = "offer"


class Reach(StrEnum):
    """How far from home a helper goes; also how near two places lie, the nearest first."""

    ESTATE = "estate"
    COMMUNITY = "community"
    TOWN = "town"

    @property
    def width(self) -> int:
        """Count from the nearest."""
        return list(Reach).index(self)


class End(StrEnum):
    """Why an ask, an offer or a match is over."""

    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    UNCONFIRMED = "unconfirmed"
    FORGOTTEN = "forgotten"
