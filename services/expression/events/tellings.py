"""What is announced so that those concerned can be told."""

from dataclasses import dataclass

from chassis.events import Event, described

from .words import COMMUNITY, PLACE, RESIDENT, TOPIC


@dataclass(frozen=True)
class ResidentsTold(Event):
    """Residents who raised, voted on or followed a topic are to hear what became of it."""

    topic_id: str = described("topic-2", TOPIC)
    act: str = described("merged", "merged, took in, split, declined, reviewed, and so on")
    into_ids: list[str] = described(["topic-1"], "the topics it goes on in, if any")
    resident_ids: list[str] = described([RESIDENT], "whom it concerns, 200 at most")
    portion: int = described(1, "which portion of all who are concerned")
    division: str = described(COMMUNITY, PLACE)
