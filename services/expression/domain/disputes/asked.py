"""申请调解: residents ask for mediation; a clerk of the place takes it up, or says why not.

Parties may ask for mediation themselves (人民调解法 Art. 17); what a committee does not take up is
said in kinds of reasons (人民调解工作若干规定 Art. 22).
"""

from dataclasses import replace
from datetime import datetime

from chassis.errors import Forbidden, Invalid, NotFound, Refused
from chassis.events import Event

from ...events import MediationAnswered, MediationAsked
from ..places import staff_of
from ..rules.rulebook import Rules
from .dispute import (
    NOTHING_OWED,
    Case,
    Dispute,
    DisputeStage,
    Due,
    Ending,
    days,
    open_dispute,
    owed_by,
)
from .file import CaseFile, Line

Decision = tuple[Case, list[Event]]
MOST_UNANSWERED = 3
ACCEPTED, DECLINED, WITHDRAWN = "accepted", "declined", "withdrawn"


def ask(dispute: Dispute, file: CaseFile, by: str, *, rules: Rules) -> Decision:
    """Take in what a resident asks for: the place owes an answer by a day."""
    now = dispute.opened_at
    asker, *others = file.parties
    parties = (replace(asker, willing=True, willing_at=now), *others)
    case = Case(dispute, replace(file, parties=parties)).moved(
        Line(now, "asked for mediation", by, clause=rules.clauses["mediation"]),
        stage=DisputeStage.ASKED,
        **owed_by(staff_of(dispute.division), Due.ACCEPTANCE, days(rules, "answer_days", now)),
    )
    return case, [MediationAsked(dispute.id, dispute.kind, dispute.division)]


def check_few_asked(unanswered: int) -> None:
    """Refuse one more request by a resident who waits for the answers to several."""
    if unanswered >= MOST_UNANSWERED:
        raise Refused(
            "requests-unanswered",
            f"{MOST_UNANSWERED} requests of yours wait for an answer: take one back, or wait",
            f"您已有{MOST_UNANSWERED}件调解申请待答复，请等候答复或撤回其中一件",
        )


def require_asked(dispute: Dispute | None, dispute_id: str, *, covers: bool) -> None:
    """Let staff of the place answer what nobody answered; to all others there is no request."""
    if dispute is None or not covers or dispute.stage is not DisputeStage.ASKED:
        raise NotFound("disputes", dispute_id)


def require_apart(case: Case, who: str) -> None:
    """Refuse staff who have a part in a dispute, or are kin of one who has (回避)."""
    if any(who in (*party.people, *party.kin) for party in case.file.parties):
        raise Forbidden(
            "clerk-conflicted",
            "you have a part in this dispute: another of the staff sees to it",
            "您与本案有利害关系，应当回避，由其他工作人员办理",
        )


def take_up(case: Case, clerk: str, *, named: tuple[str, ...], now: datetime) -> Case:
    """Make a case of a request: from now on it is read by its parties and by its clerk."""
    begun = replace(
        case.dispute, stage=DisputeStage.OPENED, clerk=clerk, opened_at=now, named=named
    )
    return replace(case, dispute=begun)


def accepted(case: Case, *, wanted: tuple[str, ...], rules: Rules) -> Decision:
    """Open the case that was taken up, and answer who asked."""
    opened, announced = open_dispute(case.dispute, case.file, wanted=wanted, rules=rules)
    return opened, [_answered(case, ACCEPTED), *announced]


def decline(case: Case, code: str, line: Line, *, rules: Rules, keep_until: datetime) -> Decision:
    """Say why a request is not taken up, by a kind of reason that the standard publishes."""
    if code not in rules.mediation_declining:
        known = ", ".join(sorted(rules.mediation_declining))
        raise Invalid(
            "reason-unknown",
            f"the standard knows these reasons: {known}",
            f"标准规定的理由为：{known}",
            field="code",
        )
    clause = rules.clauses["mediation_declining"]
    declined = case.moved(
        replace(line, act=f"declined: {code}", clause=clause),
        declined=code,
        **_over(line.at, keep_until),
    )
    return declined, [_answered(case, DECLINED, code)]


def take_back(case: Case, line: Line, *, keep_until: datetime) -> Decision:
    """End what was asked for and never taken up, as who asked no longer wants it."""
    over = case.moved(
        replace(line, act="request withdrawn"),
        ending=Ending.WITHDRAWN,
        **_over(line.at, keep_until),
    )
    return over, [_answered(case, WITHDRAWN)]


def _over(at: datetime, keep_until: datetime) -> dict[str, object]:
    return {
        "stage": DisputeStage.ENDED,
        "ended_at": at,
        "keep_until": keep_until,
        **NOTHING_OWED,
    }


def _answered(case: Case, outcome: str, reason: str | None = None) -> MediationAnswered:
    dispute = case.dispute
    return MediationAnswered(dispute.id, dispute.kind, outcome, reason, dispute.division)
