"""Live and ready: what makes a platform restart a process, and what keeps work away from it."""

from chassis.ops.health import Health, Pulse


class Hands:
    """A clock that is set by hand."""

    def __init__(self):
        self.time = 100.0

    def __call__(self):
        return self.time


def holds():
    return True, "well"


def fails():
    return False, "not yet"


def test_without_checks_a_process_is_live_and_ready():
    health = Health()

    assert health.livez()[0] == 200
    assert health.readyz()[0] == 200


def test_a_failing_ready_check_takes_work_away_but_does_not_restart():
    health = Health()
    health.register_ready("database", fails)

    assert health.livez()[0] == 200
    status, told = health.readyz()
    assert status == 503
    assert told["checks"]["database"] == {
        "ok": False,
        "detail": "not yet",
        "seconds_since_ok": None,
    }


def test_what_is_not_live_is_not_ready():
    health = Health()
    health.register_live("hub", fails)

    assert health.livez()[0] == 503
    assert health.readyz()[0] == 503


def test_a_draining_process_is_live_and_not_ready():
    health = Health()
    health.drain()

    assert health.livez()[0] == 200
    assert health.readyz() == (503, {"status": "draining", "checks": {}})


def test_a_check_tells_for_how_long_it_has_failed():
    now = Hands()
    health = Health(now)
    answers = iter([(True, ""), (False, "")])
    health.register_ready("broker", lambda: next(answers))
    health.readyz()
    now.time += 7

    assert health.readyz()[1]["checks"]["broker"]["seconds_since_ok"] == 7.0


def test_a_check_that_breaks_is_a_check_that_fails():
    health = Health()
    health.register_live("hub", lambda: 1 / 0)

    status, told = health.livez()

    assert status == 503
    assert told["checks"]["hub"]["detail"] == "ZeroDivisionError"


def test_a_pulse_holds_while_it_is_recent():
    now = Hands()
    pulse = Pulse(within=30, now=now)
    never = pulse.check()[0]
    pulse.beat()
    now.time += 30
    still = pulse.check()[0]
    now.time += 0.1

    assert (never, still, pulse.check()[0]) == (False, True, False)
