"""What it is sent over HTTP."""

from dataclasses import dataclass
from typing import Annotated

from marshmallow.validate import Length, Range

from chassis.events import described


@dataclass(frozen=True)
class RecordAction:
    """One thing a resident did."""

    resident_id: Annotated[str, Length(1, 60)] = described("r-0001", "who did it")
    points: Annotated[int, Range(1, 100)] = described(1, "what it is worth")
    division: Annotated[str, Length(6, 40)] = described("440605124004", "where")
