"""The advisory group (社会建设顾问团): advisers of three kinds, and the opinions asked of them."""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from chassis.errors import Refused
from chassis.events import Event

from ..events import AdviceDelivered, AdviceRequested, AdviserAppointed, AdviserKind

DISTRICT = 6


@dataclass(frozen=True)
class Adviser:
    """One seat in the group, with what was asked of it; who sits there is not known here."""

    id: str
    division: str
    kind: AdviserKind
    expertise: str
    appointed_at: datetime
    open: int = 0
    asked: int = 0


@dataclass(frozen=True)
class AdvisoryGroup:
    """A district's advisers; one record, so that requests are spread fairly over them."""

    id: str
    division: str
    advisers: tuple[Adviser, ...] = ()


class Status(StrEnum):
    """Where a request for advice stands; it waits while the group has no adviser."""

    WAITING = "waiting"
    REQUESTED = "requested"
    DELIVERED = "delivered"


@dataclass(frozen=True)
class Advice:
    """An opinion asked on one topic."""

    id: str
    division: str
    topic_id: str
    title: str
    category: str
    asked_at: datetime
    adviser_id: str | None = None
    status: Status = Status.WAITING
    opinion: str = ""
    delivered_at: datetime | None = None


GroupDecision = tuple[AdvisoryGroup, list[Event]]
Decision = tuple[Advice, list[Event]]


def group_of(division: str) -> str:
    """Name the group that advises a place: that of its district."""
    return division[:DISTRICT]


def for_topic(topic_id: str) -> str:
    """Give the one request for advice on a topic its id."""
    return f"advice-{topic_id}"


def appoint(known: AdvisoryGroup | None, *, adviser: Adviser) -> GroupDecision:
    """Seat an adviser; the same one again changes nothing."""
    district = group_of(adviser.division)
    group = known or AdvisoryGroup(district, district)
    if any(seated.id == adviser.id for seated in group.advisers):
        return group, []
    seated = replace(group, advisers=(*group.advisers, adviser))
    return seated, [AdviserAppointed(adviser.id, adviser.kind, adviser.division)]


def choose(group: AdvisoryGroup | None) -> str | None:
    """Choose whom to ask: fewest open requests, then the kind asked least, then the adviser."""
    advisers = group.advisers if group else ()
    of_kind: Counter[AdviserKind] = Counter()
    for adviser in advisers:
        of_kind[adviser.kind] += adviser.asked
    ranked = [(a.open, of_kind[a.kind], a.asked, a.id) for a in advisers]
    return min(ranked)[-1] if ranked else None


def request(advice: Advice, *, adviser_id: str | None) -> Decision:
    """Ask the chosen adviser; without one the request waits."""
    if adviser_id is None or advice.status is not Status.WAITING:
        return advice, []
    asked = replace(advice, adviser_id=adviser_id, status=Status.REQUESTED)
    return asked, [AdviceRequested(advice.id, adviser_id, advice.topic_id, advice.division)]


def burden(group: AdvisoryGroup, *, adviser_id: str) -> AdvisoryGroup:
    """Count a request an adviser has to answer."""
    return _changed(group, adviser_id, more_open=1, more_asked=1)


def relieve(group: AdvisoryGroup, *, adviser_id: str) -> AdvisoryGroup:
    """Count a request an adviser has answered."""
    return _changed(group, adviser_id, more_open=-1, more_asked=0)


def deliver(advice: Advice, *, opinion: str, now: datetime) -> Decision:
    """Give the opinion that was asked for, once, for everyone to read."""
    if advice.adviser_id is None:
        raise Refused("no-adviser-yet", "no adviser has been asked yet", "尚未指定顾问")
    if advice.status is Status.DELIVERED:
        raise Refused("delivered-already", "this advice was delivered already", "意见已提交")
    delivered = replace(advice, status=Status.DELIVERED, opinion=opinion, delivered_at=now)
    fact = AdviceDelivered(advice.id, advice.adviser_id, advice.topic_id, opinion, advice.division)
    return delivered, [fact]


def _changed(
    group: AdvisoryGroup, adviser_id: str, *, more_open: int, more_asked: int
) -> AdvisoryGroup:
    advisers = tuple(
        replace(a, open=a.open + more_open, asked=a.asked + more_asked) if a.id == adviser_id else a
        for a in group.advisers
    )
    return replace(group, advisers=advisers)
