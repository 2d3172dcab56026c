"""What is overdue in putting a weak community right: said once for each level, never silently."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from chassis.events import Event

from ...events import RectificationCaughtUp, RectificationOverdue
from ..divisions.division import Division
from .rectifications import PlanStep, Weakness

MAKE_PLAN = "制订整顿计划"  # what is owed before there are steps
LEVELS = 3  # who owes it, the town, the district
NEVER = date.max


@dataclass(frozen=True)
class Terms:
    """How many days there are to make a plan, and until the next level is told."""

    plan_days: int = 30
    again_days: int = 14


def watched(community: Division, terms: Terms) -> Division:
    """Note the day after which somebody is to be told that a community waits for something."""
    owed = _owed(community, terms) if is_awaited(community) else []
    return replace(community, steps_due=min((_next(one, terms) for one in owed), default=NEVER))


def is_awaited(community: Division) -> bool:
    """Tell whether a community is still to be put right."""
    return community.weak and community.valid_to is None and bool(community.rectifications)


def remind(community: Division, *, terms: Terms, today: date) -> tuple[Division, list[Event]]:
    """Say what is overdue in a weak community, the more levels the longer it is."""
    if not is_awaited(community):
        return watched(community, terms), []
    *before, last = community.rectifications
    late = [step for step in _owed(community, terms) if _next(step, terms) < today]
    events: list[Event] = [_overdue(community, step) for step in late]
    kept = replace(community, rectifications=(*before, _told(last, late, today)))
    return watched(kept, terms), events


def caught_up(before: Division, after: Division) -> list[Event]:
    """Say which of the things that were said overdue are done now, or are asked for no more."""
    still = _said_overdue(after) if is_awaited(after) else []
    done = [title for title in _said_overdue(before) if title not in still]
    return [RectificationCaughtUp(after.id, matter(after, one), one, after.id) for one in done]


def matter(community: Division, title: str) -> str:
    """Name what is owed in a community; a step of the same wording is the same."""
    return f"{community.id}:{title}"


def _said_overdue(community: Division) -> list[str]:
    last = community.rectifications[-1]
    if last.plan is None:
        return [MAKE_PLAN] if last.told else []
    return [step.title for step in last.plan.steps if step.told and step.done_on is None]


def _owed(community: Division, terms: Terms) -> list[PlanStep]:
    """List what is still to be done; without a plan that is to make one."""
    weakness = community.rectifications[-1]
    if weakness.plan is not None:
        return [step for step in weakness.plan.steps if step.done_on is None]
    due = weakness.flagged_on + timedelta(days=terms.plan_days)
    told, told_on = weakness.told, weakness.told_on
    return [PlanStep(MAKE_PLAN, community.id, due, told=told, told_on=told_on)]


def _next(step: PlanStep, terms: Terms) -> date:
    if step.done_on is not None or step.told >= LEVELS:
        return NEVER
    return step.due if step.told_on is None else step.told_on + timedelta(days=terms.again_days)


def _told(weakness: Weakness, late: list[PlanStep], today: date) -> Weakness:
    plan = weakness.plan
    if plan is None:
        return replace(weakness, told=weakness.told + 1, told_on=today) if late else weakness
    steps = tuple(
        replace(step, told=step.told + 1, told_on=today) if step in late else step
        for step in plan.steps
    )
    return replace(weakness, plan=replace(plan, steps=steps))


def _overdue(community: Division, step: PlanStep) -> Event:
    return RectificationOverdue(
        community.id,
        matter(community, step.title),
        step.title,
        step.owner,
        step.told + 1,
        step.due,
        community.id,
    )
