"""How a mediation ends: settled and kept, failed, withdrawn, or referred elsewhere."""

from dataclasses import replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from chassis.errors import Invalid, Refused
from chassis.events import Event

from ...events import DisputeEnded
from .dispute import NOTHING_OWED, Case, Dispute, DisputeStage, Ending
from .facts import require_open
from .file import Line

Decision = tuple[Case, list[Event]]


class Referral(StrEnum):
    """Where parties are told to go when mediation does not help (人民调解法 Art. 26)."""

    COURT = "court"
    POLICE = "police"
    ARBITRATION = "arbitration"
    ADMINISTRATION = "administration"


def end(
    case: Case,
    ending: Ending,
    line: Line,
    *,
    keep_until: datetime,
    referred_to: Referral | None = None,
) -> Decision:
    """End a mediation; its file is kept until a day and then destroyed with its key."""
    require_open(case)
    if not line.reason.strip():
        raise Invalid("reason-missing", "say why it ends", "请说明结束原因", field="reason")
    if (ending is Ending.REFERRED) != (referred_to is not None):
        raise Invalid(
            "referral-missing",
            "say where the parties are referred to, and only when they are",
            "移送时须注明去向",
            field="referred_to",
        )
    ended = case.filed(referred_to=referred_to).moved(
        replace(line, act=f"ended: {ending}"),
        stage=DisputeStage.ENDED,
        ending=ending,
        ended_at=line.at,
        keep_until=keep_until,
        **NOTHING_OWED,
    )
    announced = DisputeEnded(
        dispute_id=case.dispute.id,
        kind=case.dispute.kind,
        ending=ending,
        division=case.dispute.division,
    )
    return ended, [announced]


def require_not_binding(case: Case, ending: Ending) -> None:
    """Refuse to give up what has been agreed: from then on only a follow-up ends it."""
    if ending is Ending.SETTLED or case.dispute.stage is DisputeStage.SETTLED:
        raise Refused(
            "settled-by-follow-up",
            "what was agreed ends when a follow-up finds it kept, or refers it",
            "已达成协议的纠纷须经回访确认履行后结案，或在回访时移送",
            field="ending",
        )


def destroy(dispute: Dispute, *, now: datetime) -> Dispute:
    """Let go of a case whose time is over: nobody is named any more, only its count stays."""
    nobody: dict[str, Any] = {"named": (), "mentioned": (), "wanted": (), "seats": ()}
    gone: dict[str, Any] = {"topic_id": None, "keep_until": None, "clerk": "", "destroyed_at": now}
    return replace(dispute, **nobody, **gone)
