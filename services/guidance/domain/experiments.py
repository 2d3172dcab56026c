"""Experiments: some residents are offered nothing for a while, so that offering can be measured."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

USUAL_DAYS = 28
WHOLE = 2**64


@dataclass(frozen=True)
class Experiment:
    """What a standard says of one experiment: whom it holds out, and how long it looks."""

    name: str
    seed: int
    hold_out_percent: int
    days: int = USUAL_DAYS

    @property
    def id(self) -> str:
        """Tell it from every other: with another share or seed it is another experiment."""
        return f"{self.name}.{self.seed}.{self.hold_out_percent}.{self.days}"

    @property
    def window(self) -> timedelta:
        """Give the time within which a step counts."""
        return timedelta(days=self.days)


EVERYBODY = Experiment("everybody", seed=0, hold_out_percent=0)


def experiment_of(rules: Mapping[str, Any] | None) -> Experiment:
    """Read the experiment of a standard; where none is named everybody is offered steps."""
    named = rules.get("experiment") if rules else None
    return Experiment(**named) if named else EVERYBODY


def is_held_out(experiment: Experiment, resident_id: str) -> bool:
    """Tell whether a resident is held out: the same on every replica, today and years later."""
    drawn = f"{experiment.seed}:{experiment.name}:{resident_id}".encode()
    number = int.from_bytes(hashlib.sha256(drawn).digest()[:8], "big")
    return number * 100 < experiment.hold_out_percent * WHOLE
