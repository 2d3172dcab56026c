"""What is sent and shown of activities and of who was there."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from marshmallow.validate import Length

from chassis.events import described

from .limits import Code, Identity, Places, Reference, Title

COMMUNITY_ONLY = "only residents of its community can take part"
ASKS_CODE = "residents who check themselves in need the code shown there"


@dataclass(frozen=True)
class ScheduleActivity:
    """What is sent to put an activity into the timetable."""

    title: Title = described("亲子阅读", "what it is called")
    division: Code = described("440605126009", "where it takes place")
    starts_at: datetime = described("2019-05-04T09:30:00+08:00", "when it begins")
    ends_at: datetime = described("2019-05-04T11:30:00+08:00", "when it ends")
    capacity: Places = described(20, "how many can take part")
    space_id: Identity | None = described("space-1", "the space, if it is in one", default=None)
    host_id: Identity | None = described("org-1", "the organization that holds it", default=None)
    community_only: bool = described(False, COMMUNITY_ONLY, default=False)
    asks_code: bool = described(False, ASKS_CODE, default=False)
    reference: Reference | None = described(
        "dabu-reading-18", "your own number; the same again is the same activity", default=None
    )


@dataclass(frozen=True)
class ChangeActivity:
    """What is sent to change an activity: what is left out stays as it is."""

    title: Title | None = described("亲子阅读（改期）", "what it is called", default=None)
    starts_at: datetime | None = described(
        "2019-05-11T09:30:00+08:00", "when it begins", default=None
    )
    ends_at: datetime | None = described("2019-05-11T11:30:00+08:00", "when it ends", default=None)
    capacity: Places | None = described(30, "how many can take part", default=None)
    space_id: Identity | None = described("space-2", "the space it moves to", default=None)
    community_only: bool | None = described(False, COMMUNITY_ONLY, default=None)
    asks_code: bool | None = described(False, ASKS_CODE, default=None)


@dataclass(frozen=True)
class CallOff:
    """What is sent when an activity does not take place."""

    reason: Annotated[str, Length(1, 200)] = described("台风", "why, as residents are told")


@dataclass(frozen=True)
class SignUp:
    """What is sent to sign a resident up, or to give the place back."""

    resident_id: Identity = described("resident-1", "who takes part")


@dataclass(frozen=True)
class Attend:
    """What is sent when a resident was at an activity."""

    activity_id: Identity = described("activity-1", "the activity")
    resident_id: Identity = described("resident-1", "who was there")
    attended_at: datetime | None = described(
        "2019-05-04T09:30:00+08:00", "when, for imports; now if left out", default=None
    )
    code: Annotated[str, Length(1, 20)] | None = described(
        "K7WM2H9P", "the code shown there; it holds for a few minutes", default=None
    )


@dataclass(frozen=True)
class ActivityView:
    """An activity as everybody may see it: places, not people."""

    id: str
    division: str
    title: str
    space_id: str | None
    host_id: str | None
    starts_at: datetime
    ends_at: datetime
    capacity: int
    places_left: int
    community_only: bool
    asks_code: bool
    revision: int
    called_off: str | None


@dataclass(frozen=True)
class SignUpView:
    """What became of a sign-up."""

    activity_id: str
    resident_id: str
    place: str


@dataclass(frozen=True)
class RosterView:
    """Who takes part in an activity, as those who run it may see it."""

    id: str
    signed_up: tuple[str, ...]
    waiting: tuple[str, ...]
    attended: tuple[str, ...]
    missed: tuple[str, ...]


@dataclass(frozen=True)
class AttendanceView:
    """A resident was at an activity."""

    id: str
    division: str
    resident_id: str
    activity_id: str
    attended_at: datetime


@dataclass(frozen=True)
class AttendanceCodeView:
    """The code shown at an activity, for residents to type in."""

    activity_id: str
    code: str
    refused_from: datetime
