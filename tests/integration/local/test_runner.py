"""How a service ends: its exit status tells the platform what happened."""

import signal
import time

import pytest

from deploy.local.servers import ServiceProcess, wait_until

CLEAN, CRASHED, DRAINED_LATE, MISCONFIGURED = 0, 70, 75, 78


class Working(ServiceProcess):
    """The toy that works; it has no HTTP, its log tells how far it is."""

    def ready(self):
        return self.said("working")

    def said(self, event):
        return self.log.exists() and f'"event":"{event}"' in self.log.read_text()


@pytest.fixture
def working(tmp_path):
    started = []

    def start(work_seconds=0.0, **env):
        env = {"TOY_WORK_SECONDS": str(work_seconds), "GONGZHI_DRAIN_SECONDS": "1"} | env
        started.append(Working("tests.toys.working", tmp_path, env=env))
        return started[0].start()

    yield start
    started[0].kill()


def ended(service):
    assert wait_until(lambda: not service.running(), 15)
    return service.stop()


def test_a_service_with_nothing_to_do_stops_clean(working):
    service = working().wait_ready()

    assert service.stop() == CLEAN
    assert service.said("stopped")


def test_a_service_finishes_what_it_began(working):
    service = working(work_seconds=0.5).wait_ready()

    assert service.stop() == CLEAN
    assert service.said("worked")


def test_a_service_that_cannot_finish_in_time_says_so(working):
    service = working(work_seconds=60).wait_ready()
    began = time.monotonic()

    assert service.stop() == DRAINED_LATE
    assert time.monotonic() - began < 5
    assert not service.said("worked")


def test_a_second_signal_stops_at_once(working):
    service = working(work_seconds=60, GONGZHI_DRAIN_SECONDS="60").wait_ready()
    service.signal(signal.SIGINT)
    assert wait_until(lambda: service.said("draining"), 5)

    assert service.stop(deadline=10) == DRAINED_LATE


def test_a_crash_of_any_part_ends_the_process(working):
    service = working(TOY_CRASH="yes")

    assert ended(service) == CRASHED
    assert "ZeroDivisionError" in service.log.read_text()


def test_settings_that_make_no_sense_are_all_named(working):
    service = working(GONGZHI_BATCH_SIZE="0", GONGZHI_MAX_WORKERS="many")

    assert ended(service) == MISCONFIGURED
    assert "GONGZHI_BATCH_SIZE" in service.last_words()
    assert "GONGZHI_MAX_WORKERS" in service.last_words()


def test_a_service_that_cannot_be_loaded_is_a_crash(tmp_path):
    service = Working("tests.toys.missing", tmp_path, env={}).start()

    assert ended(service) == CRASHED
