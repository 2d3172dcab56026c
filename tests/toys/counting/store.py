"""What the toy keeps."""

from dataclasses import dataclass
from typing import Any

from chassis.store import Collection, Index, InRebuild, Tallies


@dataclass(frozen=True)
class Actor:
    """Somebody, and how much they did."""

    id: str
    division: str
    actions: int = 0


@dataclass(frozen=True)
class Action:
    """Something done."""

    id: str
    actor: str
    division: str


class Actors(Collection[Actor]):
    """Those who act."""

    name = "actors"
    holds = Actor
    indexes = (Index("division"),)
    in_rebuild = InRebuild.SUMS


class Actions(Collection[Action]):
    """What they did, a row each."""

    name = "actions"
    holds = Action


class Counts(Collection[Action]):
    """What was counted, a row each."""

    name = "counts"
    holds = Action
    in_rebuild = InRebuild.ROWS


class Totals(Tallies):
    """How much was counted, by actor and place."""

    name = "totals"
    in_rebuild = InRebuild.SUMS

    @classmethod
    def comparable(cls, document: dict[str, Any]) -> dict[str, Any] | None:
        """Leave out what the clock counts."""
        return None if document["_id"] == "rounds" else super().comparable(document)
