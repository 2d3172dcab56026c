"""Another clerk for a case whose own left: named by who answers for the place, and reads none."""

from chassis.errors import Invalid, Refused

from .asked import require_apart
from .dispute import Case
from .file import Line
from .parties import hand_over


def name_successor(case: Case, to: str, line: Line, *, marks: tuple[str, str]) -> Case:
    """Let another record a case; nobody names themselves, and nobody who has a part in it does."""
    require_apart(case, line.actor)
    if to == line.actor:
        raise Refused(
            "successor-oneself",
            "who names a clerk does not read the file: name another of the staff",
            "指定记录人者不得查阅卷宗，请指定其他工作人员",
            field="clerk_id",
        )
    if to == case.dispute.clerk:
        raise Invalid(
            "clerk-already", "this is the clerk already", "该人员已是记录人", field="clerk_id"
        )
    return hand_over(case, to, line, marks=marks)
