"""What the toy reads: its own announcements, as if they were another's."""

from dataclasses import dataclass
from typing import ClassVar

from chassis.events import Inbound, described

from .events import NAME


@dataclass(frozen=True)
class ActionTaken(Inbound):
    """Somebody did something."""

    producer: ClassVar[str] = NAME
    actor: str = described("a1", "who did it")
    action_id: str = described("x1", "what was done")
    division: str = described("440605124004", "where")


@dataclass(frozen=True)
class TrialMade(Inbound):
    """Something that is refused, not found or broken, as its `fate` says."""

    producer: ClassVar[str] = "trying"
    actor: str = described("a1", "who tried")
    fate: str = described("ok", "what the handler is to do")
    division: str = described("440605124004", "where")
