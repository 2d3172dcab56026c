"""Batches one behind the other: folded ahead, committed and acknowledged in order."""

from types import SimpleNamespace

import eventlet
import pytest

from chassis.errors import Unavailable
from chassis.messaging import consumer
from chassis.messaging.consumer import Batches
from chassis.messaging.message import Delivery


class Queue:
    """What the broker has delivered, batch by batch, and what was acknowledged."""

    lost = False

    def __init__(self, *batches):
        self.batches = [
            [Delivery(10 * number + n, b"", "", {}, "") for n in range(size)]
            for number, size in enumerate(batches)
        ]
        self.acknowledged = []

    def collect(self, *_args):
        return self.batches.pop(0) if self.batches else []

    def waiting(self):
        return len(self.batches)

    def acknowledge(self, delivery):
        self.acknowledged.append(delivery.tag)

    def beat(self):
        pass

    def cancel(self):
        self.acknowledged.append("no more")


class Database:
    """Folds and commits what a worker is given; away for as many tries as a test says."""

    def __init__(self, away=()):
        self.away = list(away)
        self.folded, self.committed, self.known = [], [], []

    def work(self, _container, _entrypoint, heard, *step):
        self.folded.append([one.tag for one in heard])
        self.known.append(len(self.committed))
        for one in step:
            one.may_commit(NOTHING)
        eventlet.sleep(0.01)  # on its way to the server and back
        if self.away and self.away.pop(0):
            raise Unavailable("no server")
        self.committed += [one.tag for one in heard]


NOTHING = SimpleNamespace(inserts={}, replacements={}, tallies={})


@pytest.fixture
def consume(monkeypatch):
    """Let a consumer take all there is; give its database and its queue."""

    def consume(queue, database, *, stops_after=None):
        monkeypatch.setattr("chassis.messaging.flight.run_in_worker", database.work)
        monkeypatch.setattr(consumer, "run_in_worker", database.work)
        intake = Batches()
        intake.container, intake._stopping, intake._flight = None, False, None
        intake._inflow, intake._reader = queue, SimpleNamespace(read=lambda batch: (batch, []))
        intake._settler = SimpleNamespace(sent_on=lambda _heard, _poison: [])
        intake.settings = SimpleNamespace(batch_wait_ms=20, batch_size=3)
        for name in ("metrics", "log", "_publisher", "_pulse"):
            setattr(intake, name, Silent())
        intake._sleep = lambda _seconds: None
        for _ in range(stops_after or 0):
            intake._take_one_batch()
        intake._stopping = stops_after is not None
        end = intake._consume if stops_after else lambda: drain(intake)
        end()
        return database, queue

    return consume


def drain(intake):
    while intake._is_unfinished():
        intake._take_one_batch()


class Silent:
    """Takes whatever is said to it."""

    def __getattr__(self, _name):
        return self

    def __call__(self, *_args, **_kwargs):
        return self


def test_batches_are_committed_and_acknowledged_in_order(consume):
    database, queue = consume(Queue(3, 1, 2), Database())

    assert database.committed == [0, 1, 2, 10, 20, 21]
    assert queue.acknowledged == [2, 10, 21]


def test_each_batch_is_folded_before_the_one_ahead_of_it_is_committed(consume):
    database, _ = consume(Queue(3, 1, 2), Database())

    assert database.folded == [[0, 1, 2], [10], [20, 21]]
    assert database.known == [0, 0, 3]


def test_while_the_database_is_away_nothing_is_passed_over_or_acknowledged(consume):
    database, queue = consume(Queue(2, 2, 2, 2), Database(away=[False, True, True, True]))

    assert database.committed == [0, 1, 10, 11, 20, 21, 30, 31]
    assert queue.acknowledged == [1, 11, 21, 31]


def test_once_the_database_is_back_batches_are_folded_as_one_again(consume):
    database, _ = consume(Queue(2, 2, 2, 2, 2), Database(away=[True]))

    probed = [batch for batch in database.folded if len(batch) == 1]
    assert probed == [[0], [1], [10], [11]]  # that was on its way, and nothing behind it


def test_told_to_stop_it_ends_what_is_on_its_way_before_it_asks_for_no_more(consume):
    database, queue = consume(Queue(2, 2, 2), Database(), stops_after=2)

    assert queue.acknowledged == [1, 11, "no more", 21]
    assert database.committed == [0, 1, 10, 11, 20, 21]
