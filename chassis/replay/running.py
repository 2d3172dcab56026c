"""One replay from its document to its verdict, taken up wherever an earlier process left it."""

from contextlib import suppress
from typing import Any

from pymongo.errors import CollectionInvalid

from chassis.config import Settings
from chassis.database import create_indexes
from chassis.replay.again import Again
from chassis.replay.history import History
from chassis.replay.progress import Progress
from chassis.replay.reach import histories_of, history_client
from chassis.replay.rebuild import Rebuild
from chassis.replay.replays import Replay
from chassis.replay.shadow import Kind, Shadow, rebuilt_kinds
from chassis.replay.verdict import Verdict, compare
from chassis.store.mongo import Mongo
from chassis.store.rebuilding import InRebuild

SHADOW = "_shadow"
MADE_FOR = "replay"


class Run:
    """Does what a replay asks for, on the real databases."""

    def __init__(self, service_cls: Any, live: Mongo, settings: Settings) -> None:
        """Serve one service."""
        self._service_cls = service_cls
        self._live = live
        self._settings = settings

    def do(self, replay: Replay, progress: Progress) -> Verdict:
        """Run it to its end."""
        client = history_client(self._settings)
        histories = histories_of(self._service_cls, lambda name: Mongo(client, name))
        run = self._rebuild if replay.to_shadow else self._again
        return run(replay, histories, progress)

    def _again(self, replay: Replay, histories: dict[str, History], progress: Progress) -> Verdict:
        again = Again(self._service_cls.name, self._live, histories, self._settings)
        verdict = again.run(replay.starts, replay.ends, progress.tell)
        progress.read(replay.total)
        return verdict

    def _rebuild(
        self, replay: Replay, histories: dict[str, History], progress: Progress
    ) -> Verdict:
        compared = _compared(replay, set(histories))
        kinds = rebuilt_kinds(self._service_cls, compared)
        mongo = self._shadow(replay.id, kinds)
        shadow = Shadow(mongo, [kind.name for kind in kinds])
        span = replay.starts, replay.ends
        rebuild = Rebuild(
            self._service_cls,
            (self._live, shadow),
            histories,
            span,
            compared=compared,
            batch=self._settings.replay_batch,
        )
        rebuild.copy_given()

        def tell(events: int) -> None:
            done = sum(rebuild.places().values()) - sum(replay.starts.values())
            progress.tell(events, done)

        rebuild.fold_history(tell)
        progress.read(replay.total)
        for kind in kinds:  # doing so row by row would have taken longer
            create_indexes(mongo, kind.name, kind.indexes)
        return compare(rebuild, progress.beat)

    def _shadow(self, identity: str, kinds: list[Kind]) -> Mongo:
        """Give the shadow of this replay as it was left, or an empty one."""
        mongo = Mongo(self._live.database.client, f"{self._service_cls.name}{SHADOW}")
        if mongo.database[MADE_FOR].find_one({"_id": identity}) is None:
            mongo.database.client.drop_database(mongo.database.name)
            for kind in kinds:
                with suppress(CollectionInvalid):
                    mongo.database.create_collection(kind.name)
            mongo.database[MADE_FOR].insert_one({"_id": identity})
        return mongo


def _compared(replay: Replay, heard: set[str]) -> tuple[InRebuild, ...]:
    """Say what can be compared: sums only where everything was heard from the beginning."""
    whole = not any(replay.starts.values()) and set(replay.starts) == heard
    if not whole:
        return (InRebuild.ROWS,)
    return (InRebuild.SUMS, InRebuild.ROWS) if replay.rows else (InRebuild.SUMS,)
