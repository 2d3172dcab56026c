"""Advice: advisers appointed, asked and heard."""

from dataclasses import dataclass

from chassis.events import Event, described

from .kinds import AdviserKind
from .words import COMMUNITY


@dataclass(frozen=True)
class AdviserAppointed(Event):
    """A person joined the district's advisory group."""

    adviser_id: str = described("adviser-07", "the adviser's seat")
    kind: AdviserKind = described("academic", "academic, practice or public")
    division: str = described("440605", "the district or town advised")


@dataclass(frozen=True)
class AdviceRequested(Event):
    """An adviser was asked for an opinion on a topic."""

    advice_id: str = described("advice-topic-1", "the request")
    adviser_id: str = described("adviser-07", "the adviser asked")
    topic_id: str = described("topic-1", "the topic")
    division: str = described(COMMUNITY, "where the topic was raised")


@dataclass(frozen=True)
class AdviceDelivered(Event):
    """An adviser gave an opinion on a topic."""

    advice_id: str = described("advice-topic-1", "the request it answers")
    adviser_id: str = described("adviser-07", "the adviser")
    topic_id: str = described("topic-1", "the topic")
    opinion: str = described("mark visitors' spaces first", "the opinion, for everyone to read")
    division: str = described(COMMUNITY, "where the topic was raised")
