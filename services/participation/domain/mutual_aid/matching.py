"""Which offers fit an ask, and whose turn it is: the same for whoever asks, and when."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from chassis.divisions import levels
from chassis.errors import Invalid, NotFound, Refused

from .aid import Aid
from .kinds import Reach, Side

LEAST_TOGETHER = timedelta(minutes=30)  # or as long as the ask, where that is shorter
TOWN_LEVEL, COMMUNITY_LEVEL, ESTATE_LEVEL = 2, 3, 4


@dataclass(frozen=True)
class Candidate:
    """An offer that fits an ask: how near, and when both have time."""

    offer: Aid
    nearness: Reach
    starts_at: datetime
    ends_at: datetime


def match_id(ask_id: str, offer_id: str) -> str:
    """Name the one match an ask and an offer can have."""
    return f"{ask_id}:{offer_id}"


def nearness(one: str, other: str) -> Reach | None:
    """Say how near two places lie: in the same estate, community or town; None: farther apart."""
    same = 0
    for mine, theirs in zip(levels(one), levels(other), strict=False):
        if mine != theirs:
            break
        same += 1
    if same >= ESTATE_LEVEL:
        return Reach.ESTATE
    return {COMMUNITY_LEVEL: Reach.COMMUNITY, TOWN_LEVEL: Reach.TOWN}.get(same)


def candidate(ask: Aid, offer: Aid, *, now: datetime) -> Candidate:
    """Bring an ask and an offer together, or say by which rule they do not fit."""
    _check_sides(ask, offer)
    if ask.resident_id == offer.resident_id:
        raise Invalid("own-ask", "nobody helps themselves", "不能帮助自己", field="offer_id")
    near = _near_enough(ask, offer)
    starts = max(ask.starts_at, offer.starts_at, now)
    ends = min(ask.ends_at, offer.ends_at)
    if ends - starts < min(LEAST_TOGETHER, ask.ends_at - ask.starts_at):
        raise Refused(
            "times-do-not-meet",
            "ask and offer have no half hour in common that is still to come",
            "双方没有尚未到来的共同时间（至少半小时）",
            field="offer_id",
        )
    for aid in (ask, offer):
        _check_place_left(aid)
    return Candidate(offer, near, starts, ends)


def in_fair_order(
    ask: Aid, offers: Iterable[Aid], *, tried: Collection[str], now: datetime
) -> list[Candidate]:
    """Rank who could help: the nearest first, among them who has waited longest for a turn.

    A helper waits from the day of the offer, and anew from each time they were agreed with: who
    helped least recently comes first. Nobody who declined is asked again.
    """
    untried = [one for one in offers if match_id(ask.id, one.id) not in tried]
    fitting = [found for one in untried if (found := _fitting(ask, one, now)) is not None]
    return sorted(fitting, key=_turn)


def _turn(found: Candidate) -> tuple[int, datetime, str]:
    return found.nearness.width, found.offer.waiting_since, found.offer.id


def _fitting(ask: Aid, offer: Aid, now: datetime) -> Candidate | None:
    try:
        return candidate(ask, offer, now=now)
    except Refused:
        return None


def _check_sides(ask: Aid, offer: Aid) -> None:
    if ask.side is not Side.ASK:
        raise NotFound("asks", ask.id)
    if offer.side is not Side.OFFER:
        raise NotFound("offers", offer.id)
    if ask.kind is not offer.kind:
        raise Invalid(
            "kind-differs",
            f"the ask is for {ask.kind.value}, the offer of {offer.kind.value}",
            f"求助类别为 {ask.kind.value}，提供的是 {offer.kind.value}",
            field="offer_id",
        )


def _near_enough(ask: Aid, offer: Aid) -> Reach:
    near = nearness(ask.division, offer.division)
    if near is None or near.width > offer.reach.width:
        raise Refused(
            "too-far-away",
            f"the helper goes no farther than their {offer.reach.value}",
            "求助地点超出对方愿意前往的范围",
            field="offer_id",
        )
    return near


def _check_place_left(aid: Aid) -> None:
    field = "ask_id" if aid.side is Side.ASK else "offer_id"
    if not aid.open:
        raise Refused(
            "aid-over", f"the {aid.side.value} is over", "该求助或帮助已结束", field=field
        )
    if aid.places_left <= 0:
        raise Refused(
            "aid-taken",
            f"all {aid.capacity} places of the {aid.side.value} are taken",
            f"{aid.capacity}个名额已满",
            field=field,
        )
