"""The judge of the crash tests can say no: it finds every kind of loss and double."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from deploy.local.servers import Broker, Database
from tests.integration.chassis.rig import PLACE, Driver, Rig, assert_counted_once

IDS = ["x0", "x1", "x2"]


@pytest.fixture
def judged(database: Database, tmp_path: Path) -> Rig:
    """A rig without processes, whose database looks as if three actions had been handled well."""
    rig = Rig(Broker(tmp_path / "none"), database, tmp_path, patience=0.1)
    rig.standing = lambda: "nothing runs"  # type: ignore[method-assign]
    for name in ("actions", "counts"):
        rig.collection(name).insert_many([{"_id": identity} for identity in IDS])
    rig.collection("totals").insert_one({"_id": f"place:{PLACE}", "actions": 3})
    rig.collection("actors").insert_many([{"_id": "a1", "actions": 1}, {"_id": "a2", "actions": 2}])
    rig.collection("leases").insert_one({"_id": "relay", "position": 6})
    rig.collection("events").insert_many(
        [a_page("p1", 0, 2), a_page("p2", 2, 3), a_page("p3", 3, 6)]
    )
    return rig


def a_page(identity: str, position: int, end: int) -> dict[str, Any]:
    return {"_id": identity, "state": "published", "position": position, "end": end}


def a_driver(acknowledged: list[str], attempted: int = 3) -> Driver:
    keys = {str(number) for number in range(attempted)}
    return SimpleNamespace(acknowledged=set(acknowledged), attempted=keys)  # type: ignore[return-value]


def test_what_was_handled_well_passes(judged: Rig) -> None:
    assert_counted_once(judged, a_driver(IDS))


WRONGS: dict[str, tuple[str, dict[str, str], dict[str, Any]]] = {
    "counted twice in a total": ("totals", {"_id": f"place:{PLACE}"}, {"$inc": {"actions": 1}}),
    "lost from a total": ("totals", {"_id": f"place:{PLACE}"}, {"$inc": {"actions": -1}}),
    "counted twice in a state": ("actors", {"_id": "a2"}, {"$inc": {"actions": 1}}),
    "an event never published": ("events", {"_id": "p2"}, {"$set": {"state": "pending"}}),
    "a position used twice": ("events", {"_id": "p2"}, {"$set": {"position": 1}}),
    "a position passed over": ("events", {"_id": "p3"}, {"$set": {"end": 7}}),
    "a feed that says more": ("leases", {"_id": "relay"}, {"$inc": {"position": 1}}),
}


@pytest.mark.parametrize(("collection", "which", "change"), WRONGS.values(), ids=WRONGS)
def test_a_wrong_number_is_found(
    judged: Rig, collection: str, which: dict[str, str], change: dict[str, Any]
) -> None:
    judged.collection(collection).update_one(which, change)

    with pytest.raises(AssertionError):
        assert_counted_once(judged, a_driver(IDS))


@pytest.mark.parametrize("collection", ["actions", "counts"])
@pytest.mark.parametrize("change", ["a row too many", "a row too few"])
def test_a_row_too_many_or_too_few_is_found(judged: Rig, collection: str, change: str) -> None:
    rows = judged.collection(collection)
    changes = {
        "a row too many": lambda: rows.insert_one({"_id": "x9"}),
        "a row too few": lambda: rows.delete_one({"_id": "x0"}),
    }
    changes[change]()

    with pytest.raises(AssertionError):
        assert_counted_once(judged, a_driver(IDS))


def test_an_action_without_an_answer_is_found(judged: Rig) -> None:
    with pytest.raises(AssertionError):
        assert_counted_once(judged, a_driver(IDS, attempted=4))
