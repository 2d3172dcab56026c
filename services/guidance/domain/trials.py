"""Trials: one resident's part in an experiment, from the first step found to the count."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from .experiments import Experiment
from .places import community, district, town
from .rules import RUNGS

KEPT = 10
UNKNOWN = "unknown"
FATES = ("accepted", "declined", "expired")


@dataclass(frozen=True)
class Trial:
    """What was tried with a resident, where they stood then, and what they did."""

    experiment: str
    rung: str
    place: str
    held_out: bool
    ends_at: datetime
    space_kind: str | None = None
    fate: str | None = None
    stepped_up: bool = False
    counted: bool = False

    def is_over(self, now: datetime) -> bool:
        """Tell whether it is to be counted."""
        return not self.counted and self.ends_at <= now


Trials = tuple[Trial, ...]


def enter(trials: Trials, experiment: Experiment, trial: Trial) -> Trials:
    """Let a resident take part, once in each experiment.

    Where they stand later may follow from being offered a step or not; comparing their later steps
    would not compare like with like. So only the first counts, and each resident counts once.
    """
    if any(known.experiment == experiment.id for known in trials):
        return trials
    return (*trials, trial)[-KEPT:]


def climbed(trials: Trials, rung: str, *, now: datetime) -> Trials:
    """Note that a resident stepped up, in every trial that is still going on."""
    return tuple(
        replace(trial, stepped_up=True) if _led_to(trial, rung, now) else trial for trial in trials
    )


def _led_to(trial: Trial, rung: str, now: datetime) -> bool:
    return now < trial.ends_at and RUNGS.index(trial.rung) < RUNGS.index(rung)


def answered(trials: Trials, fate: str, *, now: datetime) -> Trials:
    """Note what became of an offer made in a trial; of two offers the one taken counts."""
    return tuple(
        replace(trial, fate=fate) if _takes(trial, fate, now) else trial for trial in trials
    )


def _takes(trial: Trial, fate: str, now: datetime) -> bool:
    first = trial.fate is None or fate == "accepted"
    return first and not trial.held_out and now < trial.ends_at


def over(trials: Trials, *, now: datetime) -> list[Trial]:
    """List the trials that are to be counted now."""
    return [trial for trial in trials if trial.is_over(now)]


def counted(trials: Trials, *, now: datetime) -> Trials:
    """Note that they were counted: what happens later changes nothing."""
    return tuple(replace(t, counted=True) if t.is_over(now) else t for t in trials)


def next_count(trials: Trials) -> datetime | None:
    """Give the moment of the next count, if there is one."""
    return min((trial.ends_at for trial in trials if not trial.counted), default=None)


def amounts_of(trial: Trial) -> dict[str, int]:
    """Say what a trial adds to the totals; an offer that is still open counts as ignored."""
    stepped_up = int(trial.stepped_up)
    if trial.held_out:
        return {"held_out": 1, "held_out_stepped_up": stepped_up}
    return {"offered": 1, "stepped_up": stepped_up, trial.fate or "expired": 1}


def labels_of(trial: Trial) -> Iterator[dict[str, Any]]:
    """Name the totals a trial adds to: community, town and district; all, by step, by space."""
    levels = (community(trial.place), town(trial.place), district(trial.place))
    places = [place for place in levels if place]
    for place, above in zip(places, (*places[1:], ""), strict=True):
        common = {"experiment": trial.experiment, "division": place, "above": above}
        yield common | {"by": "all", "label": place}
        yield common | {"by": "step", "label": trial.rung}
        yield common | {"by": "space_kind", "label": trial.space_kind or UNKNOWN}
