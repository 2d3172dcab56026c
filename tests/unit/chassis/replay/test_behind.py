"""What is on its way is read as if it were written, and what is refused holds up the next."""

import threading
from typing import Any

import pytest

from chassis.errors import Unavailable
from chassis.replay.behind import NotWritten, WriteBehind
from chassis.store.memory import InMemory
from chassis.store.writes import Replacement, Tally, Writes


class Slow(InMemory):
    """Commits when it is let."""

    def __init__(self) -> None:
        super().__init__()
        self.let = threading.Event()
        self.error: Exception | None = None

    def commit(self, writes: Writes) -> None:
        self.let.wait(10)
        if self.error is not None:
            raise self.error
        super().commit(writes)


def a_row(identity: str, version: int = 1, **more: Any) -> dict[str, Any]:
    return {"_id": identity, "version": version, **more}


@pytest.fixture
def slow() -> Slow:
    return Slow()


def test_what_is_on_its_way_is_read_as_it_will_be(slow: Slow) -> None:
    slow.collections["rows"] = {"a": a_row("a"), "b": a_row("b"), "c": a_row("c")}
    behind = WriteBehind(slow)
    changes = [Replacement("a", 1, a_row("a", 2)), Replacement("b", 1, None)]
    behind.commit(Writes(inserts={"rows": [a_row("new")]}, replacements={"rows": changes}))

    found = {row["_id"]: row["version"] for row in behind.fetch("rows", ["a", "b", "c", "new"])}

    assert found == {"a": 2, "c": 1, "new": 1}
    assert slow.collections["rows"]["a"]["version"] == 1
    slow.let.set()
    behind.settle()
    assert sorted(slow.collections["rows"]) == ["a", "c", "new"]


def test_counters_and_searches_wait_until_everything_is_written(slow: Slow) -> None:
    behind = WriteBehind(slow)
    behind.commit(Writes(tallies={"sums": [Tally("s", {"n": 1}, {})]}))
    threading.Timer(0.05, slow.let.set).start()

    assert behind.fetch("sums", ["s"]) == [{"_id": "s", "n": 1}]
    assert behind.search("sums", {}, [("_id", 1)], 9) == [{"_id": "s", "n": 1}]


def test_after_a_refusal_the_next_is_not_written_either(slow: Slow) -> None:
    slow.let.set()
    slow.error = KeyError("refused")
    behind = WriteBehind(slow)
    behind.commit(Writes(inserts={"rows": [a_row("a")]}))

    with pytest.raises(NotWritten):
        behind.commit(Writes(inserts={"rows": [a_row("b")]}))

    slow.error = None
    assert behind.fetch("rows", ["a", "b"]) == []


def test_a_database_that_is_away_is_said_so(slow: Slow) -> None:
    slow.let.set()
    slow.error = Unavailable("away")
    behind = WriteBehind(slow)
    behind.commit(Writes(inserts={"rows": [a_row("a")]}))

    with pytest.raises(Unavailable, match="away") as said:
        behind.settle()

    assert not isinstance(said.value, NotWritten)
