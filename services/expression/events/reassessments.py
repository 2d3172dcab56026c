"""What is announced of whether it worked."""

from dataclasses import dataclass
from datetime import datetime

from chassis.events import Event, described

from .words import COMMUNITY, MORNING, PLACE, TOPIC


@dataclass(frozen=True)
class ReassessmentAsked(Event):
    """Some time after a topic was closed those concerned are asked whether it worked."""

    topic_id: str = described("topic-1", TOPIC)
    title: str = described("3号门停车", "the topic in one line")
    closes_at: datetime = described(MORNING, "until when they may answer")
    division: str = described(COMMUNITY, PLACE)


@dataclass(frozen=True)
class TopicReassessed(Event):
    """Those concerned said whether it worked; where it failed it can be reopened."""

    topic_id: str = described("topic-1", TOPIC)
    worked: int = described(12, "how many say that it worked")
    partly: int = described(3, "how many say that it worked in part")
    failed: int = described(1, "how many say that it did not work")
    outcome: str = described("worked", "worked, partly, failed or unanswered: what most said")
    division: str = described(COMMUNITY, PLACE)
