"""填补议事空白: which places there are, from community to building, and which of them meet."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from ..places import COMMUNITY, Level
from .deliberation import deliberative_level


class Rhythm(StrEnum):
    """How often a place is to hold a session."""

    MONTHLY = "monthly"
    QUARTERLY = "quarterly"


class Status(StrEnum):
    """Whether a place meets: it does, it has missed the last session, or it has no rhythm."""

    MEETING = "meeting"
    SILENT = "silent"
    NONE = "none"
    ENDED = "ended"


@dataclass(frozen=True)
class MeetingPlace:
    """A place, its rhythm, and since when it has been meeting or not."""

    id: str
    division: str
    level: Level
    status: Status
    status_since: datetime
    heard_at: datetime | None = None
    rhythm: Rhythm | None = None
    period: str = ""
    next_at: datetime | None = None
    last_held_on: date | None = None
    missed_in_a_row: int = 0


def known_place(place_id: str, *, now: datetime, kind: str | None = None) -> MeetingPlace:
    """Note a place that nobody spoke of before; at first it does not meet."""
    level = deliberative_level(place_id, kind)
    return MeetingPlace(place_id, place_id, level, Status.NONE, now)


def enter(place: MeetingPlace | None, place_id: str, *, kind: str, at: datetime) -> MeetingPlace:
    """Take in that a place stands, and what it is; news that was overtaken changes nothing."""
    known = place or known_place(place_id, now=at, kind=kind)
    if known.heard_at and known.heard_at > at:
        return known
    standing = replace(known, level=deliberative_level(place_id, kind), heard_at=at)
    return _turned(standing, Status.NONE, at) if known.status is Status.ENDED else standing


def end(place: MeetingPlace | None, place_id: str, *, at: datetime) -> MeetingPlace:
    """Take in that a place stands no more; its sessions stay in the record."""
    known = place or known_place(place_id, now=at)
    if known.heard_at and known.heard_at > at:
        return known
    ended = replace(known, heard_at=at, rhythm=None, period="", next_at=None)
    return _turned(ended, Status.ENDED, at)


def with_rhythm(
    place: MeetingPlace, rhythm: Rhythm, *, period: str, next_at: datetime, now: datetime
) -> MeetingPlace:
    """Give a place a rhythm; whether it keeps to it is seen at the end of each period."""
    due = replace(place, rhythm=rhythm, period=period, next_at=next_at)
    return due if place.status is Status.SILENT else _turned(due, Status.MEETING, now)


def without_rhythm(place: MeetingPlace, *, now: datetime) -> MeetingPlace:
    """Take the rhythm from a place: from now on it has none."""
    bare = replace(place, rhythm=None, period="", next_at=None, missed_in_a_row=0)
    return _turned(bare, Status.NONE, now)


def met(place: MeetingPlace, held_on: date, now: datetime) -> MeetingPlace:
    """Note that a place met; one that has a rhythm keeps to it again."""
    latest = max(place.last_held_on or held_on, held_on)
    seen = replace(place, last_held_on=latest)
    if place.rhythm is None or latest != held_on:
        return seen
    return _turned(replace(seen, missed_in_a_row=0), Status.MEETING, now)


def missed(place: MeetingPlace, now: datetime) -> MeetingPlace:
    """Note that a place did not meet."""
    silent = replace(place, missed_in_a_row=place.missed_in_a_row + 1)
    return _turned(silent, Status.SILENT, now)


def _turned(place: MeetingPlace, status: Status, at: datetime) -> MeetingPlace:
    if place.status is status:
        return place
    return replace(place, status=status, status_since=at)


def coverage_id(place: MeetingPlace) -> str:
    """Name the counter a place is counted in: those of its level in its community."""
    return f"{place.division[:COMMUNITY]}:{place.level}"


def recounted(before: MeetingPlace | None, after: MeetingPlace) -> list[tuple[str, dict[str, int]]]:
    """Say which counters a change of a place moves, and by how much."""
    moves: list[tuple[str, dict[str, int]]] = []
    was = (coverage_id(before), before.status) if before else None
    now = (coverage_id(after), after.status)
    if was == now:
        return moves
    if was:
        moves.append((was[0], {was[1].value: -1}))
    return [*moves, (now[0], {now[1].value: 1})]
