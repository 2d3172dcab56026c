"""A service's results, worked out anew from the history of others, beside the live ones."""

from collections.abc import Callable, Iterator, Mapping
from itertools import islice, takewhile
from typing import Any

from chassis.replay.ahead import ahead
from chassis.replay.behind import NotWritten
from chassis.replay.folding import Folder, Past
from chassis.replay.history import History, Told, handled, in_time_order
from chassis.replay.shadow import Shadow, every_document, kinds_in
from chassis.store.rebuilding import COMPARED, InRebuild
from chassis.store.writes import Backend, Replacement, Writes
from chassis.work.process import process
from chassis.work.timer import TickItem, ticks

USUAL_BATCH = 1000
READ_AHEAD = 2  # batches
STILL_MOVING = 5000  # the newest positions: folded only once the live service has handled them too
Tell = Callable[[int], None]


class Rebuild:
    """Fills a shadow from positions on, and keeps it behind what the live service has handled."""

    def __init__(
        self,
        service_cls: Any,
        backends: tuple[Backend, Shadow],
        histories: Mapping[str, History],
        span: tuple[Mapping[str, int], Mapping[str, int]],
        *,
        compared: tuple[InRebuild, ...] = COMPARED,
        batch: int = USUAL_BATCH,
    ) -> None:
        """Take live and shadow `backends`; the `span` is where to start and what must be in."""
        self.service_cls = service_cls
        self.live, self.shadow = backends
        self.compared = compared
        self.batch = batch
        self._starts, self.ends = span
        self.histories = {name: histories[name] for name in self._starts}
        self._folder = Folder(service_cls, self.shadow)
        self.refused: list[Past] = []

    def copy_given(self) -> None:
        """Bring what people entered up to date."""
        for kind in kinds_in(self.service_cls, InRebuild.GIVEN):
            writes = Writes()
            for document in every_document(self.live, kind.name):
                known = self.shadow.fetch(kind.name, [document["_id"]])
                if not known:
                    writes.inserts.setdefault(kind.name, []).append(document)
                elif known[0] != document:
                    change = Replacement(document["_id"], known[0]["version"], document)
                    writes.replacements.setdefault(kind.name, []).append(change)
            self.shadow.commit(writes)

    def places(self) -> dict[str, int]:
        """Give the position up to which each producer's history is folded."""
        rows = self.shadow.fetch("replay_places", list(self._starts))
        return dict(self._starts) | {row["_id"]: row["position"] for row in rows}

    def fold_history(self, tell: Tell) -> None:
        """Fold all but the newest events; `tell` is told after each batch how many it held."""
        try:
            self._fold_batches(tell)
            self.shadow.write_at_once()
        except NotWritten:  # now that nothing is on its way, whatever is to blame stands alone
            self.shadow.write_at_once()
            self._fold_batches(tell)

    def _fold_batches(self, tell: Tell) -> None:
        for items in ahead(self._read_batches(), READ_AHEAD):
            self._fold(items)
            tell(len(items))

    def _read_batches(self) -> Iterator[list[Past]]:
        places = self.places()
        stream = in_time_order(
            [
                past.after(places[name], past.newest() - STILL_MOVING)
                for name, past in self.histories.items()
            ]
        )
        while told := list(islice(stream, self.batch)):
            yield self._folder.read(told)

    def advance(self) -> int:
        """Fold what the live service has handled since, up to the first event it has not."""
        places, folded = self.places(), 0
        for name, past in self.histories.items():
            told = list(islice(past.after(places[name]), self.batch))
            items = self._folder.read(_prefix(told, handled(self.live, told)))
            self._fold(items)
            folded += len(items)
        return folded

    def settle(self) -> None:
        """Run the timers that finish what events began, until they find nothing more to do."""
        for tick in ticks(self.service_cls):
            before = -1
            while tick.in_rebuild and before != self.shadow.commits:
                before = self.shadow.commits
                self._run(TickItem(tick.method))

    def _run(self, item: TickItem) -> None:
        process(self._folder.worker, [item])
        if item.error is not None:
            raise item.error

    def _fold(self, items: list[Past]) -> None:
        self.refused += self._folder.fold(items)


def _prefix(told: list[Told], known: set[str]) -> list[Told]:
    return list(takewhile(lambda one: one.id in known, told))
