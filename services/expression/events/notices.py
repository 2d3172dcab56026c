"""What is announced of resolutions on public notice, and of objections to them."""

from dataclasses import dataclass
from datetime import datetime

from chassis.events import Event, described

from .words import COMMUNITY, MORNING, PLACE, RESIDENT, TOPIC


@dataclass(frozen=True)
class ResolutionPutOnNotice(Event):
    """Residents decided: until the notice is over anyone concerned may object."""

    topic_id: str = described("topic-1", TOPIC)
    title: str = described("3号门停车", "the topic in one line")
    resolution: str = described("划40个车位，其中10个为访客车位", "what was decided")
    notice: int = described(1, "which notice of this topic; a corrected text gets another")
    until: datetime = described(MORNING, "when the notice is over")
    division: str = described(COMMUNITY, PLACE)


@dataclass(frozen=True)
class ObjectionMade(Event):
    """Somebody objected to a resolution on notice: staff owe a public answer."""

    topic_id: str = described("topic-1", TOPIC)
    number: int = described(1, "the objection, counted for each topic")
    made_by: str = described(RESIDENT, "the resident who objected")
    division: str = described(COMMUNITY, PLACE)


@dataclass(frozen=True)
class ObjectionAnswered(Event):
    """An objection got its public answer, and what follows from it is known."""

    topic_id: str = described("topic-1", TOPIC)
    number: int = described(1, "the objection, counted for each topic")
    made_by: str = described(RESIDENT, "the resident who objected")
    outcome: str = described("dismissed", "dismissed, correction or discussion")
    division: str = described(COMMUNITY, PLACE)
