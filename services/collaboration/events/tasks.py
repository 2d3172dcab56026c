"""Joint tasks: opened, under way, done, with those who served."""

from dataclasses import dataclass
from datetime import date

from chassis.events import Event, described

from .words import COMMUNITY


@dataclass(frozen=True)
class TaskOpened(Event):
    """Several bodies now have a joint task with one record."""

    task_id: str = described("task-1", "the joint task")
    topic_id: str | None = described("topic-1", "the topic whose resolution it carries out, if any")
    title: str = described("mark forty parking spaces at gate 3", "what is to be done")
    lead_id: str | None = described("center-dali", "the leading body; none until one takes it")
    milestones: list[str] = described(["planned", "carried_out", "inspected"], "its milestones")
    due_on: date = described(date(2019, 7, 31), "the last day promised")
    division: str = described(COMMUNITY, "where it is carried out")


@dataclass(frozen=True)
class TaskProgressed(Event):
    """A joint task reached a milestone."""

    task_id: str = described("task-1", "the joint task")
    topic_id: str | None = described("topic-1", "the topic it carries out, if any")
    milestone: str = described("planned", "the milestone reached")
    lead_id: str | None = described("center-dali", "the leading body")
    division: str = described(COMMUNITY, "where it is carried out")


@dataclass(frozen=True)
class Served:
    """The time one resident gave to a joint task."""

    resident_id: str = described("r-1001", "who served")
    minutes: int = described(90, "for how many minutes")


@dataclass(frozen=True)
class TaskCompleted(Event):
    """A joint task is done, with the residents who served in it."""

    task_id: str = described("task-1", "the joint task")
    topic_id: str | None = described("topic-1", "the topic it carries out, if any")
    lead_id: str | None = described("center-dali", "the leading body")
    summary: str = described("forty spaces marked, ten for visitors", "what was achieved")
    served: list[Served] = described([{"resident_id": "r-1001", "minutes": 90}], "who served")
    round: int = described(1, "one more each time the topic was reopened; each has its own served")
    division: str = described(COMMUNITY, "where it was carried out")
