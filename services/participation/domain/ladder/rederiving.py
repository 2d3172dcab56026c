"""Re-deriving: a new ladder that holds from a past day judges again what was done since."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime

from chassis.events import Event

from ...events import ResidentSteppedUp, StandingRederived
from .standing import Decision, Evidence, Rung, Standing, record, space_kind_of
from .thresholds import Thresholds

LadderOn = Callable[[date], Thresholds]


@dataclass(frozen=True)
class Rederivation:
    """The standings of a division are gone through under a new ladder, some at a time."""

    id: str
    division: str
    standard_id: str
    number: int
    in_force_from: date
    begun_at: datetime
    cursor: str = ""
    examined: int = 0
    raised: int = 0
    lowered: int = 0
    done_at: datetime | None = None
    open: bool = True


def begin(thresholds: Thresholds, *, today: date, now: datetime) -> Rederivation | None:
    """Begin where a ladder holds from today or earlier; one of a later day changes no past."""
    if thresholds.in_force_from > today:
        return None
    return Rederivation(
        id=f"{thresholds.standard_id}:{thresholds.number}",
        division=thresholds.division,
        standard_id=thresholds.standard_id,
        number=thresholds.number,
        in_force_from=thresholds.in_force_from,
        begun_at=now,
    )


def advance(run: Rederivation, moves: list[Decision], *, cursor: str) -> Rederivation:
    """Note how far it has come, and who moved which way."""
    events = [event for _, announced in moves for event in announced]
    told = [event for event in events if isinstance(event, StandingRederived)]
    raised = sum(_height(one.rung) > _height(one.previous) for one in told)
    return replace(
        run,
        cursor=cursor,
        examined=run.examined + len(moves),
        raised=run.raised + raised,
        lowered=run.lowered + len(told) - raised,
    )


def finish(run: Rederivation, *, now: datetime) -> Rederivation:
    """Note that every standing was gone through."""
    return replace(run, open=False, done_at=now)


def rederive(standing: Standing, ladder_on: LadderOn, run: Rederivation) -> Decision:
    """Derive a standing anew from its evidence, each deed by the ladder of its day.

    A rung whose evidence is no longer kept in full cannot be judged anew, and stays.
    """
    derived = _from_evidence(standing, ladder_on)
    floor = _not_judged(standing)
    if _height(derived.rung) < _height(floor):
        derived = replace(derived, rung=floor, since=None)
    if derived.rung is standing.rung:
        return standing, []
    earned = {name: proof for name, proof in standing.earned.items() if _stays(name, derived)}
    moved = replace(
        standing, rung=derived.rung, since=derived.since, earned=earned | derived.earned
    )
    return moved, _told(standing, moved, run)


def _from_evidence(standing: Standing, ladder_on: LadderOn) -> Standing:
    kept = _kept(standing)
    counts = dict(standing.counts)
    for one in kept:
        for name, amount in one.amounts.items():
            counts[name] = max(0, counts.get(name, 0) - amount)
    derived = Standing(standing.id, standing.division, counts=counts)
    for one in kept:
        derived, _ = record(derived, one, ladder_on(one.on))
    return derived


def _kept(standing: Standing) -> list[Evidence]:
    return sorted(
        (one for row in standing.evidence.values() for one in row), key=lambda one: one.on
    )


def _not_judged(standing: Standing) -> Rung | None:
    known = {one.event_id for one in _kept(standing)}
    lost = [Rung(name) for name, proof in standing.earned.items() if not known.issuperset(proof)]
    return max(lost, key=lambda rung: rung.height, default=None)


def _height(rung: str | None) -> int:
    return Rung(rung).height if rung else 0


def _stays(name: str, derived: Standing) -> bool:
    return _height(name) <= _height(derived.rung)


def _told(before: Standing, after: Standing, run: Rederivation) -> list[Event]:
    """Say who moved and why; a step up is announced as every other one, too."""
    previous, rung = (one.rung.value if one.rung else None for one in (before, after))
    evidence = list(after.earned.get(rung or "", ()))
    told: list[Event] = [
        StandingRederived(
            resident_id=after.id,
            rung=rung,
            previous=previous,
            evidence=evidence,
            standard_id=run.standard_id,
            number=run.number,
            in_force_from=run.in_force_from,
            division=after.division,
        )
    ]
    if rung and _height(rung) > _height(previous):
        came_to, where = space_kind_of(after), after.division
        step = ResidentSteppedUp(
            after.id, rung, previous, evidence, run.standard_id, where, came_to
        )
        return [step, *told]
    return told
