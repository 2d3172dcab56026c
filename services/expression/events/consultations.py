"""What is announced of standing consultations."""

from dataclasses import dataclass

from chassis.events import Event, described

from .words import COMMUNITY, PLACE


@dataclass(frozen=True)
class ConsultationOpened(Event):
    """A standing consultation began in a community that needs to be put right."""

    topic_id: str = described("standing-440605124004", "the topic residents can speak on")
    community_id: str = described(COMMUNITY, "the community")
    reason: str = described("长期没有议事", "why it was opened")
    division: str = described(COMMUNITY, PLACE)


@dataclass(frozen=True)
class ConsultationEnded(Event):
    """A community recovered, and its standing consultation ended."""

    topic_id: str = described("standing-440605124004", "the topic residents spoke on")
    community_id: str = described(COMMUNITY, "the community")
    division: str = described(COMMUNITY, PLACE)
