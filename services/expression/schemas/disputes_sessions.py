"""Bodies of sessions, of more time, of the court's confirmation and of follow-ups."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Annotated

from marshmallow.validate import Length

from chassis.events import described

from ..domain.disputes.ending import Referral
from ..domain.disputes.file import Kept
from ..domain.disputes.following import Unkept
from . import limits

LATER = datetime(2030, 6, 3, 7, tzinfo=UTC)


@dataclass(frozen=True)
class ScheduleSession:
    """When and where the parties meet a mediator."""

    scheduled_for: datetime = described(LATER, "when; it lies ahead")
    place: Annotated[str, limits.TITLE] = described("社区调解室", "where")


@dataclass(frozen=True)
class HoldSession:
    """What came of a session."""

    present: Annotated[tuple[str, ...], Length(2, 40)] = described(
        ["p1", "p2", "r-1003"], "the parties by ref and the mediators who were there"
    )
    summary: Annotated[str, Length(1, 2000)] = described("双方同意先开放访客车位", "what was said")


@dataclass(frozen=True)
class AdjournSession:
    """A session is put off."""

    to: datetime = described(LATER, "when it is held instead")
    reason: Annotated[str, limits.REASON] = described("一方因病不能到场", "why")


@dataclass(frozen=True)
class ExtendTime:
    """More time to mediate, as every party agrees."""

    agreed_by: Annotated[tuple[str, ...], Length(1, 20)] = described(
        ["p1", "p2"], "every party, by ref"
    )
    reason: Annotated[str, limits.REASON] = described("等待规划部门答复", "why")


@dataclass(frozen=True)
class ConfirmByCourt:
    """Both sides asked a court to confirm what they agreed."""

    applied_on: date = described("2019-06-20", "the day they asked, within 30 days")
    court: Annotated[str, limits.TITLE] = described("佛山市南海区人民法院", "which court")
    reference: Annotated[str, limits.TITLE] = described("(2019)粤0605民特12号", "its number there")


@dataclass(frozen=True)
class MakeFollowUp:
    """How each term was found."""

    found: dict[str, Kept] = described(
        {"1": "kept"}, "of each term by number: kept, not_kept or not_due"
    )
    note: Annotated[str, limits.NOTE] = described("", "what was seen", default="")


@dataclass(frozen=True)
class AnswerUnkept:
    """What becomes of terms that are not kept."""

    then: Unkept = described("reopen", "reopen or refer")
    reason: Annotated[str, limits.REASON] = described("车位仍未开放", "why")
    referred_to: Referral | None = described(
        None, "court, police, arbitration or administration", default=None
    )
