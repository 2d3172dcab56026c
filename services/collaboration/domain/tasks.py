"""Joint tasks: several bodies, shared milestones, one record of who served."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from chassis.errors import Invalid, Refused
from chassis.events import Event

from ..events import Served, TaskCompleted, TaskOpened, TaskProgressed
from .invitees import ERASED

RESOLUTION_MILESTONES = ("planned", "carried_out", "inspected")
MOST_SERVED = 300  # all of them travel in one event when the task is completed


class Status(StrEnum):
    """Where a joint task stands."""

    OPEN = "open"
    COMPLETED = "completed"
    CLOSED = "closed"


@dataclass(frozen=True)
class Milestone:
    """One step of a task, and when it was reached."""

    name: str
    reached_at: datetime | None = None


@dataclass(frozen=True)
class Task:
    """What bodies carry out together; one of them leads, or none until one takes it."""

    id: str
    division: str
    title: str
    milestones: tuple[Milestone, ...]
    due_on: date
    opened_at: datetime
    topic_id: str | None = None
    lead_id: str | None = None
    partners: tuple[str, ...] = ()
    status: Status = Status.OPEN
    served: tuple[Served, ...] = ()
    served_before: tuple[Served, ...] = ()
    summary: str = ""
    rounds: int = 1
    settled_as_of: datetime | None = None

    @property
    def served_residents(self) -> int:
        """How many residents gave time in this round."""
        return len(self.served)

    @property
    def served_minutes(self) -> int:
        """How many minutes were given, in all rounds."""
        return sum(served.minutes for served in (*self.served, *self.served_before))


Decision = tuple[Task, list[Event]]


def for_topic(topic_id: str) -> str:
    """Give the one task that carries out a topic its id."""
    return f"task-{topic_id}"


def plan_steps(names: Sequence[str]) -> tuple[Milestone, ...]:
    """Make milestones of their names, each of which stands once."""
    if len(set(names)) < len(names):
        raise Invalid(
            "milestone-twice", "name each milestone once", "里程碑名称不能重复", field="milestones"
        )
    return tuple(Milestone(name) for name in names)


def open_task(known: Task | None, *, plan: Task) -> Decision:
    """Begin a joint task; the resolution of a topic begins it once, and not after it was closed."""
    if known is None:
        return plan, [_opened(plan)]
    if known.title:
        return known, []
    late = replace(plan, status=known.status, settled_as_of=known.settled_as_of)
    return late, [_opened(late)] if late.status is Status.OPEN else []


def take_lead(task: Task, *, organization_id: str) -> Decision:
    """Let a body take a task that nobody leads yet."""
    _check_open(task)
    if task.lead_id not in (None, organization_id):
        raise Refused("led-already", "another body leads this task", "该任务已有牵头单位")
    return replace(task, lead_id=organization_id), []


def progress(task: Task, *, milestone: str, now: datetime) -> Decision:
    """Reach a milestone; reaching it again changes nothing."""
    _check_open(task)
    found = next((m for m in task.milestones if m.name == milestone), None)
    if found is None:
        raise Invalid(
            "no-such-milestone",
            f"the task has no milestone {milestone}",
            f"任务没有里程碑 {milestone}",
            field="milestone",
        )
    if found.reached_at is not None:
        return task, []
    reached = tuple(replace(m, reached_at=now) if m is found else m for m in task.milestones)
    return replace(task, milestones=reached), [_progressed(task, milestone)]


def serve(task: Task, *, resident_id: str, minutes: int) -> Decision:
    """Record the time a resident gave; it is credited when the task is completed."""
    _check_open(task)
    others = [s for s in task.served if s.resident_id != resident_id]
    if len(others) >= MOST_SERVED:
        raise Refused("task-full", f"a task records {MOST_SERVED} residents", "任务服务人数已满")
    before = sum(s.minutes for s in task.served if s.resident_id == resident_id)
    return replace(task, served=(*others, Served(resident_id, before + minutes))), []


def complete(task: Task, *, summary: str) -> Decision:
    """Finish a task whose milestones are all reached."""
    _check_open(task)
    missing = [m.name for m in task.milestones if m.reached_at is None]
    if missing:
        raise Refused(
            "milestones-open",
            f"not reached yet: {', '.join(missing)}",
            f"尚未完成的里程碑：{'、'.join(missing)}",
        )
    done = replace(task, status=Status.COMPLETED, summary=summary)
    return done, [completed(done)]


def forget(task: Task, *, resident_id: str) -> Task:
    """Keep the minutes an erased resident gave, without who gave them."""
    return replace(
        task,
        served=tuple(s for s in task.served if s.resident_id != resident_id),
        served_before=tuple(_unlinked(s, resident_id) for s in task.served_before),
    )


def _unlinked(served: Served, resident_id: str) -> Served:
    return replace(served, resident_id=ERASED) if served.resident_id == resident_id else served


def _check_open(task: Task) -> None:
    if task.status is not Status.OPEN:
        raise Refused(
            "task-not-open", f"the task is {task.status.value}", f"任务状态为 {task.status.value}"
        )


def _opened(task: Task) -> TaskOpened:
    return TaskOpened(
        task_id=task.id,
        topic_id=task.topic_id,
        title=task.title,
        lead_id=task.lead_id,
        milestones=[m.name for m in task.milestones],
        due_on=task.due_on,
        division=task.division,
    )


def _progressed(task: Task, milestone: str) -> TaskProgressed:
    return TaskProgressed(task.id, task.topic_id, milestone, task.lead_id, task.division)


def completed(task: Task) -> TaskCompleted:
    """Announce a task as done, with those who served in it."""
    return TaskCompleted(
        task_id=task.id,
        topic_id=task.topic_id,
        lead_id=task.lead_id,
        summary=task.summary,
        served=list(task.served),
        round=task.rounds,
        division=task.division,
    )
