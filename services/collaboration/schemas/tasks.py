"""What is sent and shown of joint tasks."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated

from marshmallow.validate import Length

from chassis.events import described

from ..domain.tasks import Milestone, Status
from .limits import Code, Identity, Minutes, Name, Text

Step = Annotated[str, Length(1, 100)]


@dataclass(frozen=True)
class OpenTask:
    """What a body sends to open a task it will carry out with others."""

    title: Name = described("summer school for migrant children", "what is to be done")
    division: Code = described("440605124004", "where")
    milestones: Annotated[list[Step], Length(1, 20)] = described(
        ["teachers found", "first class held"], "the steps on the way, each named once"
    )
    due_on: date = described("2019-07-31", "the last day promised")
    lead_id: Identity | None = described(
        "center-dali", "who leads; the center serving the place if left out", default=None
    )
    partners: Annotated[list[Identity], Length(0, 20)] = described(
        ["volunteer_team-dali"], "who takes part beside the lead", default=[]
    )


@dataclass(frozen=True)
class TakeLead:
    """What a body sends to take a task that nobody leads."""

    organization_id: Identity = described("center-dali", "the body that takes it")


@dataclass(frozen=True)
class ReachMilestone:
    """What the lead sends when a milestone is reached."""

    milestone: Step = described("planned", "the milestone reached")


@dataclass(frozen=True)
class RecordService:
    """What is sent when a resident gave time to a task."""

    resident_id: Identity = described("r-1001", "who served")
    minutes: Minutes = described(90, "for how many minutes")


@dataclass(frozen=True)
class CompleteTask:
    """What the lead sends when a task is done."""

    summary: Text = described("forty spaces marked, ten for visitors", "what was achieved")


@dataclass(frozen=True)
class TaskView:
    """A joint task as everybody may see it: how many served, not who."""

    id: str
    division: str
    title: str
    topic_id: str | None
    lead_id: str | None
    partners: tuple[str, ...]
    milestones: tuple[Milestone, ...]
    due_on: date
    opened_at: datetime
    status: Status
    summary: str
    rounds: int
    served_residents: int
    served_minutes: int
