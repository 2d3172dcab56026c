"""What the toy keeps."""

from dataclasses import dataclass

from chassis.store import Collection


@dataclass(frozen=True)
class Walker:
    """Somebody, how far they are, and how often a step came out of order."""

    id: str
    taken: int = 0
    latest: int = 0
    wrong: int = 0


@dataclass(frozen=True)
class Gate:
    """Something that is open."""

    id: str


class Walkers(Collection[Walker]):
    """Those who walk."""

    name = "walkers"
    holds = Walker


class Gates(Collection[Gate]):
    """What is open."""

    name = "gates"
    holds = Gate
