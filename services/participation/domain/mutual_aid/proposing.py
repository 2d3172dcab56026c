"""When an ask that waits is brought together with an offer by the clock, and with which."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from chassis.events import Event

from ...events import AidProposed
from ..divisions.division import community_of
from .aid import Aid
from .matches import Match
from .matching import Candidate

PROPOSE_HOURS = 24  # how long neighbors have to find each other, where no standard says otherwise
LEAST_WAIT = timedelta(hours=1)
LOOK_AGAIN = timedelta(hours=1)


def await_proposal(ask: Aid, *, hours: int) -> Aid:
    """Say from when on the clock proposes: by half the time to the help, in an hour at least."""
    half = (ask.starts_at - ask.opened_at) / 2
    wait = max(LEAST_WAIT, min(timedelta(hours=hours), half))
    return replace(ask, propose_at=ask.opened_at + wait)


def look_again(ask: Aid, *, now: datetime) -> Aid:
    """Look for a helper again in a while: nobody fits now."""
    return replace(ask, propose_at=now + LOOK_AGAIN)


def first_of(ask: Aid, in_turn: Sequence[Candidate]) -> Candidate | None:
    """Take whose turn it is: of the organization the ask came through first, where it came so."""
    own = (one for one in in_turn if one.offer.organization_id == ask.organization_id)
    return next(own, in_turn[0] if in_turn else None)


def told(match: Match) -> list[Event]:
    """Announce a match that the clock proposed; who the two are is said to nobody."""
    return [
        AidProposed(
            match.id,
            match.ask_id,
            match.offer_id,
            match.kind.value,
            match.starts_at,
            match.ends_at,
            match.due_at or match.ends_at,
            match.organization_id,
            community_of(match.division),
        )
    ]
