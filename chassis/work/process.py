"""Fold a batch of items over the states they touch, and commit all of it in one transaction."""

import random
import time
from collections.abc import Sequence
from typing import Any

from chassis.errors import AlreadyExists, AlreadyHandled, Unavailable, WriteConflict
from chassis.faults import fault_point
from chassis.store import guards
from chassis.store.collection import Collection
from chassis.store.unit import Unit
from chassis.store.writes import Document
from chassis.work.ahead import Step
from chassis.work.items import Item, Outcome

ATTEMPTS = 12
TURN = 20
LONGEST_PAUSE_SECONDS = 0.2


def process(service: Any, items: Sequence[Item], step: Step | None = None) -> list[Document]:
    """Settle every item: done, handled before, or failed alone while the others take effect.

    Gives the pages of events that were committed, ready to be published. With a `step` the items
    are folded while those of the step before are committed.

    Raises `Unavailable` when the database does not answer or stays contended; nothing is settled
    then, and the same items may be tried again.
    """
    rows: dict[str, list[str]] = {}
    if step:
        service.work.backend = step.reading(service.work.backend)
    for attempt in range(ATTEMPTS):
        waiting = [item for item in items if item.outcome is not Outcome.DUPLICATE]
        unit = _fold(service, waiting, rows)
        error = _committed(unit, step)
        if error is None:
            _settle(waiting)
            return unit.pages
        if isinstance(error, AlreadyExists) and not rows:
            rows = _rows_of(unit)
        elif not _may_pass(error, waiting, attempt):
            return _isolate(service, waiting, error)
    raise Unavailable("others keep changing what this batch changes")


def _committed(unit: Unit, step: Step | None) -> Exception | None:
    """Commit a unit in its turn; give what it was refused for. Raises `Unavailable`."""
    try:
        _commit(unit, step)
    except Unavailable:
        raise
    except Exception as error:  # noqa: BLE001 - whatever the commit refuses, one item is to blame
        return error
    return None


def _may_pass(error: Exception, waiting: list[Item], attempt: int) -> bool:
    """Tell whether folding again can help: known items are settled, or others were first."""
    if isinstance(error, AlreadyHandled):
        _settle_known(waiting, error)
        return True
    if isinstance(error, WriteConflict):
        _pause(attempt)
        return True
    return False


def _rows_of(unit: Unit) -> dict[str, list[str]]:
    inserts = unit.writes().inserts.items()
    return {collection: [row["_id"] for row in documents] for collection, documents in inserts}


def _fold(service: Any, items: list[Item], rows: dict[str, list[str]]) -> Unit:
    unit = service.work.begin()
    _prefetch(service, unit, items)
    _look_up(service, unit, rows)
    for number, item in enumerate(items):
        if number % TURN == 0:
            time.sleep(0)  # a large batch must not keep requests and heartbeats waiting
        _fold_one(service, unit, item)
    _recognize(service, items)
    return unit


def _recognize(service: Any, items: list[Item]) -> None:
    """Tell a repetition from a refusal: what took effect before is often refused a second time."""
    failed = [item for item in items if item.guard and item.outcome is Outcome.FAILED]
    if not failed:
        return
    kept = guards.known(service.work.backend, [str(item.guard) for item in failed])
    _settle_known(failed, AlreadyHandled(kept))


def _prefetch(service: Any, unit: Unit, items: list[Item]) -> None:
    wanted: dict[str, list[str]] = {}
    for item in items:
        for attribute, ids in item.wanted().items():
            wanted.setdefault(attribute, []).extend(ids)
    for attribute, ids in wanted.items():
        collection = getattr(service, attribute)
        unit.prefetch(collection.name, collection.holds, ids)


def _look_up(service: Any, unit: Unit, rows: dict[str, list[str]]) -> None:
    """Read what a refused commit had to insert: whoever repeats a row is then refused alone."""
    kept = [one for one in vars(service).values() if isinstance(one, Collection)]
    for collection in kept:
        unit.prefetch(collection.name, collection.holds, rows.get(collection.name, []))


def _fold_one(service: Any, unit: Unit, item: Item) -> None:
    item.outcome, item.error = Outcome.PENDING, None
    earlier = unit.guarded(item.guard) if item.guard else None
    if earlier is not None:
        item.stored = earlier
        item.outcome = Outcome.DONE  # a twin in this batch: settled with the one that took effect
        return
    mark = unit.mark()
    unit.cause = item.cause
    service.work.serve(item.principal, item.if_match)
    try:
        item.apply(service)
        if item.guard:
            unit.guard({"_id": item.guard, "at": service.work.now} | item.kept_reply())
    except Unavailable:
        raise
    except Exception as error:  # noqa: BLE001 - a refusal or a bug: it fails alone
        unit.undo_to(mark)
        item.fail(error)


def fold_within(service: Any, item: Item) -> None:
    """Fold an item as part of the one that is being folded: both take effect, or neither.

    It fails alone, its outcome says how it went, and what took effect before, or for another item
    of this batch, has none again.
    """
    work = service.work
    with work.aside():
        known = guards.known(work.backend, [item.guard]) if item.guard else {}
        if known:
            item.stored = known[str(item.guard)]
            item.settle(Outcome.DUPLICATE)
            return
        _prefetch(service, work.unit, [item])
        _fold_one(service, work.unit, item)


def _commit(unit: Unit, step: Step | None) -> None:
    writes = unit.writes()
    if step:
        step.may_commit(writes)
    if writes:
        fault_point("insert-before-commit")
        unit.commit(writes)


def _settle(items: list[Item]) -> None:
    for item in items:
        if item.outcome is Outcome.DONE:
            item.settle(Outcome.DUPLICATE)
        elif item.outcome is Outcome.PENDING:
            item.settle(Outcome.DONE)


def _settle_known(items: list[Item], known: AlreadyHandled) -> None:
    for item in items:
        if item.guard in known.rows:
            item.stored = known.rows[item.guard]
            item.settle(Outcome.DUPLICATE)


def _isolate(service: Any, items: list[Item], error: Exception) -> list[Document]:
    """Halve a batch that the commit refuses until the item to blame stands alone."""
    if len(items) == 1:
        items[0].fail(error)
        return []
    middle = len(items) // 2
    return process(service, items[:middle]) + process(service, items[middle:])


def _pause(attempt: int) -> None:
    longest = min(LONGEST_PAUSE_SECONDS, 0.002 * 2**attempt)
    time.sleep(random.uniform(0, longest))  # noqa: S311 - jitter, no secret
