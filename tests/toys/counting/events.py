"""What the toy announces."""

from dataclasses import dataclass

from chassis.events import Event, described


@dataclass(frozen=True)
class ActionTaken(Event):
    """Somebody did something."""

    actor: str = described("a1", "who did it")
    action_id: str = described("x1", "what was done")
    division: str = described("440605124004", "where")


@dataclass(frozen=True)
class ActionCounted(Event):
    """An action was counted."""

    action_id: str = described("x1", "what was counted")
    actor: str = described("a1", "who did it")
    division: str = described("440605124004", "where")
