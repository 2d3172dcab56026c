"""What is announced of standing consultations."""

from dataclasses import dataclass
from datetime import datetime

from chassis.events import Event, described

from .words import COMMUNITY, MORNING, PLACE, RESIDENT, TOPIC


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


@dataclass(frozen=True)
class ConsultationAnswered(Event):
    """A resident answered a special consultation for the first time; what they said is theirs."""

    topic_id: str = described("topic-1", TOPIC)
    resident_id: str = described(RESIDENT, "who answered")
    answered_at: datetime = described(MORNING, "when")
    division: str = described(COMMUNITY, PLACE)


@dataclass(frozen=True)
class ConsultationResultPublished(Event):
    """A special consultation closed, and what residents answered is public."""

    topic_id: str = described("topic-1", TOPIC)
    asked: int | None = described(420, "how many were asked; none where it is withheld")
    answered: int | None = described(187, "how many answered; none where it is withheld")
    results: dict[str, dict[str, int]] = described(
        {"hours": {"day": 120, "night": 67}}, "how often each option of a question was chosen"
    )
    published_by: str = described("system", "the clock, or who of the staff published it")
    division: str = described(COMMUNITY, PLACE)
