"""The captains' log (楼长工作台账): what a team of captains handled, by building and by kind.

It counts what was done for a team. What is sent back is taken off again, from the same rows.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from chassis.errors import Invalid

from ..days import local_day
from ..divisions.division import community_of
from .affair import Affair

KIND = "kind_"
ALWAYS = "all"


class Level(StrEnum):
    """What a row of the log adds up: a building (or estate), or a community."""

    BUILDING = "building"
    COMMUNITY = "community"


@dataclass(frozen=True)
class Row:
    """A row of the log: a team in a place, in a month or in all."""

    team_id: str
    level: Level
    division: str
    month: str

    @property
    def id(self) -> str:
        """Name the row."""
        return f"{self.team_id}:{self.level.value}:{self.division}:{self.month}"


def rows_of(affair: Affair) -> list[Row]:
    """Say in which rows of the log an affair stands: none where no team handled it."""
    if affair.team_id is None or affair.completed_at is None:
        return []
    month = f"{local_day(affair.completed_at):%Y-%m}"
    places = [(Level.COMMUNITY, community_of(affair.division))]
    if affair.division != community_of(affair.division):
        places.append((Level.BUILDING, affair.division))
    return [
        Row(affair.team_id, level, place, one) for level, place in places for one in (month, ALWAYS)
    ]


def handled(affair: Affair, times: int = 1) -> dict[str, int]:
    """Say what an affair adds to its rows when it is done, or takes off when it is sent back."""
    return {"affairs": times, f"{KIND}{affair.kind.value}": times}


def known_month(text: str) -> str:
    """Take a month as it is written in rows."""
    try:
        return f"{date.fromisoformat(f'{text}-01'):%Y-%m}"
    except ValueError:
        raise Invalid(
            "month-malformed",
            "month is written as in 2019-05",
            "月份格式应如 2019-05",
            field="month",
        ) from None


def known_level(text: str) -> Level:
    """Take a level of the log."""
    if text not in set(Level):
        raise Invalid(
            "level-unknown",
            "by is one of building, community",
            "by 须为 building 或 community",
            field="by",
        )
    return Level(text)
