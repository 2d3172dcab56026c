"""What is sent and shown when a caller asks which ids belong to numbers of their own."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from marshmallow.validate import Length

from chassis.events import described

from .limits import Reference


class Referred(StrEnum):
    """What a caller may know by a number of their own."""

    RESIDENT = "resident"
    SPACE = "space"
    ACTIVITY = "activity"


@dataclass(frozen=True)
class LookUp:
    """Numbers a caller knows residents, spaces or activities by."""

    kind: Referred = described("resident", "what the numbers belong to")
    references: Annotated[list[Reference], Length(1, 500)] = described(
        ["dabu-000123"], "numbers they were registered under"
    )


@dataclass(frozen=True)
class FoundView:
    """The ids of those that are known, by the caller's own numbers; others are left out."""

    kind: Referred
    ids: dict[str, str]
