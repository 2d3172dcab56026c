"""What the public record of a topic tells: every promise with its day, and no resident's name."""

from dataclasses import dataclass, replace
from datetime import datetime

from .moves import NOT_RESIDENTS, SYSTEM
from .topic import Move, Step, Topic

RESIDENT = "resident"
BY_THE_CLOCK = frozenset({Step.OPENING, Step.NOTICE, Step.REASSESSMENT})
LAPSE = "lapse"


@dataclass(frozen=True)
class Promise:
    """One step that was owed: by whom, since when, by when, and whether it came in time."""

    step: Step
    owner: str
    since: datetime
    due_at: datetime
    done_at: datetime | None = None
    kept: bool | None = None


def promises(topic: Topic, now: datetime) -> list[Promise]:
    """Read from a topic's history every deadline, kept or missed; one that runs is neither yet."""
    told: list[Promise] = []
    for line in topic.history:
        running = told[-1] if told and told[-1].done_at is None else None
        if running and (line.step, line.due_at) == (running.step, running.due_at):
            told[-1] = replace(running, owner=shown(topic, line.owner or running.owner))
            continue
        if running:
            told[-1] = _ended(running, line)
        if line.step and line.due_at:
            owner = shown(topic, line.owner or "")
            told.append(Promise(line.step, owner, line.at, line.due_at))
    return [_late(one, now) for one in told]


def _ended(promise: Promise, line: Move) -> Promise:
    in_time = line.at <= promise.due_at or promise.step in BY_THE_CLOCK
    return replace(promise, done_at=line.at, kept=in_time and line.actor != LAPSE)


def _late(promise: Promise, now: datetime) -> Promise:
    if promise.done_at is None and now > promise.due_at:
        return replace(promise, kept=False)
    return promise


def shown(topic: Topic, actor: str) -> str:
    """Name who acted as the public may: staff, bodies and places, but no resident."""
    residents = (topic.raised_by, *topic.voices, *topic.monitors)
    if actor in residents or actor.startswith(NOT_RESIDENTS):
        return RESIDENT
    return actor or SYSTEM.id
