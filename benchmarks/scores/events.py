"""What it announces."""

from dataclasses import dataclass

from chassis.events import Event, described


@dataclass(frozen=True)
class PointsEarned(Event):
    """An action earned a resident and a community points."""

    resident_id: str = described("r-0001", "who earned them")
    action_id: str = described("a-00001", "what for")
    points: int = described(1, "how many")
    division: str = described("440605124004", "the community")
