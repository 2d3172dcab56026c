"""Bodies of the resolution: the text proposed, and its publication."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from chassis.events import described

from . import limits


@dataclass(frozen=True)
class Propose:
    """A text put to the vote of the residents."""

    text: Annotated[str, limits.TEXT] = described("划40个车位，10个为访客车位", "what is proposed")
    entitled: Annotated[int, limits.COUNT] | None = described(
        300,
        "how many are entitled, by the official list; needed where the rule asks a share",
        default=None,
    )


@dataclass(frozen=True)
class Resolve:
    """Staff publish what residents decided."""

    lead_id: Annotated[str, limits.IDENTITY] | None = described(
        "center-dali", "the organization asked to carry it out", default=None
    )
    due_on: date | None = described(
        "2030-06-03", "by when, a working day; the standard's deadline if left out", default=None
    )
