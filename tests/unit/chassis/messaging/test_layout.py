"""Nothing is published while something is missing, and the reason is told."""

from types import SimpleNamespace

import pytest
from amqp.exceptions import NotFound, PreconditionFailed

from chassis.config import Settings
from chassis.errors import Unavailable
from chassis.messaging import layout as layouts
from chassis.messaging.definitions import as_definitions
from chassis.messaging.topology import topology
from chassis.ops.health import Health
from chassis.ops.metrics import Metrics
from tests.toys.counting.service import CountingService

LAID_OUT = topology({"counting": ["counting.action_taken.v1.#", "trying.trial_made.v1.#"]}, [1, 2])
QUEUE = "gongzhi.counting.events"


class Broker:
    """Has what it is given, refuses what it must, and is its own connection, channel and all."""

    def __init__(self, *, without=(), bound=True, refuses=None):
        self.there = {one.name for one in (*LAID_OUT.exchanges, *LAID_OUT.queues)} - set(without)
        self.bound, self.refuses = bound, refuses
        self.connection = self
        self.asked = 0

    def channel(self):
        return self

    def close(self):
        pass

    def collect(self):
        pass

    def queue_bind(self, *_names):
        self.asked += 1

    def exchange_declare(self, name, _kind, *, passive=False, **_traits):
        self._declare(name, passive=passive)

    def queue_declare(self, name, *, passive=False, **_traits):
        self._declare(name, passive=passive)

    def _declare(self, name, *, passive):
        self.asked += 1
        if passive and name not in self.there:
            raise NotFound(f"no {name}")
        if self.refuses and not passive:
            raise self.refuses
        self.there.add(name)

    def definitions(self):
        found = as_definitions(LAID_OUT)
        return found if self.bound else found | {"bindings": []}


@pytest.fixture
def laid_out(monkeypatch):
    monkeypatch.setattr(layouts, "shipped", lambda: LAID_OUT)

    def lay_out(mode, broker, *, managed=False):
        settings = Settings(
            topology=mode,
            retry_ladder_seconds=[1, 2],
            broker_management_uri="http://broker:15672" if managed else "",
        )
        config = {"settings": settings, "health": Health(), "metrics": Metrics("counting")}
        container = SimpleNamespace(
            config=config,
            service_cls=CountingService,
            service_name="counting",
            spawn_managed_thread=lambda *_words, **_more: None,
        )
        made = layouts.Layout()
        made.container = container
        made.setup()
        made.start()
        if managed:
            made._management = broker
        return made, lambda: config["health"].readyz()[1]["checks"]["topology"]

    return lay_out


def test_who_looks_is_not_ready_before_the_first_look_and_is_after_it(laid_out):
    broker = Broker()
    layout, readiness = laid_out("check", broker)

    before = readiness()
    layout.ensure(broker)

    assert (before["ok"], before["detail"]) == (False, "not looked at yet")
    assert (readiness()["ok"], readiness()["detail"]) == (True, "as it should be")


def test_what_is_missing_holds_back_and_is_told_until_it_is_there(laid_out):
    broker = Broker(without=[QUEUE, "gongzhi.dlx"])
    layout, readiness = laid_out("check", broker)

    with pytest.raises(Unavailable, match=f"exchange gongzhi.dlx is missing; queue {QUEUE} is"):
        layout.ensure(broker)
    told = readiness()
    broker.there |= {QUEUE, "gongzhi.dlx"}
    layout.ensure(broker)

    expected = f"exchange gongzhi.dlx is missing; queue {QUEUE} is missing"
    assert (told["ok"], told["detail"]) == (False, expected)
    assert readiness()["ok"]


def test_what_was_found_well_is_not_asked_again_before_it_is_forgotten(laid_out):
    broker = Broker()
    layout, _ = laid_out("check", broker)
    layout.ensure(broker)
    asked = broker.asked

    layout.ensure(broker)
    again = broker.asked
    layout.forget()
    layout.ensure(broker)

    assert (again, broker.asked) == (asked, 2 * asked)


def test_a_binding_that_is_missing_holds_back_where_the_management_tells_it(laid_out):
    broker = Broker(bound=False)
    layout, readiness = laid_out("check", broker, managed=True)

    with pytest.raises(Unavailable, match=f"{QUEUE} is not bound to gongzhi.events by"):
        layout.ensure(broker)

    assert not readiness()["ok"]


def test_a_difference_is_told_and_holds_nothing_back(laid_out, monkeypatch):
    broker = Broker()
    layout, readiness = laid_out("check", broker, managed=True)
    found = as_definitions(LAID_OUT)
    found["exchanges"][0]["type"] = "fanout"
    monkeypatch.setattr(broker, "definitions", lambda: found)

    layout.ensure(broker)

    expected = "exchange gongzhi.events has type fanout, wanted is topic"
    assert (readiness()["ok"], readiness()["detail"]) == (False, expected)


def test_a_management_that_does_not_answer_is_no_difference(laid_out, monkeypatch):
    broker = Broker()
    layout, readiness = laid_out("check", broker, managed=True)

    def silent():
        raise Unavailable("the broker's management does not answer")

    monkeypatch.setattr(broker, "definitions", silent)
    layout.ensure(broker)

    assert readiness()["ok"]


def test_after_a_lost_connection_nobody_waits_for_the_management(laid_out, monkeypatch):
    broker = Broker()
    layout, _ = laid_out("check", broker, managed=True)
    layout.ensure(broker)
    compared = []
    monkeypatch.setattr(broker, "definitions", lambda: compared.append(1))

    layout.forget()
    layout.ensure(broker)

    assert compared == []


def test_who_declares_makes_what_is_missing(laid_out):
    broker = Broker(without=[QUEUE])
    layout, readiness = laid_out("declare", broker)

    before = readiness()["ok"]
    layout.ensure(broker)

    assert before
    assert QUEUE in broker.there
    assert readiness()["ok"]


def test_who_may_not_declare_what_differs_says_so(laid_out):
    broker = Broker(refuses=PreconditionFailed("inequivalent arg 'x-delivery-limit'"))
    layout, readiness = laid_out("declare", broker)

    with pytest.raises(Unavailable):
        layout.ensure(broker)

    assert "inequivalent arg 'x-delivery-limit'" in readiness()["detail"]
    assert not readiness()["ok"]


def test_what_came_back_and_should_be_heard_is_told_from_what_nobody_wants(laid_out):
    layout, _ = laid_out("check", Broker())
    wanted, unwanted = "counting.action_taken.v1.440605", "counting.action_taken.v12.1"

    assert layout.missed(["counting.action_counted.v1.1", unwanted, wanted]) == [wanted]
