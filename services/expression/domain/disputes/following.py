"""回访: whether what was agreed is kept, term by term; if not, it is taken up again or referred."""

from dataclasses import replace
from datetime import datetime
from enum import StrEnum

from chassis.errors import Invalid, Refused
from chassis.events import Event

from ...events import FollowUpMade
from ..rules.calendar import day_of
from ..rules.rulebook import Rules
from .dispute import Case, DisputeStage, Due, Ending, calendar_days, owed_by, owner_of
from .ending import Referral, end
from .file import FollowUp, Kept, Line, Term

Decision = tuple[Case, list[Event]]
KEPT = "every term is kept / 协议已全部履行"


class Unkept(StrEnum):
    """What becomes of a settlement that is not kept."""

    REOPEN = "reopen"
    REFER = "refer"


def follow_up(case: Case, visit: FollowUp, line: Line, *, keep_until: datetime) -> Decision:
    """Record a look at every term; once all are kept, the case ends as settled."""
    _check_binding(case)
    _check_found(case, visit)
    seen = case.filed(follow_ups=(*case.file.follow_ups, visit)).moved(line)
    announced: list[Event] = [_announced(case, visit)]
    if set(visit.found.values()) != {Kept.YES}:
        return seen, announced
    closed, ended = end(seen, Ending.SETTLED, replace(line, reason=KEPT), keep_until=keep_until)
    return closed, [*announced, *ended]


def take_up_again(case: Case, line: Line, *, rules: Rules) -> Case:
    """Mediate anew, as terms were not kept; the old terms stay on record."""
    _check_unkept(case)
    limit_at = calendar_days(rules, "limit_days", line.at)
    earlier = (*case.file.earlier, *((case.file.settlement,) if case.file.settlement else ()))
    return case.filed(settlement=None, earlier=earlier).moved(
        replace(line, clause=rules.clauses["mediation"]),
        stage=DisputeStage.MEDIATING,
        effective_at=None,
        extended=False,
        limit_at=limit_at,
        **owed_by(owner_of(case.dispute), Due.SETTLEMENT, limit_at),
    )


def refer(case: Case, line: Line, *, to: Referral | None, keep_until: datetime) -> Decision:
    """Send the parties elsewhere, as terms were not kept (人民调解法 Art. 32)."""
    _check_unkept(case)
    return end(case, Ending.REFERRED, line, keep_until=keep_until, referred_to=to)


def _check_binding(case: Case) -> None:
    if case.dispute.stage is not DisputeStage.SETTLED:
        raise Refused("not-settled", "nothing binding has been agreed", "尚无生效的调解协议")


def _check_unkept(case: Case) -> None:
    _check_binding(case)
    last = case.file.follow_ups[-1] if case.file.follow_ups else None
    if last is None or Kept.NO not in last.found.values():
        raise Refused(
            "nothing-unkept",
            "the last follow-up found no term that is not kept",
            "最近一次回访未发现未履行的条款",
        )


def _check_found(case: Case, visit: FollowUp) -> None:
    terms = {str(one.number): one for one in _terms(case)}
    if visit.found.keys() != terms.keys():
        listed = ", ".join(terms)
        raise Invalid(
            "terms-unseen",
            f"say of each term how it stands: {listed}",
            f"请逐条说明履行情况：{listed}",
            field="found",
        )
    early = [name for name, found in visit.found.items() if found is Kept.NOT_DUE]
    if any(terms[name].by < day_of(visit.made_at) for name in early):
        raise Invalid("term-due", "its day has come: kept or not", "该条期限已届满", field="found")


def _terms(case: Case) -> tuple[Term, ...]:
    return case.file.settlement.terms if case.file.settlement else ()


def _announced(case: Case, visit: FollowUp) -> FollowUpMade:
    return FollowUpMade(
        dispute_id=case.dispute.id,
        kept=Kept.NO not in visit.found.values(),
        division=case.dispute.division,
    )
