"""Bodies of requests for mediation."""

from dataclasses import dataclass
from typing import Annotated

from marshmallow.validate import Length

from chassis.events import described

from ..domain.disputes.dispute import DisputeKind
from . import limits
from .disputes import Identity, NameParty, Words


@dataclass(frozen=True)
class AskMediation:
    """What a resident asks to be mediated."""

    kind: DisputeKind = described("neighbors", "what kind of dispute it is")
    division: Annotated[str, limits.DIVISION] = described("440605124004", "where it is")
    matter: Words = described("楼上漏水，多次协商未果", "what it is about, in short; sealed")
    others: Annotated[tuple[NameParty, ...], Length(1, 19)] = described(
        [{"kind": "outsider", "words": "楼上住户"}], "with whom; in words where no id is known"
    )
    topic_id: Identity | None = described(None, "the topic it comes from, if any", default=None)


@dataclass(frozen=True)
class DeclineMediation:
    """Why a request is not taken up."""

    code: Annotated[str, limits.IDENTITY] = described(
        "in_hand", "a kind of reason of the standard; published"
    )
    reason: Annotated[str, limits.NOTE] = described("法院已立案", "more on it; sealed", default="")
