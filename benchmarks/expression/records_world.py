"""Topics and statements as the service itself would keep them, copied with other ids."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

import bson
from bson.raw_bson import RawBSONDocument
from pymongo import MongoClient

from chassis.database import create_indexes, kept
from chassis.store.documents import to_document
from chassis.store.mongo import Mongo
from services.expression import store
from services.expression.domain.topics.moves import Act, move
from services.expression.domain.topics.statements import Statement
from services.expression.domain.topics.topic import Actor, Feedback, Resolution, Stage, Topic
from services.expression.service import ExpressionService

PLACES = tuple(f"440605{town}" for town in ("011", "121", "122", "123", "124", "125", "126"))
ON_EACH, AT_ONCE = 100, 5_000
STAGES = tuple(stage for stage in Stage if stage.value in ("discussion", "executing", "closed"))
TODAY = datetime.now(UTC).replace(microsecond=0)
TOPIC, STATEMENT = "T" * 24, "S" * 24
VOTES = {"agrees": 12, "disagrees": 3, "passes": 5, "standing_agree": 12, "standing_disagree": 3}


@dataclass(frozen=True)
class World:
    """So many statements, a hundred on each topic."""

    statements: int

    @property
    def topics(self) -> int:
        """Count the topics."""
        return max(1, self.statements // ON_EACH)

    @property
    def today(self) -> datetime:
        """Give the moment everything is asked at: after the last topic was raised."""
        return TODAY

    def topic(self, number: int) -> str:
        """Name a topic; hexadecimal, as new ids are."""
        return f"{number * 2654435761 % 2**32:08x}-{number:08x}-topic".ljust(24, "-")


def seed(uri: str, world: World) -> None:
    """Put everything in; indexes stand before, as the embedded database makes one in memory."""
    client: MongoClient[dict[str, Any]] = MongoClient(uri)
    mongo = Mongo(client, ExpressionService.name)
    for kind in kept(ExpressionService).values():
        if kind.name not in mongo.database.list_collection_names():
            mongo.database.create_collection(kind.name)
        create_indexes(mongo, kind.name, kind.indexes)
    _insert(mongo, store.Topics.name, map(_topic, *_numbered(world)))
    _insert(mongo, store.TopicTotals.name, map(_totals, *_numbered(world)))
    templates = _templates()
    for name, encoded in templates.items():
        _insert(mongo, name, _copies(encoded, world))


def _numbered(world: World) -> tuple[range, Iterator[str]]:
    numbers = range(world.topics)
    return numbers, map(world.topic, numbers)


def _insert(mongo: Mongo, name: str, documents: Iterator[Any]) -> None:
    collection, piece = mongo.database[name], []
    for document in documents:
        piece.append(document)
        if len(piece) == AT_ONCE:
            collection.insert_many(piece, ordered=False)
            piece = []
    if piece:
        collection.insert_many(piece, ordered=False)


def _topic(number: int, identity: str) -> dict[str, Any]:
    """Make a topic with a history, spread over towns, stages and the last months."""
    place = f"{PLACES[number % len(PLACES)]}001"
    raised_at = TODAY - timedelta(minutes=number % 100_000)
    resolution = Resolution("划40个车位", 25, 4, 2, "center", date(2026, 1, 1), raised_at)
    topic = Topic(
        id=identity,
        division=place,
        title="3号门停车",
        category="parking",
        note="晚上没有车位" * 10,
        raised_by="r-1",
        raised_at=raised_at,
        voices=("r-1",),
        resolution=resolution,
        feedback=(Feedback("f-1", "center", "已划线", True, raised_at),),
    )
    for name in ("raised", "screened", "opened", "resolved", "started", "reported", "closed"):
        topic = move(topic, Act(name, Actor("w-1"), raised_at, "理由" * 10, "default"))
    return to_document(move(topic, Act("closed", Actor("r-1"), raised_at), **_stage(number)), 8)


def _stage(number: int) -> dict[str, Any]:
    return {"stage": STAGES[number % len(STAGES)]}


def _totals(number: int, identity: str) -> dict[str, Any]:
    counted = {"statements": ON_EACH, "votes": 20 * ON_EACH, "voters": 50}
    return {"_id": identity, "division": f"{PLACES[number % len(PLACES)]}001", **counted}


def _templates() -> dict[str, bytes]:
    """Encode a statement and its totals once, with marks in the place of ids."""
    said = Statement(
        id=STATEMENT,
        topic_id=TOPIC,
        division=f"{PLACES[0]}001",
        made_by="r-1",
        text="先划访客车位，再划住户车位" * 5,
        stage=Stage.DISCUSSION,
        made_at=TODAY,
    )
    totals = {"_id": STATEMENT, "division": said.division, "topic_id": TOPIC, **VOTES}
    return {
        store.Statements.name: bson.encode(to_document(said, 1)),
        store.StatementTotals.name: bson.encode(totals),
    }


def _copies(encoded: bytes, world: World) -> Iterator[RawBSONDocument]:
    for number in range(world.statements):
        topic = world.topic(number % world.topics)
        statement = f"{number * 2654435761 % 2**32:08x}-{number:08x}-said".ljust(24, "-")
        copy = encoded.replace(TOPIC.encode(), topic.encode())
        yield RawBSONDocument(copy.replace(STATEMENT.encode(), statement.encode()))
