"""Broker or database away: what can go on goes on, the rest waits, and nobody has to restart us."""

import time
from collections.abc import Callable

import amqp
import httpx
import pytest

from deploy.local.servers import ServiceProcess
from tests.integration.chassis.rig import Driver, Rig, assert_counted_once, eventually

ENDINGS = {"stopped": "stop", "killed": "kill"}


def detail(replica: ServiceProcess, check: str) -> str:
    told = httpx.get(f"{replica.url}/readyz", timeout=2).json()["checks"]
    return str(told[check]["detail"])


def queues_are_on_disk(rig: Rig) -> bool:
    """RabbitMQ 3.10 forgets a quorum queue when it is killed half a second after declaring it."""
    names = b"".join(file.read_bytes() for file in rig.broker.directory.rglob("names.dets"))
    return all(f"gongzhi.{kind}".encode() in names for kind in (f"{rig.name}.events", "retry.1s"))


def timed(act: Callable[[], httpx.Response]) -> tuple[int, float]:
    began = time.monotonic()
    return act().status_code, time.monotonic() - began


@pytest.mark.slow
@pytest.mark.parametrize("ending", ENDINGS.values(), ids=ENDINGS)
def test_without_the_broker_actions_are_accepted_and_announced_later(rig: Rig, ending: str) -> None:
    replica = rig.started(1)[0]
    pid = replica.pid
    assert eventually(lambda: queues_are_on_disk(rig))
    getattr(rig.broker, ending)()
    assert eventually(lambda: detail(replica, "consumer") == "not connected")

    answers = [timed(lambda: rig.post(replica)) for _ in range(5)]

    assert [status for status, _ in answers] == [201] * 5
    assert sorted(seconds for _, seconds in answers)[2] < 1
    assert (replica.ready(), replica.live()) == (True, True)
    rig.broker.start().wait_ready()
    assert eventually(lambda: rig.counted() == 5)
    assert eventually(lambda: detail(replica, "consumer") == "consuming")
    assert rig.dead_letters() == []
    assert replica.pid == pid


@pytest.mark.slow
@pytest.mark.parametrize("ending", ENDINGS.values(), ids=ENDINGS)
def test_without_the_database_callers_are_told_to_come_again_and_messages_wait(
    rig: Rig, ending: str
) -> None:
    rig.settings |= {"GONGZHI_DATABASE_DEADLINE_SECONDS": "1"}
    replica = rig.started(1)[0]
    pid = replica.pid
    getattr(rig.database, ending)()
    rig.publish(rig.action("while-away"))

    refused = rig.post(replica)

    assert refused.status_code == 503
    assert int(refused.headers["Retry-After"]) > 0
    assert refused.headers["Content-Type"] == "application/problem+json"
    assert eventually(lambda: not replica.ready())
    assert replica.live()
    rig.database.start().wait_ready()
    assert eventually(lambda: rig.counted() == 1)
    assert eventually(lambda: rig.post(replica).status_code == 201)
    assert rig.dead_letters() == []
    assert replica.pid == pid


@pytest.mark.slow
def test_connections_closed_under_load_lose_and_double_nothing(rig: Rig) -> None:
    replicas = rig.started(2)
    driver = Driver([replica.url for replica in replicas], rig.token).run(threads=2)

    for _ in range(3):
        before = rig.counted()
        rig.broker.ctl("close_all_connections", "a test")
        assert eventually(lambda seen=before: rig.counted() > seen)  # type: ignore[misc]
    driver.stop()

    assert_counted_once(rig, driver)
    assert rig.dead_letters() == []


def test_a_queue_that_somebody_deleted_is_made_again(rig: Rig) -> None:
    replica = rig.started(1)[0]

    rig.channel().queue_delete(rig.queue)
    assert eventually(lambda: made(rig))
    rig.post(replica)

    assert eventually(lambda: rig.counted() == 1)


def made(rig: Rig) -> bool:
    try:
        return bool(rig.channel().queue_declare(rig.queue, passive=True))
    except amqp.NotFound:
        return False


def test_an_event_whose_reader_was_unbound_waits_until_it_is_bound_again(rig: Rig) -> None:
    replica = rig.started(1)[0]
    key = f"{rig.name}.action_taken.v1.#"

    rig.channel().queue_unbind(rig.queue, "gongzhi.events", key)
    rig.post(replica)

    assert eventually(lambda: rig.counted() == 1)
