"""Bodies of the resolution: the text proposed, and its publication."""

from dataclasses import dataclass
from typing import Annotated

from chassis.events import described

from . import limits


@dataclass(frozen=True)
class Propose:
    """A text put to the vote of the residents."""

    text: Annotated[str, limits.TEXT] = described("划40个车位，10个为访客车位", "what is proposed")


@dataclass(frozen=True)
class Resolve:
    """Staff publish what residents decided."""

    lead_id: Annotated[str, limits.IDENTITY] | None = described(
        "center-dali", "the organization asked to carry it out", default=None
    )
