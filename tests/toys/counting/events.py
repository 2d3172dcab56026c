"""What the toy announces."""

import os
from dataclasses import dataclass
from typing import ClassVar

from chassis.events import Event, described

NAME = os.environ.get("TOY_NAME", "counting")  # one of its own for each test


@dataclass(frozen=True)
class ActionTaken(Event):
    """Somebody did something."""

    producer: ClassVar[str] = NAME
    actor: str = described("a1", "who did it")
    action_id: str = described("x1", "what was done")
    division: str = described("440605124004", "where")


@dataclass(frozen=True)
class ActionCounted(Event):
    """An action was counted."""

    producer: ClassVar[str] = NAME
    action_id: str = described("x1", "what was counted")
    actor: str = described("a1", "who did it")
    division: str = described("440605124004", "where")
