"""Mutual aid: asked for, offered, agreed on, given. Nobody is named, and no building."""

from dataclasses import dataclass
from datetime import date, datetime

from chassis.events import Event, described

from .words import COMMUNITY, MORNING

THERE = "official code of the community; the building stays with this service"


@dataclass(frozen=True)
class AidAsked(Event):
    """A resident asks for help of a kind."""

    ask_id: str = described("ask-1", "the ask")
    kind: str = described("elder_visit", "kind of help")
    starts_at: datetime = described(MORNING, "when help is wanted")
    ends_at: datetime = described(MORNING.replace(hour=3), "until when")
    places: int = described(1, "how many helpers are wanted")
    organization_id: str | None = described("org-mutual-aid", "through whom, if anybody")
    division: str = described(COMMUNITY, THERE)


@dataclass(frozen=True)
class AidOffered(Event):
    """A resident offers help of a kind."""

    offer_id: str = described("offer-1", "the offer")
    kind: str = described("elder_visit", "kind of help")
    starts_at: datetime = described(MORNING, "from when")
    ends_at: datetime = described(MORNING.replace(hour=5), "until when")
    places: int = described(2, "how many can be helped")
    reach: str = described("community", "estate, community or town: how far the helper goes")
    organization_id: str | None = described("org-mutual-aid", "through whom, if anybody")
    division: str = described(COMMUNITY, THERE)


@dataclass(frozen=True)
class AidProposed(Event):
    """An ask that waited was brought together with an offer by the clock: both are to answer."""

    match_id: str = described("ask-1:offer-1", "the match")
    ask_id: str = described("ask-1", "the ask")
    offer_id: str = described("offer-1", "the offer")
    kind: str = described("elder_visit", "kind of help")
    starts_at: datetime = described(MORNING, "when they can meet")
    ends_at: datetime = described(MORNING.replace(hour=3), "until when")
    answer_by: datetime = described(MORNING, "until when both are to say yes")
    organization_id: str | None = described("org-mutual-aid", "through whom, if anybody")
    division: str = described(COMMUNITY, THERE)


@dataclass(frozen=True)
class AidAgreed(Event):
    """Who asks and who offers both said yes."""

    match_id: str = described("ask-1:offer-1", "the match")
    ask_id: str = described("ask-1", "the ask")
    offer_id: str = described("offer-1", "the offer")
    kind: str = described("elder_visit", "kind of help")
    starts_at: datetime = described(MORNING, "when they meet")
    ends_at: datetime = described(MORNING.replace(hour=3), "until when")
    division: str = described(COMMUNITY, THERE)


@dataclass(frozen=True)
class AidGiven(Event):
    """Help was given; `hours_credited` tells who is credited with the time."""

    match_id: str = described("ask-1:offer-1", "the match")
    kind: str = described("elder_visit", "kind of help")
    minutes: int = described(90, "for how long")
    grade: str = described("system", "system: both said so themselves; attested: on one's word")
    given_on: date = described(date(2019, 5, 4), "day of the help")
    organization_id: str | None = described("org-mutual-aid", "through whom, if anybody")
    division: str = described(COMMUNITY, THERE)


@dataclass(frozen=True)
class AidEnded(Event):
    """An ask, an offer or a match came to nothing, or to nothing more."""

    what: str = described("match", "ask, offer or match")
    about_id: str = described("ask-1:offer-1", "which")
    kind: str = described("elder_visit", "kind of help")
    reason: str = described("declined", "declined, withdrawn, expired, unconfirmed or forgotten")
    division: str = described(COMMUNITY, THERE)
