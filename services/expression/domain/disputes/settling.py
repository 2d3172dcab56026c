"""调解协议: terms, the consent of every party, and the court that confirms them if they wish."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from chassis.errors import Invalid, Refused
from chassis.events import Event

from ...events import DisputeSettled
from ..rules.calendar import ONE_DAY, day_of, end_of
from ..rules.rulebook import Rules
from .dispute import (
    Case,
    Dispute,
    DisputeStage,
    Due,
    calendar_days,
    days,
    owed_by,
    owner_of,
)
from .file import Confirmation, Consent, Line, Party, Settlement, Term
from .sessions import require_mediating

MOST_TERMS = 50
# 人民调解法 Art. 33: both sides ask the court within thirty days of the day the settlement binds
CONFIRMED_WITHIN = timedelta(days=30)


def propose_terms(case: Case, terms: tuple[Term, ...], line: Line) -> Case:
    """Write the terms down; what was agreed to before has to be agreed to again."""
    require_mediating(case)
    _check_terms(case, terms, line.at)
    if not any(session.held_at for session in case.file.sessions):
        raise Refused(
            "no-session-held", "no session has been held yet", "尚未召开过调解，不能拟定协议"
        )
    proposed = Settlement(terms, line.actor, line.at)
    return case.filed(settlement=proposed).moved(line)


def consent(case: Case, party: Party, line: Line) -> Case:
    """Take a party's yes to the terms as they stand."""
    require_mediating(case)
    settlement = _proposed(case)
    others = tuple(one for one in settlement.consents if one.party != party.ref)
    given = Consent(party.ref, line.at, line.entered_by or line.actor)
    agreed = replace(settlement, consents=(*others, given))
    return case.filed(settlement=agreed).moved(line)


def settle(case: Case, line: Line, *, rules: Rules) -> tuple[Case, list[Event]]:
    """Let the terms bind, now that every party has agreed; a follow-up is owed from then on."""
    require_mediating(case)
    settlement = _proposed(case)
    _check_everyone(case, settlement)
    binding = replace(settlement, effective_at=line.at)
    last = max(end_of(term.by) for term in settlement.terms)
    due_at = days(rules, "follow_up_days", max(last, line.at))
    settled = case.filed(settlement=binding).moved(
        replace(line, clause=rules.clauses["mediation"]),
        stage=DisputeStage.SETTLED,
        effective_at=line.at,
        **owed_by(owner_of(case.dispute), Due.FOLLOW_UP, due_at),
    )
    announced = DisputeSettled(
        dispute_id=case.dispute.id,
        kind=case.dispute.kind,
        days=(line.at - case.dispute.opened_at).days,
        division=case.dispute.division,
    )
    return settled, [announced]


def confirm_by_court(case: Case, confirmation: Confirmation, line: Line) -> Case:
    """Note that both sides asked a court to confirm what they agreed (人民调解法 Art. 33)."""
    settlement = case.file.settlement
    if case.dispute.stage is not DisputeStage.SETTLED or settlement is None:
        raise Refused("not-settled", "nothing binding has been agreed", "尚无生效的调解协议")
    if settlement.effective_at is None or settlement.confirmation is not None:
        raise Refused("confirmed-already", "a court was asked already", "已申请司法确认")
    first = day_of(settlement.effective_at)
    _check_in_time(confirmation.applied_on, first=first, today=day_of(line.at))
    confirmed = replace(settlement, confirmation=confirmation)
    return case.filed(settlement=confirmed).moved(line)


def extend(case: Case, line: Line, *, agreed_by: tuple[str, ...], until: datetime) -> Case:
    """Give a mediation more time, once, as every party agrees."""
    require_mediating(case)
    if case.dispute.extended:
        raise Refused("extended-already", "the time is extended once", "调解期限只能延长一次")
    if set(agreed_by) != set(case.file.refs):
        raise _consent_missing(set(case.file.refs) - set(agreed_by), "agreed_by")
    owed = owed_by(owner_of(case.dispute), Due.SETTLEMENT, until)
    late = case.dispute.step is Due.SETTLEMENT
    return case.moved(line, extended=True, limit_at=until, **(owed if late else {}))


def later_limit(dispute: Dispute, *, rules: Rules, now: datetime) -> datetime:
    """Give the end of the longer time: counted from its old end, or from today when it is past."""
    if dispute.limit_at is None or dispute.limit_at <= now:
        return calendar_days(rules, "extension_days", now)
    return dispute.limit_at + rules.mediation["extension_days"] * ONE_DAY


def _proposed(case: Case) -> Settlement:
    if case.file.settlement is None:
        raise Refused("no-terms", "no terms have been written down", "尚未拟定协议条款")
    return case.file.settlement


def _check_terms(case: Case, terms: tuple[Term, ...], now: datetime) -> None:
    if not 0 < len(terms) <= MOST_TERMS:
        raise Invalid(
            "terms-number", f"1 to {MOST_TERMS} terms", f"协议须有1至{MOST_TERMS}条", field="terms"
        )
    if not {term.party for term in terms} <= set(case.file.refs):
        raise Invalid(
            "party-unknown", "each term binds a party", "每条须由一方当事人履行", field="terms"
        )
    if min(term.by for term in terms) < day_of(now):
        raise Invalid(
            "term-in-the-past",
            "a term is kept by a day that lies ahead",
            "履行期限不能早于今天",
            field="terms",
        )


def _check_everyone(case: Case, settlement: Settlement) -> None:
    missing = set(case.file.refs) - {one.party for one in settlement.consents}
    if missing:
        raise _consent_missing(missing, None)


def _consent_missing(missing: set[str], field: str | None) -> Refused:
    listed = ", ".join(sorted(missing))
    return Refused(
        "consent-missing",
        f"every party agrees, or nothing is agreed: {listed} have not",
        f"须经各方当事人同意：{listed} 尚未同意",
        field=field,
    )


def _check_in_time(applied_on: date, *, first: date, today: date) -> None:
    if not first <= applied_on <= min(today, first + CONFIRMED_WITHIN):
        raise Invalid(
            "confirmation-late",
            "a court is asked within 30 days of the day the settlement binds, and not in the "
            "future (People's Mediation Law, 33)",
            "司法确认须自调解协议生效之日起三十日内共同申请，且不能晚于今天（人民调解法第三十三条）",
            field="applied_on",
        )
