"""Bodies of the review of a topic that was declined."""

from dataclasses import dataclass
from typing import Annotated

from chassis.events import described

from . import limits


@dataclass(frozen=True)
class AskReview:
    """Those who raised a topic ask the level above to look at it again."""

    reason: Annotated[str, limits.REASON] = described("改造方案不含3号门", "why")


@dataclass(frozen=True)
class DecideReview:
    """The level above upholds that a topic was declined, or has it taken up."""

    upheld: bool = described(False, "whether it stays declined")
    reason: Annotated[str, limits.REASON] = described("应予受理", "why, for everyone to read")
