"""Parties: mediation is voluntary and free, and any of them may refuse it at any time."""

from dataclasses import replace
from datetime import datetime

from chassis.errors import Invalid, Refused
from chassis.events import Event

from .asked import take_back
from .dispute import Case, DisputeStage, Ending
from .ending import end, require_not_binding
from .facts import require_open
from .file import Line, Party

LEAST_PARTIES, MOST_PARTIES = 2, 20


def check_parties(parties: tuple[Party, ...], *, clerk: str | None) -> None:
    """Refuse a dispute nobody has with anybody, or one that names a party twice."""
    if not LEAST_PARTIES <= len(parties) <= MOST_PARTIES:
        raise Invalid(
            "parties-number",
            f"a dispute has {LEAST_PARTIES} to {MOST_PARTIES} parties",
            f"纠纷当事人须为{LEAST_PARTIES}至{MOST_PARTIES}方",
            field="parties",
        )
    if clerk is not None and any(clerk in party.people for party in parties):
        raise Refused(
            "clerk-is-party",
            "who has a part in the dispute does not record it",
            "记录人不能是本案当事人",
            field="parties",
        )
    known = [(party.kind, party.id) for party in parties if party.id]
    if len(known) != len(set(known)):
        raise Invalid(
            "party-twice", "each party is named once", "同一当事人不能重复", field="parties"
        )
    if not all(party.id or party.words for party in parties):
        raise Invalid("party-nobody", "say who each party is", "请注明各方当事人", field="parties")


def say_willing(case: Case, party: Party, line: Line) -> Case:
    """Take a party's yes to mediation (人民调解法 Art. 17)."""
    require_open(case)
    said = replace(party, willing=True, willing_at=line.at)
    others = tuple(said if one.ref == party.ref else one for one in case.file.parties)
    return case.filed(parties=others).moved(line)


def refuse(
    case: Case, party: Party, line: Line, *, keep_until: datetime
) -> tuple[Case, list[Event]]:
    """Take a party's no: nobody is made to settle, and the mediation ends (Art. 3, 17, 23)."""
    if case.dispute.stage is DisputeStage.ASKED:
        return take_back(case, line, keep_until=keep_until)
    require_open(case)
    require_not_binding(case, Ending.WITHDRAWN)
    said = replace(party, willing=False, willing_at=line.at)
    others = tuple(said if one.ref == party.ref else one for one in case.file.parties)
    return end(case.filed(parties=others), Ending.WITHDRAWN, line, keep_until=keep_until)


def hand_over(case: Case, to: str, line: Line, *, marks: tuple[str, str]) -> Case:
    """Let another record the case; `marks` are those of who did so and of who does from now on."""
    require_open(case)
    seated = {seat.mediator_id for seat in case.dispute.seats}
    if to in seated or any(to in party.people for party in case.file.parties):
        raise Refused(
            "clerk-is-party",
            "who has a part in the dispute does not record it",
            "当事人、调解员不能担任本案记录人",
            field="clerk_id",
        )
    left = tuple(one for one in case.dispute.named if one not in marks)
    return case.moved(line, clerk=to, named=(*left, marks[1]))


def unwilling(case: Case) -> tuple[str, ...]:
    """Name the parties that have not agreed to mediation."""
    return tuple(party.ref for party in case.file.parties if not party.willing)
