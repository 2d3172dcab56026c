"""Scores: every point stands in a ledger with the event that earned it and the rule behind it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta, timezone

from chassis.events import Meta

from .places import community, town
from .rulebook import Ruling

BEIJING = timezone(timedelta(hours=8))
PREFIXES = {"resident": "resident", "captain": "resident", "organization": "organization"}


@dataclass(frozen=True)
class Party:
    """Somebody or some place an action counts for, and as what."""

    role: str
    subject: str


@dataclass(frozen=True)
class Action:
    """Something that was done and may earn points; its id is the event's."""

    id: str
    event_type: str
    fact: str
    at: datetime
    division: str
    roles: tuple[str, ...]
    subjects: tuple[str, ...]

    @property
    def parties(self) -> list[Party]:
        """List whom it counts for."""
        return [Party(*pair) for pair in zip(self.roles, self.subjects, strict=True)]

    @property
    def day(self) -> date:
        """Give the day by the calendar of the place."""
        return self.at.astimezone(BEIJING).date()


@dataclass(frozen=True)
class LedgerRow:
    """Points one event earned one subject under one rule: written once, the answer to `why`."""

    id: str
    subject: str
    rule: str
    event_id: str
    event_type: str
    standard_id: str
    number: int
    points: int
    actions: int
    at: datetime
    division: str


@dataclass(frozen=True)
class Total:
    """What a subject has earned, and with how many actions."""

    points: int = 0
    actions: int = 0


def start_of(day: date) -> datetime:
    """Give the moment a day begins by the calendar of the place."""
    return datetime.combine(day, time.min, BEIJING)


def action_of(
    meta: Meta,
    fact: str,
    *,
    at: datetime | date | None,
    division: str,
    named: list[tuple[str, str]],
) -> Action:
    """Read an event as an action: done when the event says, for those it names and for the place.

    The day that counts is the event's own (the visit, the service), not the day it reached us;
    events that name no time of their own are taken by the time they were announced.
    """
    moment = at if isinstance(at, datetime) else (start_of(at) if at else meta.time)
    parties = [(role, f"{PREFIXES[role]}:{identity}") for role, identity in named]
    parties += [
        (role, f"{role}:{place}")
        for role, place in (("community", community(division)), ("town", town(division)))
        if place
    ]
    roles, subjects = zip(*parties, strict=True) if parties else ((), ())
    return Action(meta.id, meta.type, fact, moment, division, roles, subjects)


def rows_of(action: Action, ruling: Ruling) -> list[LedgerRow]:
    """Give the rows an action earns under the points in force; roles left out there get none."""
    worth = ruling.rules.get(action.fact, {})
    return [
        LedgerRow(
            id=f"{action.fact}.{party.role}:{action.id}:{party.subject}",
            subject=party.subject,
            rule=f"{action.fact}.{party.role}",
            event_id=action.id,
            event_type=action.event_type,
            standard_id=ruling.standard_id,
            number=ruling.number,
            points=worth[party.role],
            actions=0 if party.role == "captain" else 1,
            at=action.at,
            division=action.division,
        )
        for party in action.parties
        if party.role in worth
    ]


def totals_of(rows: Iterable[LedgerRow]) -> dict[str, Total]:
    """Add a ledger up: the totals that are kept beside it must equal this at any time."""
    totals: dict[str, Total] = {}
    for row in rows:
        before = totals.get(row.subject, Total())
        totals[row.subject] = Total(before.points + row.points, before.actions + row.actions)
    return totals


def kind_of(subject: str) -> str:
    """Name the kind of a subject: resident, organization, community, town or anonymous."""
    return subject.partition(":")[0]


def anonymous(row: LedgerRow, token: str) -> LedgerRow:
    """Cut a row off from the resident who earned it; no row leads to another any more."""
    place = community(row.division) or row.division
    return replace(
        row, id=f"{row.rule}:{row.event_id}:anonymous:{token}", subject=f"anonymous:{place}"
    )


def without(action: Action, subject: str) -> Action:
    """Take somebody out of an action that still waits for its points."""
    kept = [party for party in action.parties if party.subject != subject]
    return replace(
        action,
        roles=tuple(party.role for party in kept),
        subjects=tuple(party.subject for party in kept),
    )
