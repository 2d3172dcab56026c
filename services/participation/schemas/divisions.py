"""What is sent and shown of places."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from marshmallow.validate import Length, OneOf

from chassis.events import described

from ..domain.divisions.division import Ended, Former, Kind, Pilot, Setting, Weakness
from .limits import Code, Title


@dataclass(frozen=True)
class EnterDivision:
    """What an integrator sends to enter a place of the official list, or one below a community."""

    code: Code = described("440605126009", "official code, or our own below a community")
    name: Title = described("大步社区居委会", "name as published")
    kind: Kind = described("residents_committee", "what the place is")
    parent: Code | None = described("440605126", "code of the place it lies in", default=None)
    name_en: Annotated[str, Length(0, 200)] = described("", "name in English", default="")
    short_name: Annotated[str, Length(0, 200)] = described("大步社区", "name as spoken", default="")
    edition: Annotated[str, Length(0, 200)] = described(
        "2023", "edition of the official list", default=""
    )
    since: date | None = described(
        "2018-02-01", "first day the place stood, where known", default=None
    )
    setting: Setting | None = described("rural", "urban or rural, where known", default=None)


@dataclass(frozen=True)
class BuildPlace:
    """What a community worker sends to name an estate, a natural village or a building."""

    kind: Annotated[Kind, OneOf((Kind.ESTATE, Kind.NATURAL_VILLAGE, Kind.BUILDING))] = described(
        "estate", "what the place is"
    )
    name: Title = described("大步花园", "name as spoken")
    since: date | None = described(
        "2018-02-01", "first day the place stood, where known", default=None
    )


@dataclass(frozen=True)
class Rename:
    """What an official sends when a place bears another name from a day on."""

    name: Title = described("大步村社区居委会", "name as published")
    on: date = described("2019-05-01", "first day of the new name")
    name_en: Annotated[str, Length(0, 200)] = described("", "name in English", default="")
    short_name: Annotated[str, Length(0, 200)] = described("大步村", "as spoken", default="")


@dataclass(frozen=True)
class Merge:
    """What an official sends when a place went over into another."""

    into: Code = described("440605126010", "code of the place it went over into")
    on: date = described("2019-05-01", "first day on which it stands no more")


@dataclass(frozen=True)
class SplitPart:
    """One of the places that another was split into."""

    code: Code = described("440605126011", "code of the part")
    places: Annotated[list[Code], Length(max=1000)] = described(
        ["440605126009-e01"], "what lay directly in the split place and goes over", default=()
    )


@dataclass(frozen=True)
class Split:
    """What an official sends when a place was split; it ends unless it is one of the parts."""

    parts: Annotated[list[SplitPart], Length(max=20)] = described(
        [{"code": "440605126011", "places": []}, {"code": "440605126012", "places": []}],
        "the places it was split into",
    )
    on: date = described("2019-05-01", "first day of the parts")


@dataclass(frozen=True)
class TakeBack:
    """What an official sends to take the last change of a place back, entered wrongly."""

    on: date = described("2019-05-01", "the day of the change, as it was entered")


@dataclass(frozen=True)
class SetSetting:
    """What an official or worker sends to say how a community lives."""

    setting: Setting = described("rural", "urban or rural")


@dataclass(frozen=True)
class DivisionView:
    """A place as everybody may see it; its id is its code.

    It stands from `valid_from` on and no more on `valid_to`; what came after are its `successors`.
    """

    id: str
    name: str
    kind: Kind
    parent: str | None
    committee: bool
    name_en: str
    short_name: str
    edition: str
    setting: Setting | None
    pilot: Pilot | None
    weak: bool
    rectifications: tuple[Weakness, ...]
    pilots: tuple[Pilot, ...]
    valid_from: date | None
    valid_to: date | None
    ended_by: Ended | None
    successors: tuple[str, ...]
    predecessors: tuple[str, ...]
    former: tuple[Former, ...]


@dataclass(frozen=True)
class DivisionSummary:
    """How many places of each kind lie in a district or town."""

    division: str
    towns: int
    communities: int
    committees: int
    zones: int
    pilots: int
    by_kind: dict[str, int]
    on: date | None = None
