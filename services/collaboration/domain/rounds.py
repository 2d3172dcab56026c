"""How the end of a topic closes its task, and how its reopening begins another round."""

from dataclasses import replace
from datetime import datetime

from .tasks import Decision, Milestone, Status, Task, completed, for_topic


def unknown(topic_id: str, *, division: str, as_of: datetime) -> Task:
    """Stand in for the task of a topic whose resolution has not arrived yet."""
    return Task(for_topic(topic_id), division, "", (), as_of.date(), as_of, topic_id=topic_id)


def close(task: Task, *, as_of: datetime) -> Decision:
    """Close a task once those who raised its topic confirmed it; nobody's minutes are lost."""
    if _older(task, as_of):
        return task, []
    closed = replace(task, status=Status.CLOSED, settled_as_of=as_of)
    owed = task.status is Status.OPEN and task.served
    return closed, [completed(closed)] if owed else []


def reopen(task: Task, *, as_of: datetime) -> Decision:
    """Begin another round: what was served is kept, the milestones are to be reached again."""
    if _older(task, as_of):
        return task, []
    again = replace(task, settled_as_of=as_of, rounds=task.rounds + 1, status=Status.OPEN)
    if task.status is not Status.OPEN:
        again = replace(again, served=(), served_before=(*task.served_before, *task.served))
    return replace(again, milestones=tuple(Milestone(m.name) for m in task.milestones)), []


def _older(task: Task, as_of: datetime) -> bool:
    return task.settled_as_of is not None and as_of <= task.settled_as_of
