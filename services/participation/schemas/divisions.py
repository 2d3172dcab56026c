"""What is sent and shown of places."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from marshmallow.validate import Length, OneOf

from chassis.events import described

from ..domain.divisions import Kind, Pilot, Setting, Weakness
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


@dataclass(frozen=True)
class BuildPlace:
    """What a community worker sends to name an estate, a natural village or a building."""

    kind: Annotated[Kind, OneOf((Kind.ESTATE, Kind.NATURAL_VILLAGE, Kind.BUILDING))] = described(
        "estate", "what the place is"
    )
    name: Title = described("大步花园", "name as spoken")


@dataclass(frozen=True)
class JoinPilot:
    """What an official sends to take a community into a round of pilots."""

    community_id: Code = described("440605126009", "official code of the community")
    round: Annotated[str, Length(1, 100)] = described("2018-1", "the round of pilots")
    since: date = described("2018-02-01", "first day of the pilot")
    level: Annotated[str, OneOf(("district", "town"))] = described("district", "who runs it")
    setting: Setting | None = described("rural", "urban or rural, where known", default=None)


@dataclass(frozen=True)
class FlagWeak:
    """What an official sends when a community is found weak and lax."""

    reason: Annotated[str, Length(1, 500)] = described("长期没有议事", "what was found")


@dataclass(frozen=True)
class DivisionView:
    """A place as everybody may see it; its id is its code."""

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
