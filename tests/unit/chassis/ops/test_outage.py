"""An outage is told when it begins and when it ends, however often somebody tries meanwhile."""

import pytest
from structlog.testing import capture_logs

from chassis.errors import Unavailable
from chassis.ops import outage
from chassis.ops.outage import Outage

AWAY = Unavailable("no server")


@pytest.fixture
def clock(monkeypatch):
    now = [100.0]
    monkeypatch.setattr(outage.time, "monotonic", lambda: now[0])
    return now


@pytest.fixture
def timer():
    return Outage("timer-paused", "timer-resumed", timer="look_around")


def test_the_first_try_that_fails_and_the_first_that_does_not_are_told(timer, clock):
    with capture_logs() as lines:
        timer.is_over()
        for _ in range(50):
            timer.goes_on(AWAY)
            clock[0] += 0.5
        timer.is_over()
        timer.is_over()

    told = [(line["event"], line["timer"], line.get("seconds")) for line in lines]
    assert told == [
        ("timer-paused", "look_around", None), ("timer-resumed", "look_around", 25.0),
    ]  # fmt: skip
    assert lines[0]["error"] == "no server"


def test_each_outage_is_told_of_anew(timer, clock):
    with capture_logs() as lines:
        for _ in range(2):
            timer.goes_on(AWAY)
            clock[0] += 1
            timer.is_over()

    assert [line["event"] for line in lines] == ["timer-paused", "timer-resumed"] * 2


def test_an_error_that_has_much_to_say_is_cut(timer, clock):
    with capture_logs() as lines:
        timer.goes_on(Unavailable("x" * 5000))

    assert len(lines[0]["error"]) == 300
