"""By when a resolution is to be carried out: a working day that staff name, or the standard's."""

from dataclasses import replace
from datetime import date, datetime

from chassis.errors import Invalid

from ..rules.calendar import add_working_days, day_of
from ..rules.checks import LONGEST_DEADLINE
from ..rules.rulebook import Rules
from .resolution import Proposal


def choose_due_day(
    proposal: Proposal, due_on: date | None, rules: Rules, now: datetime
) -> Proposal:
    """Let staff name the day by which it is to be done: a working day that is yet to come."""
    if due_on is None:
        return proposal
    next_open = add_working_days(due_on, 1, rules.calendar)
    if not rules.calendar.is_working_day(due_on):
        raise Invalid(
            "deadline-on-holiday",
            f"{due_on} is no working day; the next one is {next_open}",
            f"{due_on} 不是工作日；下一个工作日为 {next_open}",
            field="due_on",
        )
    if not 0 < (due_on - day_of(now)).days <= LONGEST_DEADLINE:
        raise Invalid(
            "deadline-out-of-range",
            f"{due_on} is not within the {LONGEST_DEADLINE} days to come",
            f"{due_on} 不在今后{LONGEST_DEADLINE}天之内",
            field="due_on",
        )
    return replace(proposal, due_on=due_on)
