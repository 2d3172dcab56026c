"""Puts a world into the databases of two services, as if it had come in over the years."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from typing import Any

from pymongo import MongoClient

from benchmarks.contender import Addresses
from benchmarks.scale.kept import of_guidance, of_participation
from benchmarks.scale.stencils import Stencil
from benchmarks.scale.world import ACTIONS, KIND, World, communities
from chassis.database import create_indexes
from chassis.store.mongo import Mongo
from chassis.store.writes import Tally, Writes
from gongzhi.bulk import in_turn
from services.guidance import store as guidance
from services.guidance.domain.experiments import EVERYBODY
from services.guidance.domain.trials import Trial, amounts_of, labels_of
from services.participation import store as participation

AT_ONCE, TOGETHER = 2_000, 2
FILLED = {
    "participation": (
        participation.Residents,
        participation.People,
        participation.Standings,
        participation.Visits,
        participation.Attendances,
        participation.Rungs,
        participation.SpaceUse,
    ),
    "guidance": (
        guidance.Pathways,
        guidance.Suggestions,
        guidance.Totals,
        guidance.Conversions,
        guidance.Outcomes,
        guidance.IndicatorCounts,
    ),
}
TODAY = datetime.now(UTC)
Tallied = dict[str, list[Tally]]


def seed(at: Addresses, world: World) -> None:
    """Put everything in; indexes stand before, as the embedded database makes one in memory."""
    client: MongoClient[dict[str, Any]] = MongoClient(at.mongo)
    stencils = {
        attends: {
            "participation": of_participation(world.seal, attends=attends),
            "guidance": of_guidance(attends=attends),
        }
        for attends in (False, True)
    }
    for service, kinds in FILLED.items():
        for kind in kinds:
            _prepare(Mongo(client, service), kind)
    pieces = (range(one, min(one + AT_ONCE, world.size)) for one in range(0, world.size, AT_ONCE))
    for _ in in_turn(partial(_insert, client, world, stencils), pieces, together=TOGETHER):
        pass
    for service in FILLED:
        Mongo(client, service).commit(Writes(tallies=_tallies(service, world)))


def _insert(
    client: MongoClient[dict[str, Any]],
    world: World,
    stencils: dict[bool, dict[str, list[Stencil]]],
    numbers: range,
) -> None:
    rows: dict[tuple[str, str], list[Any]] = defaultdict(list)
    for number in numbers:
        texts = world.texts(number)
        for service, some in stencils[world.attends(number)].items():
            for one in some:
                rows[service, one.collection].append(one.copy(texts))
    for (service, collection), documents in rows.items():
        client[service][collection].insert_many(documents, ordered=False)


def _prepare(mongo: Mongo, kind: type[Any]) -> None:
    if kind.name not in mongo.database.list_collection_names():
        mongo.database.create_collection(kind.name)
    create_indexes(mongo, kind.name, kind.indexes)


def _tallies(service: str, world: World) -> Tallied:
    counted: Tallied = defaultdict(list)
    made = _of_participation if service == "participation" else _of_guidance
    for number, place in enumerate(communities()):
        for kind, tally in made(world, place, attends=world.attends(number)):
            counted[kind.name].append(tally)
    return counted


def _of_participation(
    world: World, place: str, *, attends: bool
) -> Iterator[tuple[type[Any], Tally]]:
    people, rung = world.live_in(place), "activity" if attends else "space"
    labels = {"division": place}
    yield participation.Rungs, Tally(place, {"residents": people, "none": 0, rung: people}, labels)
    visits = people * (ACTIONS - attends)
    used = {"visits": visits, "2026-05": visits, "hour_10": visits}
    yield participation.SpaceUse, Tally(world.spaces[place], used, labels)


def _of_guidance(world: World, place: str, *, attends: bool) -> Iterator[tuple[type[Any], Tally]]:
    people, rung = world.live_in(place), "activity" if attends else "space"
    counts = {"offered": people, "accepted": people}
    labels = {"division": place}
    yield guidance.Conversions, Tally(f"{place}:{rung}", counts, labels | {"rung": rung})
    points = {"points": people * ACTIONS, "actions": people * ACTIONS}
    yield guidance.Totals, Tally(f"community:{place}", points, labels | {"kind": "community"})
    visits = {"visits": people * (ACTIONS - attends)}
    yield guidance.IndicatorCounts, Tally(place, visits, labels)
    trial = Trial(EVERYBODY.id, rung, place, held_out=False, ends_at=TODAY, space_kind=KIND)
    counted = {name: people * number for name, number in amounts_of(trial).items()}
    for named in labels_of(trial):
        identity = ":".join(named[name] for name in ("division", "experiment", "by", "label"))
        yield guidance.Outcomes, Tally(identity, counted, named)
