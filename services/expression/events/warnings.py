"""What is announced of what builds up in a place."""

from dataclasses import dataclass

from chassis.events import Event, described

from .words import COMMUNITY, PLACE

WARNING = "440605124004-topics-parking-1"
CATEGORY = "category of the topics, or kind of the disputes"
MATTER = "the proactive matter opened on it, if it is public"


@dataclass(frozen=True)
class WarningRaised(Event):
    """Topics or disputes build up in a place: said once for each level, with the evidence."""

    warning_id: str = described(WARNING, "the warning, the same on every level")
    kind: str = described("topics", "topics, likeness (similar topics), disputes or parties")
    category: str = described("parking", CATEGORY)
    level: int = described(1, "1 at the threshold, one more when it has doubled, 3 at most")
    from_level: int = described(0, "the level before; 0 where it is new")
    count: int = described(6, "how many in the last window")
    threshold: int = described(5, "how many the standard allows for")
    expected: float = described(0.5, "how many there were in a window before, on average")
    chance: float = described(0.0004, "how likely so many are if nothing rises")
    window_days: int = described(14, "length of a window")
    counts: list[int] = described([0, 1, 0, 1, 6], "counts by window, the last one up to today")
    evidence: list[str] = described(["topic-1"], "topics or disputes of the last window, some")
    topic_id: str | None = described("proactive-440605124004-parking-20190506", MATTER)
    division: str = described(COMMUNITY, PLACE)


@dataclass(frozen=True)
class WarningEnded(Event):
    """What built up in a place fell below the threshold again."""

    warning_id: str = described(WARNING, "the warning")
    kind: str = described("topics", "topics, likeness (similar topics), disputes or parties")
    category: str = described("parking", CATEGORY)
    level: int = described(1, "the highest level it reached")
    topic_id: str | None = described("proactive-440605124004-parking-20190506", MATTER)
    division: str = described(COMMUNITY, PLACE)
