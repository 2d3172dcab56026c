"""What is announced of a topic's way into the loop."""

from dataclasses import dataclass

from chassis.events import Event, described

from .words import COMMUNITY, ORIGIN, PLACE, RESIDENT, TOPIC, WHO


@dataclass(frozen=True)
class TopicRaised(Event):
    """A resident raised a topic: from now on somebody owes an answer."""

    topic_id: str = described("topic-1", TOPIC)
    raised_by: str = described(RESIDENT, WHO)
    title: str = described("3号门停车", "the topic in one line")
    category: str = described("parking", "category of the topic")
    channel: str = described("regular", "regular, or special for a consultation on one affair")
    origin: str = described("resident", ORIGIN)
    division: str = described(COMMUNITY, PLACE)
    screened_here: bool = described(
        True, "whether this place owes it an answer, whoever raised it", default=False
    )
    follows_id: str | None = described(
        None, "the topic it takes up anew, whose reassessment found that it failed", default=None
    )


@dataclass(frozen=True)
class TopicScreened(Event):
    """A topic was taken up: residents will deliberate on it."""

    topic_id: str = described("topic-1", TOPIC)
    title: str = described("3号门停车", "the topic in one line")
    category: str = described("parking", "category of the topic")
    wants_advice: bool = described(True, "whether an adviser is asked for topics of this category")
    raised_by: str = described(RESIDENT, WHO)
    division: str = described(COMMUNITY, PLACE)


@dataclass(frozen=True)
class TopicDeclined(Event):
    """A topic was not taken up, for a reason everyone can read."""

    topic_id: str = described("topic-1", TOPIC)
    reason: str = described("已由2019年改造工程覆盖", "why it was not taken up")
    raised_by: str = described(RESIDENT, WHO)
    division: str = described(COMMUNITY, PLACE)
    code: str = described("planned", "the reason by its name in the standard", default="other")


@dataclass(frozen=True)
class TopicSplit(Event):
    """A topic went on as several, one for each thing it asked for; its voices are with each."""

    topic_id: str = described("topic-1", "the topic that was split")
    into_ids: list[str] = described(["topic-3", "topic-4"], "the topics it goes on as")
    voices: int = described(1, "how many residents it brought along")
    division: str = described(COMMUNITY, PLACE)


@dataclass(frozen=True)
class TopicMerged(Event):
    """A topic went on within another that says the same; its voices are kept there."""

    topic_id: str = described("topic-2", "the topic that was merged")
    into_id: str = described("topic-1", "the topic it continues in")
    voices: int = described(1, "how many residents it brought along")
    division: str = described(COMMUNITY, PLACE)
