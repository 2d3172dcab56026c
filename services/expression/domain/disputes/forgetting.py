"""What becomes of a file when somebody it names is erased: kept for its time, and nobody's.

While a law has a record kept, it is only kept (个人信息保护法 Art. 47): the id in it is given to
nobody, and mediation, which rests on the parties' own will, ends.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from chassis.events import Event
from chassis.stand_ins import nobodys

from ..rules.rulebook import Rules
from .asked import take_back
from .dispute import SYSTEM, Case, DisputeStage, Ending
from .ending import end
from .file import Line
from .seats import stand_down

GONE = "a party has been erased / 当事人信息已删除"
GONE_MEDIATOR = "the mediator has been erased / 调解员信息已删除"


@dataclass(frozen=True)
class Forgotten:
    """Whom to forget in a case, by which mark they are found, and who stands in their place."""

    id: str
    mark: str
    stand_in: str
    at: datetime


def forget_in_case(
    case: Case, who: Forgotten, *, rules: Rules, keep_until: datetime
) -> tuple[Case, list[Event]]:
    """Give whatever of a case leads to somebody to nobody; what cannot go on without them ends."""
    left, announced = _without(case, who, rules=rules, keep_until=keep_until)
    named = tuple(one for one in left.dispute.named if one != who.mark)
    dispute = nobodys(replace(left.dispute, named=named), who.id, who.stand_in)
    file = nobodys(nobodys(left.file, who.id, who.stand_in), who.mark, who.stand_in)
    return Case(dispute, file), announced


def _without(
    case: Case, who: Forgotten, *, rules: Rules, keep_until: datetime
) -> tuple[Case, list[Event]]:
    if case.dispute.stage is DisputeStage.ENDED:
        return case, []
    if any(who.id in party.people for party in case.file.parties):
        line = Line(who.at, "ended", SYSTEM, GONE)
        if case.dispute.stage is DisputeStage.ASKED:
            return take_back(case, line, keep_until=keep_until)
        return end(case, Ending.WITHDRAWN, line, keep_until=keep_until)
    if who.id not in {seat.mediator_id for seat in case.dispute.seats}:
        return case, []
    line = Line(who.at, "stood down", SYSTEM, GONE_MEDIATOR)
    return stand_down(case, who.id, line, mark=who.mark, rules=rules), []
