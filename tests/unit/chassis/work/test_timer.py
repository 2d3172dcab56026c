from types import SimpleNamespace

import pytest

from chassis.errors import Unavailable
from chassis.work import timer
from chassis.work.timer import Tick, Timers

HOUR, TURN = 3600, 10


class Clock:
    """Time that passes while somebody sleeps, and stops the timers at its end."""

    def __init__(self, timers, end):
        self.timers, self.end, self.now = timers, end, 0.0

    def monotonic(self):
        return self.now

    def sleep(self, seconds):
        self.now += seconds
        self.timers._stopping = self.now >= self.end


class Leased:
    """A lease that answers as told: had, not had, or None where there is no database."""

    def __init__(self, answers):
        self._answers = iter(answers)

    def take(self, _seconds):
        answer = next(self._answers, True)
        if answer is None:
            raise Unavailable("the collections are not prepared yet")
        return answer

    def release(self):
        pass


@pytest.fixture
def timers(monkeypatch):
    monkeypatch.setattr(Timers, "database", SimpleNamespace(backend=SimpleNamespace(database={})))
    timers = Timers()
    timers.container = None
    timers.log = SimpleNamespace(warning=lambda *_, **__: None, error=lambda *_, **__: None)
    timers.settings = SimpleNamespace(lease_seconds=TURN, instance="one")
    return timers


@pytest.fixture
def run(timers, monkeypatch):
    """Run a timed method for so long; say at which seconds it ran."""

    def run(seconds, *, until, leases=(), outcomes=(), more=()):
        ran, clock, errors, unfinished = [], Clock(timers, until), iter(outcomes), iter(more)
        timers._stopping = False

        def work(_container, _entrypoint, items):
            ran.append(round(clock.now))
            items[0].error, items[0].more = next(errors, None), next(unfinished, False)

        monkeypatch.setattr(timer, "time", clock)
        monkeypatch.setattr(timer, "Lease", lambda *_: Leased(leases))
        monkeypatch.setattr(timer, "run_in_worker", work)
        timers._run(Tick("look", seconds))
        return ran

    return run


def test_it_runs_at_once_and_then_once_an_interval(run):
    assert run(5, until=21) == [0, 5, 10, 15, 20]
    assert run(HOUR, until=3 * HOUR - 60) == pytest.approx([0, HOUR, 2 * HOUR], abs=TURN)


@pytest.mark.parametrize("answer", [None, False], ids=["no database", "another holds it"])
def test_what_comes_once_an_hour_does_not_wait_an_hour_for_a_lease(run, answer):
    assert run(HOUR, until=HOUR, leases=[answer, answer]) == [2 * TURN]


def test_what_failed_is_tried_again_before_its_next_turn(run):
    assert run(HOUR, until=HOUR, outcomes=[Unavailable("away"), None]) == [0, TURN]


def test_what_has_more_to_do_goes_on_at_once_and_then_waits_its_turn(run):
    assert run(HOUR, until=HOUR / 2, more=[True, True, False]) == [0, 0, 0]


@pytest.mark.parametrize("leases", [[True, False], [True, None]], ids=["another", "no database"])
def test_what_has_more_to_do_goes_on_only_with_its_lease(run, leases):
    assert run(HOUR, until=HOUR, leases=leases, more=[True, False]) == [0, TURN]


def test_what_failed_does_not_go_on_at_once(run):
    failed = [Unavailable("away"), None]

    assert run(HOUR, until=HOUR, outcomes=failed, more=[True, False]) == [0, TURN]
