"""How far the history of each producer is folded: kept in the transaction of what it led to."""

from dataclasses import dataclass

from chassis.store.collection import Collection
from chassis.store.rebuilding import InRebuild


@dataclass(frozen=True)
class Place:
    """The position of the last event of a producer that was folded."""

    id: str
    position: int


class Places(Collection[Place]):
    """One place for each producer; an event at or before it has been folded."""

    name = "replay_places"
    holds = Place
    in_rebuild = InRebuild.NEEDED
