"""Public affairs: waiting to be taken on, and seen through."""

from dataclasses import dataclass
from datetime import datetime

from chassis.events import Event, described

from .words import COMMUNITY, MORNING, RESIDENT, WHERE, WHO


@dataclass(frozen=True)
class AffairOpened(Event):
    """A public affair of the neighborhood waits for residents to take it on."""

    affair_id: str = described("affair-1", "the affair")
    title: str = described("疏通3座化粪池", "what is to be done")
    kind: str = described("pipe_clearing", "kind of affair")
    origin: str = described("captain", "topic, captain or community: who brought it up")
    topic_id: str | None = described(None, "the topic whose resolution asks for it")
    division: str = described(COMMUNITY, WHERE)


@dataclass(frozen=True)
class AffairCompleted(Event):
    """A resident saw a public affair through."""

    affair_id: str = described("affair-1", "the affair")
    resident_id: str = described(RESIDENT, WHO)
    kind: str = described("pipe_clearing", "kind of affair")
    team_id: str | None = described("org-tangzhong-captains", "the team the resident acted for")
    topic_id: str | None = described(None, "the topic whose resolution asked for it")
    completed_at: datetime = described(MORNING, "when it was done")
    division: str = described(COMMUNITY, WHERE)
