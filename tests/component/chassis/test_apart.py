"""What takes long is worked out in another process, and whoever asked is told what became of it."""

import os
from types import SimpleNamespace

import pytest

from chassis.config import Settings
from chassis.errors import Unavailable
from chassis.work import apart
from chassis.work.apart import Apart


class Asking:
    """A service as the dependency sees it."""

    name = "sums"


Asking.__module__ = "tests.toys.apart.service"


@pytest.fixture
def asking():
    def ask(function, asked):
        provider = Apart(f"reckoning:{function}")
        settings = {"settings": Settings()}
        provider.container = SimpleNamespace(
            config=settings, service_cls=Asking, service_name=Asking.name
        )
        provider.setup()
        try:
            return provider.get_dependency(None)(None, asked)
        finally:
            assert not provider._under_way

    return ask


def test_it_is_worked_out_elsewhere_by_one_thread_on_the_services_database(asking):
    told = asking("summed", [1, 2, 3])

    assert (told["sum"], told["database"], told["threads"]) == (6, "sums", "1")
    assert told["process"] != os.getpid()
    assert not told["patched"]


def test_what_went_wrong_there_keeps_whoever_asked_from_going_on(asking, capfd):
    with pytest.raises(Unavailable, match="ended with status 1"):
        asking("wrong", "nonsense")

    assert "ValueError: nonsense" in capfd.readouterr().err


def test_what_takes_too_long_is_ended(asking, monkeypatch):
    monkeypatch.setattr(apart, "DEADLINE_SECONDS", 0.1)

    with pytest.raises(Unavailable, match="took too long"):
        asking("endless", 600)


def test_tests_work_it_out_in_memory():
    database = SimpleNamespace(name="memory")
    work = SimpleNamespace(backend=SimpleNamespace(database=database))

    ask = Apart("reckoning:wrong").in_memory(Asking)

    with pytest.raises(ValueError, match="here"):
        ask(work, "here")
