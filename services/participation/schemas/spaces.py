"""What is sent and shown of public spaces."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Annotated

from marshmallow.validate import Length, OneOf, Range, Regexp

from chassis.events import described

from ..domain.residents.resident import GROUPS
from ..domain.spaces.openings import Closure, Hours
from ..domain.spaces.space import SpaceKind
from .limits import Code, Identity, Places, Reference, Title

CLOCK = r"^([01][0-9]|2[0-3]):[0-5][0-9](?!\n)$"


@dataclass(frozen=True)
class OpeningHours:
    """When a space is open on one day of the week."""

    weekday: Annotated[int, Range(1, 7)] = described(6, "1 is Monday")
    opens: Annotated[str, Regexp(CLOCK)] = described("09:00", "in China's time")
    closes: Annotated[str, Regexp(CLOCK)] = described("21:00", "in China's time")


@dataclass(frozen=True)
class ShutDays:
    """Days on which a space stays shut."""

    first_day: date = described("2019-02-04", "first day it is shut")
    last_day: date = described("2019-02-10", "last day it is shut")
    reason: Title = described("春节", "why, as everybody may read it")


@dataclass(frozen=True)
class SetTimes:
    """When a space is open from now on: this takes the place of what was said before."""

    hours: Annotated[list[OpeningHours], Length(0, 21)] = described(
        [{"weekday": 6, "opens": "09:00", "closes": "21:00"}], "when it is open; none: always"
    )
    closures: Annotated[list[ShutDays], Length(0, 50)] = described(
        [{"first_day": "2019-02-04", "last_day": "2019-02-10", "reason": "春节"}],
        "days on which it stays shut",
        default=[],
    )
    asks_code: bool | None = described(
        True,
        "whether those who check themselves in must say the code shown there; as before if unsaid",
        default=None,
    )


@dataclass(frozen=True)
class OpenSpace:
    """What a community worker or an integrator sends to register a public space."""

    kind: SpaceKind = described("youth_home", "one of the eight kinds")
    name: Title = described("大步社区亲青家园", "name on the door")
    division: Code = described("440605126009", "where it stands")
    capacity: Places = described(40, "how many people it holds")
    keeper: Annotated[str, Length(0, 100)] | None = described(
        "大步社区居委会", "who keeps it", default=None
    )
    host_id: Identity | None = described(
        "org-dabu-youth", "the organization that keeps it", default=None
    )
    serves: Annotated[list[Annotated[str, OneOf(GROUPS)]], Length(0, 20)] = described(
        ["youth"], "groups it serves; those of its kind if left out", default=[]
    )
    hours: Annotated[list[OpeningHours], Length(0, 21)] = described(
        [{"weekday": 6, "opens": "09:00", "closes": "21:00"}], "when it is open", default=[]
    )
    asks_code: bool = described(
        True, "whether those who check themselves in must say the code shown there", default=False
    )
    reference: Reference | None = described(
        "dabu-youth", "your own number; the same again is the same space", default=None
    )


@dataclass(frozen=True)
class CloseSpace:
    """What is sent when a space is given up for good."""

    reason: Annotated[str, Length(1, 200)] = described("房屋拆除", "why, as everybody may read it")
    on: date = described("2019-06-01", "first day on which it is closed")


@dataclass(frozen=True)
class CheckIn:
    """What is sent when a resident comes to a space."""

    resident_id: Identity = described("resident-1", "who came")
    space_id: Identity = described("space-1", "where")
    visited_at: datetime | None = described(
        "2019-05-04T09:30:00+08:00", "when, for imports; now if left out", default=None
    )
    code: Annotated[str, Length(1, 20)] | None = described(
        "7K3WQ9RD", "the code shown there, by those who check themselves in", default=None
    )


@dataclass(frozen=True)
class SpaceView:
    """A public space as everybody may see it.

    One that is `closed` is given up for good, from `closed_from` on where that is said.
    """

    id: str
    division: str
    kind: SpaceKind
    name: str
    capacity: int
    keeper: str | None
    host_id: str | None
    serves: tuple[str, ...]
    hours: tuple[Hours, ...]
    opened_at: datetime
    idle_since: date | None
    closed: bool
    closures: tuple[Closure, ...] = ()
    taken_up_on: date | None = None
    asks_code: bool = False
    closed_from: date | None = None
    closed_because: str | None = None


@dataclass(frozen=True)
class CodeView:
    """The code shown at a space now: whoever says it is there."""

    space_id: str
    code: str
    refused_from: datetime


@dataclass(frozen=True)
class VisitView:
    """A check-in."""

    id: str
    division: str
    resident_id: str
    space_id: str
    visited_at: datetime


@dataclass(frozen=True)
class SpaceUseView:
    """How much a space is used, in all and by month; small numbers are withheld (null)."""

    space_id: str
    visits: int | None
    last_used_on: date | None
    by_month: dict[str, int | None]


@dataclass(frozen=True)
class SpaceUseDetail:
    """At what hours of the day (China's time) a space is visited, and by which groups."""

    space_id: str
    visits: int
    by_hour: dict[str, int]
    by_group: dict[str, int]
    by_month: dict[str, int] = field(default_factory=dict)
