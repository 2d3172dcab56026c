"""Bodies of following a topic."""

from dataclasses import dataclass
from typing import Annotated

from chassis.events import described

from . import limits
from .topics import ON_BEHALF


@dataclass(frozen=True)
class FollowTopic:
    """A resident wants to hear what becomes of a topic."""

    resident_id: Annotated[str, limits.IDENTITY] | None = described(
        "r-1001", ON_BEHALF, default=None
    )
