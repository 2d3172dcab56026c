"""Holding out: a resident's pathway in an experiment, from the first step found to the count."""

from dataclasses import replace
from datetime import datetime

from .experiments import Experiment, is_held_out
from .pathways import Pathway
from .trials import Trial, answered, counted, enter, next_count


def take_part(pathway: Pathway, experiment: Experiment, *, now: datetime) -> Pathway:
    """Let a resident for whom a step was found take part, unless they want not to be counted."""
    if pathway.uncounted or pathway.rung is None:
        return pathway
    trial = Trial(
        experiment=experiment.id,
        rung=pathway.rung,
        place=pathway.place,
        held_out=is_held_out(experiment, pathway.id),
        ends_at=now + experiment.window,
        space_kind=pathway.space_kind,
    )
    trials = enter(pathway.trials, experiment, trial)
    return replace(pathway, trials=trials, count_at=next_count(trials))


def is_held(pathway: Pathway, experiment: Experiment) -> bool:
    """Tell whether a resident is to be offered nothing now; who is not counted never is."""
    return not pathway.uncounted and is_held_out(experiment, pathway.id)


def hold(pathway: Pathway, experiment: Experiment, *, now: datetime) -> Pathway:
    """Offer a resident nothing for the time of the experiment; then we look again."""
    until = now + experiment.window
    return replace(pathway, waiting=False, held_until=until, look_again_at=until)


def release(pathway: Pathway, *, now: datetime) -> Pathway:
    """Let a resident wait for a step again, once the time they were held out is over."""
    if pathway.held_until is None or pathway.held_until > now or pathway.stopped:
        return pathway
    return replace(pathway, held_until=None, waiting=True, waiting_since=now)


def note_answer(pathway: Pathway, fate: str, *, now: datetime) -> Pathway:
    """Note what became of a step that was offered."""
    return replace(pathway, trials=answered(pathway.trials, fate, now=now))


def note_count(pathway: Pathway, *, now: datetime) -> Pathway:
    """Note that what is over was counted."""
    trials = counted(pathway.trials, now=now)
    return replace(pathway, trials=trials, count_at=next_count(trials))


def leave(pathway: Pathway) -> Pathway:
    """Count a resident no more: they do not agree to statistics."""
    return replace(pathway, uncounted=True, trials=(), count_at=None)
