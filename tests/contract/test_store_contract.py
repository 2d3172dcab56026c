"""What every store must do; the one in memory and the real one pass the same suite."""

import uuid
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from chassis.errors import AlreadyExists, AlreadyHandled, WriteConflict
from chassis.store.memory import InMemory
from chassis.store.mongo import Mongo, connect
from chassis.store.writes import Backend, Replacement, Tally, Writes

NOON = datetime(2019, 5, 6, 4, tzinfo=UTC)


@pytest.fixture(params=["memory", "mongo"])
def backend(request: pytest.FixtureRequest) -> Backend:
    if request.param == "memory":
        return InMemory()
    client = connect(
        request.getfixturevalue("database").uri, deadline_seconds=5, most_connections=10
    )
    return Mongo(client, f"contract-{uuid.uuid4().hex[:12]}")


def a_row(identity: str, **fields: Any) -> dict[str, Any]:
    return {"_id": identity, "version": 1, **fields}


def inserting(*rows: dict[str, Any], **more: Any) -> Writes:
    return Writes(inserts={"things": list(rows)}, **more)


def test_any_number_of_documents_is_fetched_at_once(backend: Backend) -> None:
    ids = [f"thing-{number:03d}" for number in range(120)]
    backend.commit(inserting(*[a_row(identity) for identity in ids]))

    found = backend.fetch("things", [*ids, "missing"])

    assert sorted(document["_id"] for document in found) == ids


def test_what_is_inserted_is_fetched(backend: Backend) -> None:
    backend.commit(inserting(a_row("a", size=1), a_row("b", size=2)))

    assert backend.fetch("things", ["b"]) == [a_row("b", size=2)]
    assert {d["_id"] for d in backend.fetch("things", ["a", "b", "missing"])} == {"a", "b"}


def test_an_insert_of_what_exists_is_refused_and_nothing_is_written(backend: Backend) -> None:
    backend.commit(inserting(a_row("a")))

    with pytest.raises(AlreadyExists):
        backend.commit(inserting(a_row("b"), a_row("a")))

    assert backend.fetch("things", ["b"]) == []


def test_a_guard_that_is_stored_names_what_took_effect_before(backend: Backend) -> None:
    backend.commit(inserting(a_row("a"), guards=[{"_id": "event:1", "reply": "first"}]))

    with pytest.raises(AlreadyHandled) as known:
        backend.commit(
            inserting(a_row("b"), guards=[{"_id": "event:2"}, {"_id": "event:1", "reply": "again"}])
        )

    assert {guard: row["reply"] for guard, row in known.value.rows.items()} == {"event:1": "first"}
    assert backend.fetch("things", ["b"]) == []
    assert backend.fetch("inbox", ["event:2"]) == []


def test_a_replacement_of_the_stored_version_takes_its_place(backend: Backend) -> None:
    backend.commit(inserting(a_row("a", size=1)))

    changed = {"_id": "a", "version": 2, "size": 5}
    backend.commit(Writes(replacements={"things": [Replacement("a", 1, changed)]}))

    assert backend.fetch("things", ["a"]) == [changed]


def test_a_replacement_of_an_old_version_conflicts_and_nothing_is_written(
    backend: Backend,
) -> None:
    backend.commit(inserting(a_row("a", size=1)))
    backend.commit(
        Writes(replacements={"things": [Replacement("a", 1, {"_id": "a", "version": 2})]})
    )

    late = [Replacement("a", 1, {"_id": "a", "version": 2, "size": 9})]
    with pytest.raises(WriteConflict):
        backend.commit(Writes(inserts={"things": [a_row("b")]}, replacements={"things": late}))

    assert backend.fetch("things", ["a", "b"]) == [{"_id": "a", "version": 2}]


def test_a_replacement_by_nothing_removes(backend: Backend) -> None:
    backend.commit(inserting(a_row("a")))

    backend.commit(Writes(replacements={"things": [Replacement("a", 1, None)]}))

    assert backend.fetch("things", ["a"]) == []


def test_tallies_add_up_and_set_their_labels(backend: Backend) -> None:
    for _ in range(2):
        backend.commit(Writes(tallies={"totals": [Tally("t", {"points": 2}, {"kind": "town"})]}))

    assert backend.fetch("totals", ["t"]) == [{"_id": "t", "points": 4, "kind": "town"}]


def test_a_page_of_events_is_written_with_the_rest(backend: Backend) -> None:
    page = {"_id": "p", "state": "pending", "position": None, "events": [{"id": "e", "body": b"x"}]}

    backend.commit(Writes(pages=[page]))

    assert backend.fetch("events", ["p"])[0]["events"][0]["body"] == b"x"


QUERIES: list[tuple[str, dict[str, Any], list[str]]] = [
    ("equality", {"size": 2}, ["b"]),
    ("a missing field is null", {"place": None}, ["c"]),
    ("in", {"size": {"$in": [1, 3]}}, ["a", "c"]),
    ("a range", {"size": {"$gt": 1, "$lte": 3}}, ["b", "c"]),
    ("not equal", {"size": {"$ne": 2}}, ["a", "c"]),
    ("a prefix", {"place": {"$regex": "^440605124"}}, ["a"]),
    ("until a time", {"due": {"$lte": NOON}}, ["b"]),
    ("existence", {"place": {"$exists": True}}, ["a", "b"]),
    ("a member of a list", {"tags": "x"}, ["a", "b"]),
    ("a dotted path", {"inner.depth": 1}, ["a"]),
    ("either", {"$or": [{"size": 1}, {"size": 3}]}, ["a", "c"]),
]


@pytest.mark.parametrize(
    ("query", "expected"), [q[1:] for q in QUERIES], ids=[q[0] for q in QUERIES]
)
def test_a_search_finds(backend: Backend, query: dict[str, Any], expected: list[str]) -> None:
    backend.commit(
        inserting(
            a_row("a", size=1, place="440605124004", tags=["x", "y"], inner={"depth": 1}),
            a_row("b", size=2, place="440605125003", tags=["x"], due=NOON),
            a_row("c", size=3, due=None),
        )
    )

    found = backend.search("things", query, [("_id", 1)], 10)

    assert [d["_id"] for d in found] == expected


def test_a_search_sorts_and_stops_at_the_limit(backend: Backend) -> None:
    backend.commit(inserting(a_row("a", size=1), a_row("b", size=3), a_row("c", size=3)))

    found = backend.search("things", {}, [("size", -1), ("_id", 1)], 2)

    assert [d["_id"] for d in found] == ["b", "c"]


@pytest.mark.parametrize("times", [2])
def test_what_is_fetched_can_be_changed_without_changing_what_is_stored(
    backend: Backend, times: int
) -> None:
    backend.commit(inserting(a_row("a", tags=["x"])))
    read: Callable[[], dict[str, Any]] = lambda: backend.fetch("things", ["a"])[0]  # noqa: E731

    for _ in range(times):
        read()["tags"].append("y")

    assert read()["tags"] == ["x"]
