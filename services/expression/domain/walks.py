"""How far a walk has come that goes through many things, some at a time."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Walk:
    """One walk, and the last thing it looked at; it begins again once it has seen all."""

    id: str
    after: str = ""
