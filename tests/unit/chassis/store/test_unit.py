"""A unit of work: read once, net every write, forget what is undone, announce in order."""

import itertools
from dataclasses import replace
from datetime import UTC, datetime

import orjson
import pytest

from chassis.errors import AlreadyExists
from chassis.store.memory import InMemory
from chassis.store.unit import Cause, Unit
from chassis.store.writes import Tally
from tests.unit.chassis.work.folding import PLACE, Grown, Row, Shop, Thing

NOW = datetime(2019, 5, 6, 4, tzinfo=UTC)
TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"


class Watched(InMemory):
    """Counts what is read."""

    def __init__(self):
        super().__init__()
        self.reads = []

    def fetch(self, collection, ids):
        self.reads.append((collection, list(ids)))
        return super().fetch(collection, ids)


def a_unit(backend=None):
    numbers = itertools.count(1)
    return Unit(backend or InMemory(), now=NOW, new_id=lambda: f"id-{next(numbers)}")


def stored(*documents, collection="things"):
    backend = Watched()
    backend.collections[collection] = {d["_id"]: d for d in documents}
    return backend


def a_document(identity, version=1, **fields):
    return {"_id": identity, "version": version, "size": 0, "division": PLACE, **fields}


def committed(unit, backend):
    unit.commit(unit.writes())
    return backend.collections


def test_a_state_is_read_once_however_often_it_is_asked_for():
    backend = stored(a_document("a"))
    unit = a_unit(backend)

    for _ in range(3):
        unit.held("things", Thing, "a")
        unit.held("things", Thing, "missing")

    assert backend.reads == [("things", ["a"]), ("things", ["missing"])]


def test_many_states_are_read_in_one_query():
    backend = stored(a_document("a"), a_document("b"))
    unit = a_unit(backend)

    unit.prefetch("things", Thing, ["b", "a", "missing", "a"])

    assert unit.held("things", Thing, "a").version == 1
    assert unit.held("things", Thing, "missing").state is None
    assert backend.reads == [("things", ["a", "b", "missing"])]


def test_many_changes_of_one_state_are_one_write_with_the_last_version():
    backend = stored(a_document("a", version=4))
    unit = a_unit(backend)
    unit.held("things", Thing, "a")

    versions = [unit.put("things", "a", Thing("a", size)) for size in (1, 2, 3)]
    (change,) = unit.writes().replacements["things"]

    assert versions == [5, 6, 7]
    assert (change.id, change.version, change.document["version"]) == ("a", 4, 7)
    assert change.document["size"] == 3


def test_what_was_not_there_is_inserted():
    unit = a_unit()
    unit.held("things", Thing, "a")

    unit.put("things", "a", Thing("a", 1))

    assert [row["_id"] for row in unit.writes().inserts["things"]] == ["a"]


def test_what_comes_and_goes_in_one_unit_is_not_written():
    unit = a_unit()

    unit.put("things", "a", Thing("a"))
    unit.put("things", "a", None)

    assert not unit.writes()


def test_what_is_removed_is_a_replacement_by_nothing():
    backend = stored(a_document("a"))
    unit = a_unit(backend)
    unit.held("things", Thing, "a")

    unit.put("things", "a", None)

    assert committed(unit, backend)["things"] == {}


def test_additions_to_one_counter_are_netted():
    unit = a_unit()

    unit.tally("totals", Tally("t", {"points": 2}, {"kind": "town"}))
    unit.tally("totals", Tally("t", {"points": 3, "actions": 1}, {"kind": "city"}))

    assert unit.writes().tallies == {
        "totals": [Tally("t", {"points": 5, "actions": 1}, {"kind": "city"})]
    }


def test_what_is_undone_leaves_the_unit_as_it_was():
    backend = stored(a_document("a", size=1))
    unit = a_unit(backend)
    unit.held("things", Thing, "a")
    unit.put("things", "a", Thing("a", 2))
    unit.tally("totals", Tally("t", {"points": 2}, {}))
    unit.record([Grown("a", PLACE)], 2)
    before, mark = unit.writes(), unit.mark()

    unit.put("things", "a", Thing("a", 99))
    unit.put("things", "b", Thing("b", 1))
    unit.tally("totals", Tally("t", {"points": 7}, {"kind": "x"}))
    unit.tally("totals", Tally("u", {"points": 7}, {}))
    unit.record([Grown("a", PLACE), Grown("b", PLACE)], 3)
    unit.guard({"_id": "event:1"})
    unit.undo_to(mark)
    after = unit.writes()

    assert (after.replacements, after.inserts) == (before.replacements, before.inserts)
    assert (after.tallies, after.guards) == (before.tallies, before.guards)
    assert len(unit.recorded) == 1


def test_a_row_kept_twice_in_one_unit_is_refused():
    shop = Shop(InMemory())
    shop.rows.add(Row("r"))

    with pytest.raises(AlreadyExists):
        shop.rows.add(Row("r"))


def test_a_search_gives_what_this_unit_has_changed():
    backend = stored(a_document("a", size=1), a_document("b", size=1))
    shop = Shop(backend)
    shop.things.save(replace(shop.things.find("a"), size=5))
    shop.things.remove("b")

    found = shop.things.where({"size": 1})

    assert found == [Thing("a", 5)]


def test_events_carry_their_cause_and_their_place_in_the_state_s_history():
    unit = a_unit()
    unit.cause = Cause("c-1", "m-1", TRACE)

    ids = unit.record([Grown("a", PLACE), Grown("a", PLACE)], 7)
    (page,) = unit.writes().pages
    first, second = (orjson.loads(entry["body"]) for entry in page["events"])

    assert [first["id"], second["id"]] == ids
    assert [first["sequence"], second["sequence"]] == ["000000000007.0", "000000000007.1"]
    assert first["sequence"] < second["sequence"]
    assert (first["correlationid"], first["causationid"]) == ("c-1", "m-1")
    assert first["traceparent"][3:35] == TRACE[3:35]
    assert first["traceparent"] != TRACE
    assert first["time"] == "2019-05-06T04:00:00Z"


def test_an_event_without_a_cause_begins_its_own_story():
    unit = a_unit()

    (identity,) = unit.record([Grown("a", PLACE)], 1)

    assert unit.recorded[0][1].correlation_id == identity


def test_a_commit_with_very_many_events_leaves_pages_a_database_can_take():
    unit = a_unit()
    unit.record([Grown("t" * 15_000, PLACE) for _ in range(100)], 1)

    pages = unit.writes().pages

    assert sum(len(page["events"]) for page in pages) == 100
    assert all(sum(len(e["body"]) for e in page["events"]) <= 4_000_000 for page in pages)
    assert {(page["state"], page["position"]) for page in pages} == {("pending", None)}


def test_writes_come_in_one_order_whatever_order_they_were_made_in():
    def ids(order):
        unit = a_unit()
        for identity in order:
            unit.put("things", identity, Thing(identity))
            unit.tally("totals", Tally(identity, {"n": 1}, {}))
        writes = unit.writes()
        inserts = [row["_id"] for row in writes.inserts["things"]]
        return inserts, [tally.id for tally in writes.tallies["totals"]]

    assert ids("cab") == ids("bca") == (["a", "b", "c"], ["a", "b", "c"])
