"""楼栋议事常态化: a place meets by a rhythm; a session is held, or found missing."""

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from chassis.errors import Invalid, Refused
from chassis.events import Event

from ...events import DeliberationHeld, DeliberationMissed, DeliberationScheduled
from ..places import staff_of
from ..rules.calendar import ONE_DAY, day_of, end_of
from .meeting_places import MeetingPlace, Rhythm, met, missed, with_rhythm

MONTHS = {Rhythm.MONTHLY: 1, Rhythm.QUARTERLY: 3}


class State(StrEnum):
    """What became of a session."""

    SCHEDULED = "scheduled"
    HELD = "held"
    MISSED = "missed"


@dataclass(frozen=True)
class Period:
    """The month or quarter a session belongs to."""

    name: str
    first: date
    last: date


@dataclass(frozen=True)
class StandingSession:
    """The session of a place in a period."""

    id: str
    division: str
    period: Period
    state: State = State.SCHEDULED
    held_on: date | None = None
    topics: tuple[str, ...] = ()
    present: int = 0
    note: str = ""
    entered_by: str | None = None


@dataclass(frozen=True)
class Report:
    """What staff say of a session that was held."""

    held_on: date
    topics: tuple[str, ...]
    present: int
    note: str
    by: str


Decision = tuple[MeetingPlace, StandingSession, list[Event]]


def period_of(rhythm: Rhythm, day: date) -> Period:
    """Give the period a day lies in."""
    months = MONTHS[rhythm]
    begins = (day.month - 1) // months * months + 1
    ends = begins + months - 1
    name = f"{day.year}-{day.month:02d}" if months == 1 else f"{day.year}-Q{ends // months}"
    last = date(day.year, ends, monthrange(day.year, ends)[1])
    return Period(name, date(day.year, begins, 1), last)


def session_id(place_id: str, period: Period) -> str:
    """Name the session of a place in a period; there is one."""
    return f"{place_id}:{period.name}"


def first_period(rhythm: Rhythm, day: date) -> Period:
    """Give the period whose session is the first one due: the next, where little of one is left."""
    period = period_of(rhythm, day)
    little = (period.last - day) * 2 < period.last - period.first
    return period_of(rhythm, period.last + ONE_DAY) if little else period


def next_period(place: MeetingPlace, rhythm: Rhythm, *, now: datetime) -> Period:
    """Give the period that follows; none is passed over, however late it is seen."""
    return period_of(rhythm, day_of(place.next_at or now))


def schedule(place: MeetingPlace, rhythm: Rhythm, period: Period, *, now: datetime) -> Decision:
    """Say by when a place is to hold its next session."""
    session = StandingSession(session_id(place.id, period), place.id, period)
    due = with_rhythm(place, rhythm, period=period.name, next_at=end_of(period.last), now=now)
    announced = DeliberationScheduled(session.id, period.name, period.last, place.id)
    return due, session, [announced]


def find_missing(
    place: MeetingPlace, session: StandingSession | None, *, now: datetime
) -> tuple[MeetingPlace, StandingSession | None, list[Event]]:
    """Call the session of a period that has passed missed, unless it was held; once."""
    if session is None or session.state is not State.SCHEDULED:
        return place, None, []
    silent = missed(place, now)
    announced = DeliberationMissed(
        session_id=session.id,
        period=session.period.name,
        in_a_row=silent.missed_in_a_row,
        owner=staff_of(place.division),
        division=place.division,
    )
    return silent, replace(session, state=State.MISSED), [announced]


def hold(
    place: MeetingPlace, known: StandingSession | None, report: Report, *, now: datetime
) -> Decision:
    """Enter a session that was held, also later than its period; entered again it is as said last.

    A session of a place without a rhythm counts as well: it is what the rhythm is to come from.
    """
    _check_day(report, now)
    period = period_of(place.rhythm or Rhythm.MONTHLY, report.held_on)
    session = known or StandingSession(session_id(place.id, period), place.id, period)
    held = replace(
        session,
        state=State.HELD,
        held_on=report.held_on,
        topics=report.topics,
        present=report.present,
        note=report.note,
        entered_by=report.by,
    )
    announced = DeliberationHeld(
        session_id=held.id,
        period=period.name,
        held_on=report.held_on,
        topics=list(report.topics),
        present=report.present,
        division=place.division,
    )
    first = session.state is not State.HELD
    return met(place, report.held_on, now), held, [announced] if first else []


def _check_day(report: Report, now: datetime) -> None:
    if report.held_on > day_of(now):
        raise Invalid(
            "held-in-future",
            "a session is entered once it was held",
            "议事会召开后方可录入",
            field="held_on",
        )
    if len(set(report.topics)) < len(report.topics):
        raise Refused("topic-twice", "a topic is named twice", "同一议题重复", field="topics")
