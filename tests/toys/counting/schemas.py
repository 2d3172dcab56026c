"""What the toy is sent over HTTP."""

from dataclasses import dataclass
from typing import Annotated

from marshmallow.validate import Length

from chassis.events import described


@dataclass(frozen=True)
class TakeAction:
    """Something to be done."""

    actor: Annotated[str, Length(1, 60)] = described("a1", "who does it")
    division: Annotated[str, Length(6, 40)] = described("440605124004", "where")
