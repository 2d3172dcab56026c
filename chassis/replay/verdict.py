"""From a rebuilt shadow to a verdict: it equals live, or what differs is named."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import chain, islice

from chassis.replay.comparing import Difference, FirstSight, Suspect, at_the_same_moment
from chassis.replay.history import Told
from chassis.replay.rebuild import Rebuild
from chassis.replay.shadow import Kind, kinds_in
from chassis.store.rebuilding import InRebuild

TRIES = 15
PAUSE_SECONDS = 1.0
MOST_SUSPECTS = 2000
MOST_LINES = 50
FEW = 10  # of a batch: what comes in meanwhile is compared without being folded


@dataclass(frozen=True)
class Verdict:
    """What came of a replay, in sentences, and how many things were not as they should be."""

    lines: tuple[str, ...]
    differences: int = 0


def compare(rebuild: Rebuild, beat: Callable[[], None]) -> Verdict:
    """Compare shadow and live until they agree or tries end; `beat` is called now and then."""
    _catch_up(rebuild, beat)
    sight = FirstSight(rebuild.live, rebuild.shadow)
    kinds = kinds_in(rebuild.service_cls, *rebuild.compared)
    suspects = _suspects(sight, kinds, whole=InRebuild.SUMS in rebuild.compared)
    for _ in range(TRIES):
        _catch_up(rebuild, beat)
        found = at_the_same_moment(rebuild, suspects)
        overdue = [told for told in found.unhandled if told.position <= rebuild.ends[told.producer]]
        if not found.differences and not overdue:
            break
        suspects = [(one.kind, one.id) for one in found.differences]
        time.sleep(PAUSE_SECONDS)
    names = ", ".join(sorted(kind.name for kind in kinds))
    return _verdict(f"{sight.compared} documents ({names})", found.differences, overdue)


def _suspects(sight: FirstSight, kinds: list[Kind], *, whole: bool) -> Sequence[Suspect]:
    every = chain.from_iterable(sight.suspects(kind, whole=whole) for kind in kinds)
    return list(islice(every, MOST_SUSPECTS))


def _catch_up(rebuild: Rebuild, beat: Callable[[], None]) -> None:
    beat()
    rebuild.copy_given()
    while FEW * rebuild.advance() > rebuild.batch:
        beat()
    rebuild.settle()


def _verdict(compared: str, differences: list[Difference], overdue: list[Told]) -> Verdict:
    wrong = len(differences) + len(overdue)
    if not wrong:
        return Verdict((f"shadow equals live: {compared}",))
    lines = [str(one) for one in differences] + [_missed(told) for told in overdue]
    shown = lines[:MOST_LINES]
    more = [f"and {wrong - MOST_LINES} more"] if wrong > MOST_LINES else []
    first = f"shadow and live differ in {wrong} of {compared}"
    if len(differences) == MOST_SUSPECTS:
        first += "; no more were looked for"
    return Verdict((first, *shown, *more), wrong)


def _missed(told: Told) -> str:
    return f"event {told.id} of {told.producer} has not taken effect in live"
