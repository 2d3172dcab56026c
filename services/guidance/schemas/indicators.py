"""What is shown of indicators, of topics many speak about, and of advisers."""

from dataclasses import dataclass
from typing import Any

from chassis.events import described


@dataclass(frozen=True)
class IndicatorsView:
    """The figures of a place with all places inside it."""

    division: str = described("440605124", "community, town or district")
    counts: dict[str, Any] = described({"topics_raised": 12, "topics_closed": 7}, "what happened")
    rates: dict[str, Any] = described(
        {"answered": 0.9, "solved": 0.7, "satisfied": 0.6, "worked": 0.5, "screening_hours": 30.5},
        "shares of topics answered, solved, satisfied and found to have worked, of reviews "
        "overturned, and the mean hours to screening",
    )


@dataclass(frozen=True)
class HotTopicView:
    """How much is said and voted on a topic."""

    id: str = described("topic-1", "the topic")
    division: str = described("440605124004", "the place it is about")
    voices: int = described(57, "votes and statements together, imported ones too")
    votes: int = described(50, "votes")
    statements: int = described(7, "statements")
    imported: int = described(0, "of all these, how many were imported")
    title: str | None = described("3号门停车", "the topic in one line", default=None)
    agree: int = described(40, "votes that agree", default=0)
    disagree: int = described(6, "votes that disagree", default=0)
    passed: int = described(4, "votes that pass", default=0)


@dataclass(frozen=True)
class AdviserView:
    """What an adviser has delivered."""

    id: str = described("adviser-07", "the adviser")
    advices: int = described(3, "opinions delivered")
