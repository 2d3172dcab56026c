"""The work every contender does: actions of residents, drawn from a fixed seed."""

import random
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import ClassVar

from chassis import envelope, events
from chassis.events import Event, Meta, described

SEED = 440605
RESIDENTS = 2_000
COMMUNITIES = 30
REPEATED_EVERY = 100  # every hundredth action is delivered twice: nobody may count it twice
POINTS = (1, 2, 5)
FIRST = datetime(2025, 6, 1, tzinfo=UTC)


@dataclass(frozen=True)
class ActionTaken(Event):
    """A resident took part in something."""

    producer: ClassVar[str] = "actions"
    resident_id: str = described("r-0001", "who took part")
    action_id: str = described("a-00001", "the action")
    points: int = described(1, "what it is worth")
    acted_at: datetime = described(FIRST, "when")
    division: str = described("440605124004", "the community it happened in")


@dataclass(frozen=True)
class Workload:
    """A fixed number of actions and what must be found after they were handled."""

    actions: tuple[ActionTaken, ...]

    def bodies(self) -> list[bytes]:
        """Encode every action as it travels, the repeated ones a second time at the end."""
        bodies = [_encoded(action) for action in self.actions]
        return bodies + bodies[::REPEATED_EVERY]

    def points_by(self, field: str) -> dict[str, int]:
        """Add up the points by `resident_id` or by `division`."""
        totals: Counter[str] = Counter()
        for action in self.actions:
            totals[getattr(action, field)] += action.points
        return dict(totals)


def draw(count: int) -> Workload:
    """Draw actions from the seed: the same ones for every contender and every run."""
    chance = random.Random(SEED)
    return Workload(tuple(_action(number, chance) for number in range(count)))


def _action(number: int, chance: random.Random) -> ActionTaken:
    return ActionTaken(
        resident_id=f"r-{chance.randrange(RESIDENTS):04}",
        action_id=f"a-{number:05}",
        points=chance.choice(POINTS),
        acted_at=FIRST + timedelta(seconds=number),
        division=f"440605124{chance.randrange(COMMUNITIES):03}",
    )


def _encoded(action: ActionTaken) -> bytes:
    meta = Meta(
        id=f"019e3a4b-7c00-7000-8000-{action.action_id[2:]:>012}",
        type=events.wire_type(ActionTaken),
        time=action.acted_at,
        subject=action.resident_id,
        division=action.division,
        correlation_id=action.action_id,
        traceparent="00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
    )
    return envelope.encode(action, meta)
