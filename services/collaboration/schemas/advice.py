"""What is sent and shown of the advisory group."""

from dataclasses import dataclass

from chassis.events import described

from ..domain.advice import Adviser
from ..events import AdviserKind
from .limits import Code, Name, Reference, Text


@dataclass(frozen=True)
class AppointAdviser:
    """What an official sends to seat an adviser; no name, it belongs to no service but one."""

    reference: Reference = described("07", "the sender's own name for the seat")
    kind: AdviserKind = described("academic", "academic, practice or public")
    expertise: Name = described("基层治理", "what the adviser knows about")
    division: Code = described("440605", "the district or town advised")


@dataclass(frozen=True)
class DeliverOpinion:
    """What is sent when an adviser gives an opinion."""

    opinion: Text = described("mark visitors' spaces first", "the opinion, for everyone to read")


@dataclass(frozen=True)
class AdvisersView:
    """The seats of the advisory group with what was asked of each."""

    items: tuple[Adviser, ...]
