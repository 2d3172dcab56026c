"""Pathways: how far each resident has come, what they were offered, whether they wait for more."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from .places import community
from .rules import RUNGS
from .trials import Trials, climbed

WEEK = timedelta(days=7)
LOOK_AGAIN = timedelta(seconds=5)
REMEMBERED = 50


@dataclass(frozen=True)
class Offered:
    """One suggestion a resident got, and whether they stepped up afterwards."""

    suggestion_id: str
    opportunity_id: str
    rung: str
    at: datetime
    worked: bool = False


@dataclass(frozen=True)
class Pathway:
    """A resident's way up the ladder, as guidance sees it."""

    id: str
    division: str
    place: str
    rung: str | None = None
    waiting: bool = False
    waiting_since: datetime | None = None
    look_again_at: datetime | None = None
    offered: tuple[Offered, ...] = ()
    stopped: bool = False
    space_kind: str | None = None
    trials: Trials = ()
    count_at: datetime | None = None
    held_until: datetime | None = None
    uncounted: bool = False
    withdrawn: tuple[str, ...] = ()
    said: dict[str, datetime] = field(default_factory=dict)

    @property
    def taken(self) -> frozenset[str]:
        """Name what was offered before: nothing is offered twice."""
        return frozenset(offer.opportunity_id for offer in self.offered)

    def is_waiting_at(self, rung: str) -> bool:
        """Tell whether the resident stands on this rung and waits for a next step."""
        return self.waiting and not self.stopped and self.rung == rung


def open_for(known: Pathway | None, resident_id: str, division: str) -> Pathway:
    """Open the pathway of a resident, or bring their place up to date."""
    place = community(division) or division
    if known is None:
        return Pathway(resident_id, division, place)
    return replace(known, division=division, place=place)


def reached(pathway: Pathway, rung: str) -> bool:
    """Tell whether the resident stands on this rung or a higher one already."""
    return pathway.rung is not None and RUNGS.index(pathway.rung) >= RUNGS.index(rung)


def step_up(pathway: Pathway, rung: str, *, now: datetime) -> tuple[Pathway, list[Offered]]:
    """Note that a resident stepped up, and which suggestions led there; they wait for the next.

    A second look follows soon: an opportunity that is being entered at this very moment by
    another replica cannot be seen yet, and would not see this resident either.
    """
    led = [offer for offer in pathway.offered if _led_to(offer, rung)]
    marked = tuple(replace(o, worked=True) if o in led else o for o in pathway.offered)
    top = rung == RUNGS[-1]
    moved = replace(
        pathway,
        rung=rung,
        offered=marked,
        trials=climbed(pathway.trials, rung, now=now),
        held_until=None,
        waiting=not top and not pathway.stopped,
        waiting_since=now,
        look_again_at=None if top else now + LOOK_AGAIN,
    )
    return moved, led


def _led_to(offer: Offered, rung: str) -> bool:
    return not offer.worked and RUNGS.index(offer.rung) < RUNGS.index(rung)


def may_be_offered(pathway: Pathway, *, now: datetime, per_week: int) -> bool:
    """Tell whether one more suggestion this week is not too much."""
    return pathway.waiting and not pathway.stopped and room(pathway, now=now, per_week=per_week) > 0


def room(pathway: Pathway, *, now: datetime, per_week: int) -> int:
    """Count how many suggestions more are not too many this week."""
    return per_week - len([offer for offer in pathway.offered if offer.at > now - WEEK])


def rest(pathway: Pathway, *, now: datetime, per_week: int) -> Pathway:
    """Let a resident wait: for the week to pass where they had enough, else for something new."""
    if not pathway.waiting or may_be_offered(pathway, now=now, per_week=per_week):
        return replace(pathway, look_again_at=None)
    recent = sorted(offer.at for offer in pathway.offered if offer.at > now - WEEK)
    return replace(pathway, look_again_at=recent[-per_week] + WEEK)


def offer(pathway: Pathway, offered: Offered) -> Pathway:
    """Note a suggestion: the resident no longer waits."""
    kept = (*pathway.offered, offered)[-REMEMBERED:]
    return replace(pathway, offered=kept, waiting=False, look_again_at=None)


def wait_again(pathway: Pathway, *, now: datetime) -> Pathway:
    """Let a resident who did not take a suggestion wait for another one next week."""
    if pathway.stopped or pathway.rung is None or pathway.waiting:
        return pathway
    return replace(pathway, waiting=True, waiting_since=now, look_again_at=now + WEEK)


def stop(pathway: Pathway) -> Pathway:
    """Offer a resident nothing any more: they no longer agree to it."""
    return replace(pathway, stopped=True, waiting=False, look_again_at=None, held_until=None)
