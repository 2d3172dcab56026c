"""A batch is folded while the one before it commits, and the result is that of one by one."""

import eventlet
import pytest
from eventlet.event import Event

from chassis.errors import Unavailable, WriteConflict
from chassis.store.writes import Writes
from chassis.work.ahead import Step
from chassis.work.items import Outcome
from chassis.work.process import process
from tests.unit.chassis.work.folding import Doing, Scripted, Shop, announced, growing, sizes


class Slow(Scripted):
    """A database whose commits wait until a test lets them go on."""

    def __init__(self, *ends: Exception | None) -> None:
        super().__init__(*ends)
        self.gate: Event = Event()
        self.begun: list[list[str]] = []

    def commit(self, writes: Writes) -> None:
        self.begun.append(sorted(guard["_id"] for guard in writes.guards))
        self.gate.wait()
        super().commit(writes)


class Row:
    """Batches one behind the other, each in a worker of its own."""

    def __init__(self, backend):
        self.backend = backend
        self.last = None

    def begin(self, *items):
        """Begin a batch; give the thread that ends with its error, if it has one."""
        step = self.last = Step(self.last)
        return eventlet.spawn(self._work, items, step)

    def _work(self, items, step):
        error = None
        try:
            process(Shop(self.backend), items, step)
        except Unavailable as raised:
            error = raised
        step.end(committed=error is None)
        return error


def item(number, thing, act=growing):
    return Doing(act(thing), f"event:{number}")


def settle():
    for _ in range(20):
        eventlet.sleep(0)


@pytest.fixture
def backend():
    return Slow()


def test_a_batch_is_folded_while_the_one_before_commits_and_commits_after_it(backend):
    row, first, second = Row(backend), item(1, "a"), item(2, "b")
    threads = [row.begin(first), row.begin(second)]
    settle()

    assert (first.tried, second.tried) == (1, 1)
    assert backend.begun == [["event:1"]]

    backend.gate.send()
    assert [thread.wait() for thread in threads] == [None, None]
    assert backend.begun == [["event:1"], ["event:2"]]
    assert announced(backend) == ["a", "b"]


def test_what_the_batch_before_writes_is_read_after_its_commit(backend):
    row, first, second = Row(backend), item(1, "a"), item(2, "a")
    threads = [row.begin(first), row.begin(second)]
    settle()

    assert second.tried == 1  # it began, and waits for what it asked for
    backend.gate.send()
    assert [thread.wait() for thread in threads] == [None, None]

    assert sizes(backend) == {"a": 2}
    assert (first.tried, second.tried) == (1, 1)


def test_a_search_waits_where_the_batch_before_writes_into_the_collection(backend):
    found = []

    def look(_thing):
        return lambda shop: found.extend(thing.id for thing in shop.things.where({}))

    row = Row(backend)
    threads = [row.begin(item(1, "a")), row.begin(item(2, "", look))]
    settle()
    assert found == []

    backend.gate.send()
    assert [thread.wait() for thread in threads] == [None, None]
    assert found == ["a"]


def test_behind_a_batch_that_was_not_committed_none_commits():
    backend = Slow(Unavailable("gone"))
    backend.gate.send()
    row, last = Row(backend), item(2, "b")

    errors = [thread.wait() for thread in (row.begin(item(1, "a")), row.begin(last))]

    assert [type(error) for error in errors] == [Unavailable, Unavailable]
    assert (sizes(backend), len(backend.begun), last.outcome) == ({}, 1, Outcome.PENDING)


def test_a_batch_that_is_folded_again_keeps_its_place():
    backend = Slow(WriteConflict())
    row, first, second = Row(backend), item(1, "a"), item(2, "b")
    threads = [row.begin(first), row.begin(second)]
    settle()

    backend.gate.send()

    assert [thread.wait() for thread in threads] == [None, None]
    assert backend.begun == [["event:1"], ["event:1"], ["event:2"]]
    assert (first.tried, second.tried) == (2, 1)


def test_what_is_delivered_in_two_batches_takes_effect_once(backend):
    row, again = Row(backend), item(1, "a")
    threads = [row.begin(item(1, "a")), row.begin(again, item(2, "b"))]
    settle()

    backend.gate.send()

    assert [thread.wait() for thread in threads] == [None, None]
    assert sizes(backend) == {"a": 1, "b": 1}
    assert again.outcome is Outcome.DUPLICATE
