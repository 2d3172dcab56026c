"""Public affairs: waiting to be taken on, seen through, confirmed or sent back."""

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


@dataclass(frozen=True)
class AffairConfirmed(Event):
    """What was done of a public affair is confirmed, or nobody objected in time."""

    affair_id: str = described("affair-1", "the affair")
    kind: str = described("pipe_clearing", "kind of affair")
    team_id: str | None = described("org-tangzhong-captains", "the team it was handled for")
    topic_id: str | None = described(None, "the topic whose resolution asked for it")
    confirmed_by: str = described("community", "raiser, community or deadline: whose word it is")
    confirmed_at: datetime = described(MORNING, "from when on it counts as confirmed")
    division: str = described(COMMUNITY, WHERE)


@dataclass(frozen=True)
class AffairSentBack(Event):
    """What was done of a public affair does not do: it waits for residents again."""

    affair_id: str = described("affair-1", "the affair")
    kind: str = described("pipe_clearing", "kind of affair")
    team_id: str | None = described("org-tangzhong-captains", "the team it was handled for")
    topic_id: str | None = described(None, "the topic whose resolution asked for it")
    reason: str = described("unfinished", "not_done, unfinished, came_back, elsewhere or other")
    times: int = described(1, "how often it has been sent back")
    sent_back_at: datetime = described(MORNING, "when")
    division: str = described(COMMUNITY, WHERE)


@dataclass(frozen=True)
class AffairRedone(Event):
    """A public affair that had been sent back was seen through; it was scored the first time."""

    affair_id: str = described("affair-1", "the affair")
    resident_id: str = described(RESIDENT, WHO)
    kind: str = described("pipe_clearing", "kind of affair")
    team_id: str | None = described("org-tangzhong-captains", "the team the resident acted for")
    topic_id: str | None = described(None, "the topic whose resolution asked for it")
    completed_at: datetime = described(MORNING, "when it was done")
    division: str = described(COMMUNITY, WHERE)
