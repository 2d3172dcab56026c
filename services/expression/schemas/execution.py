"""Bodies of the execution: reports, watching, confirming, reopening."""

from dataclasses import dataclass
from typing import Annotated

from marshmallow.validate import Length

from chassis.events import described

from . import limits
from .topics import ON_BEHALF

MOST_EVIDENCE = 20


@dataclass(frozen=True)
class Shown:
    """What shows that something was done."""

    reference: Annotated[str, Length(1, 300)] = described(
        "https://example.org/photo/1", "a link, or the number of a record"
    )
    words: Annotated[str, Length(0, 300)] = described("划线后照片", "what it shows", default="")


@dataclass(frozen=True)
class Report:
    """Staff say how far the execution is."""

    summary: Annotated[str, limits.REASON] = described("车位已划线", "what was done")
    done: bool = described(True, "whether it is finished")
    evidence: Annotated[list[Shown], Length(0, MOST_EVIDENCE)] = described(
        [{"reference": "https://example.org/photo/1", "words": "划线后照片"}],
        "what shows it; needed with `done`",
        default=[],
    )


@dataclass(frozen=True)
class Watch:
    """A resident watches over the execution."""

    resident_id: Annotated[str, limits.IDENTITY] | None = described(
        "r-1002", ON_BEHALF, default=None
    )


@dataclass(frozen=True)
class Confirm:
    """Those who raised a topic say whether it is done."""

    satisfied: bool = described(True, "whether it is done")
    reason: Annotated[str, limits.NOTE] = described("", "what is missing, if it is not", default="")


@dataclass(frozen=True)
class Reopen:
    """Those who raised a closed topic ask for it to be taken up again."""

    reason: Annotated[str, limits.REASON] = described("访客车位没有划", "what is missing")
