"""了解事情全部过程: facts in the order of time, each with its source; nothing is edited away."""

from datetime import datetime

from chassis.errors import Invalid, Refused

from .dispute import Case, DisputeStage
from .file import Basis, Fact

MOST_FACTS, MOST_LAWS = 300, 50


def enter_fact(case: Case, fact: Fact, *, now: datetime) -> Case:
    """Add a line to the chronicle; what it corrects stays as it is."""
    require_open(case)
    _check_room(len(case.file.facts), MOST_FACTS)
    if fact.happened_at > now:
        raise Invalid(
            "fact-in-the-future",
            "a fact has happened already",
            "事实须已发生，时间不能晚于现在",
            field="happened_at",
        )
    if fact.corrects is not None and fact.corrects not in {one.number for one in case.file.facts}:
        raise Invalid(
            "fact-unknown",
            f"there is no line {fact.corrects} to correct",
            f"没有编号为 {fact.corrects} 的记录可更正",
            field="corrects",
        )
    return case.filed(facts=(*case.file.facts, fact))


def next_number(case: Case) -> int:
    """Number the next line of the chronicle."""
    return len(case.file.facts) + 1


def in_order_of_time(facts: tuple[Fact, ...]) -> tuple[Fact, ...]:
    """Give the chronicle as things happened; of the same moment, as they were entered."""
    return tuple(sorted(facts, key=lambda fact: (fact.happened_at, fact.number)))


def cite(case: Case, basis: Basis) -> Case:
    """Add the words of a law that bear on the case."""
    require_open(case)
    _check_room(len(case.file.basis), MOST_LAWS)
    return case.filed(basis=(*case.file.basis, basis))


def require_open(case: Case) -> None:
    """Refuse to change the file of a case that has ended, or is none yet."""
    if case.dispute.stage is DisputeStage.ASKED:
        raise Refused(
            "not-taken-up-yet",
            "mediation was asked for; it begins once a clerk of the place takes it up",
            "该调解申请尚未受理，受理后方可办理",
        )
    if case.dispute.stage is DisputeStage.ENDED:
        raise Refused("dispute-ended", "this mediation has ended", "该调解已结束")


def _check_room(lines: int, most: int) -> None:
    if lines >= most:
        raise Refused("file-full", f"a file holds {most} of these", f"卷宗最多容纳{most}条")
