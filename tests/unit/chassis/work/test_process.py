"""A batch is folded once and committed once; what fails, fails alone."""

import pytest

from chassis.errors import AlreadyExists, Refused, Unavailable, WriteConflict
from chassis.store.memory import InMemory
from chassis.store.writes import Writes
from chassis.work import process as folding_module
from chassis.work.items import Outcome
from chassis.work.process import process
from tests.unit.chassis.work.folding import (
    Doing,
    Row,
    Scripted,
    Shop,
    announced,
    growing,
    outcomes,
    raising,
    sizes,
)

DONE, DUPLICATE, FAILED = Outcome.DONE, Outcome.DUPLICATE, Outcome.FAILED
PENDING = Outcome.PENDING
NO = Refused("no", "no", "不")


def refuses_rows(identity: str):
    class Refusing(InMemory):
        """Refuses any commit with one particular row, as a server would a document too large."""

        def commit(self, writes: Writes) -> None:
            if any(row["_id"] == identity for row in writes.inserts.get("rows", [])):
                raise ValueError("this document is refused")
            super().commit(writes)

    return Refusing()


def adding(identity: str):
    return lambda shop: shop.rows.add(Row(identity))


def test_a_batch_is_one_commit():
    backend = Scripted()
    items = [Doing(growing("a"), f"event:{n}") for n in range(100)]

    process(Shop(backend), items)

    assert (backend.commits, sizes(backend)) == (1, {"a": 100})
    assert outcomes(items) == [DONE] * 100
    assert backend.collections["totals"]["all"]["grown"] == 100


def test_a_batch_that_writes_nothing_asks_nothing_of_the_database():
    backend = Scripted()

    process(Shop(backend), [Doing(lambda shop: None)])

    assert backend.commits == 0


@pytest.mark.parametrize("error", [NO, ZeroDivisionError("a bug")], ids=["refusal", "bug"])
def test_what_fails_leaves_nothing_behind_and_the_others_take_effect(error):
    backend = InMemory()
    items = [Doing(growing("a"), "1"), Doing(raising(error), "2"), Doing(growing("b"), "3")]

    process(Shop(backend), items)

    assert outcomes(items) == [DONE, FAILED, DONE]
    assert items[1].error is error
    assert sizes(backend) == {"a": 1, "b": 1}
    assert announced(backend) == ["a", "b"]
    assert set(backend.collections["inbox"]) == {"1", "3"}
    assert backend.collections["totals"]["all"]["grown"] == 2


def test_what_took_effect_before_is_a_duplicate_and_gets_its_first_reply():
    backend = InMemory()
    process(Shop(backend), [Doing(growing("a"), "1", "first")])
    again = [Doing(growing("b"), "2"), Doing(growing("a"), "1", "second")]

    process(Shop(backend), again)

    assert outcomes(again) == [DONE, DUPLICATE]
    assert again[1].stored["reply"] == "first"
    assert sizes(backend) == {"a": 1, "b": 1}


def test_twins_in_one_batch_take_effect_once():
    backend = InMemory()
    twins = [Doing(growing("a"), "1", "first"), Doing(growing("a"), "1", "second")]

    process(Shop(backend), twins)

    assert outcomes(twins) == [DONE, DUPLICATE]
    assert twins[1].stored["reply"] == "first"
    assert sizes(backend) == {"a": 1}


def test_a_repetition_that_would_be_refused_now_is_still_a_repetition():
    backend = InMemory()
    process(Shop(backend), [Doing(adding("r"), "1", "first")])
    again = Doing(raising(NO), "1")

    process(Shop(backend), [again])

    assert (again.outcome, again.stored["reply"]) == (DUPLICATE, "first")


def test_without_a_guard_the_same_may_happen_again():
    backend = InMemory()

    process(Shop(backend), [Doing(growing("a")), Doing(growing("a"))])

    assert sizes(backend) == {"a": 2}


def test_a_conflict_is_folded_again_from_what_is_stored_now(monkeypatch):
    monkeypatch.setattr(folding_module, "_pause", lambda attempt: None)
    backend = Scripted(WriteConflict(), WriteConflict())
    item = Doing(growing("a"), "1")

    process(Shop(backend), [item])

    assert (item.outcome, item.tried, sizes(backend)) == (DONE, 3, {"a": 1})


def test_a_conflict_without_end_settles_nothing(monkeypatch):
    monkeypatch.setattr(folding_module, "_pause", lambda attempt: None)
    item = Doing(growing("a"), "1")

    with pytest.raises(Unavailable):
        process(Shop(Scripted(*[WriteConflict()] * 50)), [item])

    assert item.outcome is PENDING


def test_a_database_that_does_not_answer_settles_nothing():
    backend = Scripted(Unavailable("gone"))
    items = [Doing(growing("a"), "1"), Doing(growing("b"), "2")]

    with pytest.raises(Unavailable):
        process(Shop(backend), items)

    assert outcomes(items) == [PENDING, PENDING]
    process(Shop(backend), items)
    assert outcomes(items) == [DONE, DONE]


def test_a_read_that_gets_no_answer_settles_nothing():
    item = Doing(raising(Unavailable("gone")), "1")

    with pytest.raises(Unavailable):
        process(Shop(InMemory()), [item])

    assert item.outcome is PENDING


@pytest.mark.parametrize("place", [0, 37, 99])
def test_halving_finds_the_one_the_database_refuses(place):
    backend = refuses_rows("bad")
    items = [Doing(adding("bad" if n == place else f"r{n}"), f"event:{n}") for n in range(100)]

    process(Shop(backend), items)

    assert [n for n, item in enumerate(items) if item.outcome is FAILED] == [place]
    assert isinstance(items[place].error, ValueError)
    assert len(backend.collections["rows"]) == len(backend.collections["inbox"]) == 99


def test_a_row_that_exists_already_is_refused_alone():
    backend = InMemory()
    process(Shop(backend), [Doing(adding("r7"))])
    items = [Doing(adding(f"r{n}"), f"event:{n}") for n in range(20)]

    process(Shop(backend), items)

    assert [n for n, item in enumerate(items) if item.outcome is FAILED] == [7]
    assert isinstance(items[7].error, AlreadyExists)
    assert len(backend.collections["rows"]) == 20
    assert "event:7" not in backend.collections["inbox"]
