"""On a real broker: who may configure nothing waits for what is missing, and loses nothing."""

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import amqp
import httpx
import pytest
from click.testing import CliRunner, Result

from chassis.messaging.definitions import shipped, written
from chassis.messaging.topology import topology
from deploy.local.broker_users import ADMINISTRATOR, EVERYTHING, SERVICES, rights_of_services
from deploy.local.servers import Broker, Database, ServiceProcess
from gongzhi.cli import gongzhi
from tests.integration.chassis.rig import Rig, eventually

EVENTS = "gongzhi.events"


@dataclass
class Place:
    """A virtual host of its own, its administrator, and the file that says what belongs there."""

    broker: Broker
    name: str
    file: Path

    def __post_init__(self) -> None:
        self._manage("PUT", f"/vhosts/{self.name}")
        for user, rights in {ADMINISTRATOR: EVERYTHING, SERVICES: rights_of_services()}.items():
            self._manage("PUT", f"/permissions/{self.name}/{user}", json=rights)

    def uri(self, user: str = ADMINISTRATOR) -> str:
        """Give the address of this place for a user."""
        return f"amqp://{user}:{user}@127.0.0.1:{self.broker.port}/{self.name}"

    def settings(self) -> dict[str, str]:
        """Say to a service that it is to look, and where."""
        return {
            "AMQP_URI": self.uri(SERVICES),
            "GONGZHI_TOPOLOGY": "check",
            "GONGZHI_TOPOLOGY_SECONDS": "1",
            "GONGZHI_BROKER_MANAGEMENT_URI": self.broker.management_uri(SERVICES),
        }

    @contextlib.contextmanager
    def channel(self, user: str = ADMINISTRATOR) -> Iterator[Any]:
        """Give a channel of the test's own."""
        address = {"userid": user, "password": user, "virtual_host": self.name}
        with amqp.Connection(f"127.0.0.1:{self.broker.port}", **address) as connection:
            yield connection.channel()

    def run(self, *words: str) -> Result:
        """Run `gongzhi topology` as the administrator."""
        managed = ("--management", self.broker.management_uri(), "--file", str(self.file))
        where = ("--amqp", self.uri()) if words[0] == "apply" else ("--virtual-host", self.name)
        return CliRunner().invoke(gongzhi, ["topology", *words, *managed, *where])

    def remove(self) -> None:
        """Take the virtual host away."""
        self._manage("DELETE", f"/vhosts/{self.name}")

    def _manage(self, method: str, path: str, **more: Any) -> None:
        address = f"{self.broker.management_uri()}/api{path}"
        httpx.request(method, address, timeout=30, **more).raise_for_status()


@pytest.fixture(scope="module")
def broker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Broker]:
    server = Broker(tmp_path_factory.mktemp("managed"), management=True).start().wait_ready()
    yield server
    server.stop()


@pytest.fixture
def rig(broker: Broker, database: Database, tmp_path: Path) -> Iterator[Rig]:
    rig = Rig(broker, database, tmp_path)
    yield rig
    rig.close()


@pytest.fixture
def place(rig: Rig, tmp_path: Path) -> Iterator[Place]:
    heard = [f"{rig.name}.action_taken.v1.#", "trying.trial_made.v1.#"]
    file = tmp_path / "topology.json"
    file.write_text(written(shipped() + topology({rig.name: heard}, [1, 2])))
    place = Place(rig.broker, rig.name, file)
    rig.settings |= place.settings()
    yield place
    rig.close()
    place.remove()


def told(replica: ServiceProcess) -> dict[str, Any]:
    """Give what a replica says of the topology."""
    with contextlib.suppress(httpx.HTTPError, KeyError):
        return httpx.get(f"{replica.url}/readyz", timeout=5).json()["checks"]["topology"]
    return {"ok": None, "detail": ""}


def tells(replica: ServiceProcess, sentence: str) -> bool:
    said = told(replica)
    return said["ok"] is False and sentence in said["detail"]


def pending(rig: Rig) -> int:
    return rig.collection("events").count_documents({"state": "pending"})


def test_a_service_waits_for_its_queue_and_starts_by_itself_once_it_is_there(
    rig: Rig, place: Place
) -> None:
    replica = rig.replica().start()
    assert eventually(lambda: tells(replica, f"queue {rig.queue} is missing"))
    assert eventually(lambda: rig.post(replica).status_code == 201)
    before = (replica.ready(), pending(rig), rig.counted())

    applied = place.run("apply")

    assert applied.exit_code == 0, applied.output
    assert before == (False, 1, 0)
    assert eventually(lambda: replica.ready() and rig.counted() == 1 and pending(rig) == 0)


def test_a_service_runs_without_the_right_to_configure_anything(rig: Rig, place: Place) -> None:
    place.run("apply")
    (replica,) = rig.started(1)

    assert rig.post(replica).status_code == 201
    assert eventually(lambda: rig.counted() == 1)
    with pytest.raises(amqp.exceptions.AccessRefused), place.channel(SERVICES) as channel:
        channel.queue_declare("gongzhi.mine", durable=True, auto_delete=False)
    with pytest.raises(amqp.exceptions.AccessRefused), place.channel(SERVICES) as channel:
        channel.queue_unbind(rig.queue, EVENTS, f"{rig.name}.action_taken.v1.#")


def test_what_is_announced_while_the_queue_is_gone_is_heard_when_it_is_back(
    rig: Rig, place: Place
) -> None:
    place.run("apply")
    (replica,) = rig.started(1)
    with place.channel() as channel:
        channel.queue_delete(rig.queue)

    answers = {rig.post(replica).status_code for _ in range(20)}
    assert eventually(lambda: tells(replica, f"queue {rig.queue} is missing"))
    counted = rig.counted()
    place.run("apply")

    assert (answers, counted) == ({201}, 0)
    assert eventually(lambda: replica.ready() and rig.counted() == 20)


def test_what_is_announced_while_a_binding_is_gone_is_heard_when_it_is_back(
    rig: Rig, place: Place
) -> None:
    key = f"{rig.name}.action_taken.v1.#"
    place.run("apply")
    (replica,) = rig.started(1)
    with place.channel() as channel:
        channel.queue_unbind(rig.queue, EVENTS, key)

    answers = {rig.post(replica).status_code for _ in range(20)}
    assert eventually(lambda: tells(replica, f"{rig.queue} is not bound to {EVENTS} by {key}"))
    counted = rig.counted()
    applied = place.run("apply")

    assert (answers, counted) == ({201}, 0)
    assert f"mended: {rig.queue} is not bound to {EVENTS} by {key}" in applied.output
    assert eventually(lambda: replica.ready() and rig.counted() == 20)


def test_an_argument_that_differs_is_named_and_nothing_is_changed_until_it_is_deleted(
    rig: Rig, place: Place
) -> None:
    with place.channel() as channel:
        other = {"x-queue-type": "quorum", "x-overflow": "reject-publish", "x-delivery-limit": 20}
        channel.queue_declare(rig.queue, durable=True, auto_delete=False, arguments=other)
    replica = rig.replica().start()

    applied = place.run("apply")
    said = f"queue {rig.queue} has x-delivery-limit 20, wanted is 50"
    assert eventually(lambda: tells(replica, said))
    checked = place.run("check")
    with place.channel() as channel:
        channel.queue_delete(rig.queue)
    mended = place.run("apply")

    assert (applied.exit_code, checked.exit_code, mended.exit_code) == (2, 2, 0)
    assert f"queue {rig.queue} differs and must be deleted first: " in applied.output
    assert said in checked.output
    assert eventually(replica.ready)


def test_check_says_what_is_missing_and_beyond_and_changes_nothing(rig: Rig, place: Place) -> None:
    place.run("apply")
    well = place.run("check")
    with place.channel() as channel:
        channel.queue_delete(rig.queue)
        channel.queue_bind(f"gongzhi.dead.{rig.name}", EVENTS, "old.#")

    first, second = place.run("check"), place.run("check")
    pruned = place.run("apply", "--prune")

    assert (well.exit_code, first.exit_code, pruned.exit_code) == (0, 2, 0)
    assert first.output == second.output
    assert f"queue {rig.queue} is missing" in first.output
    beyond = f"gongzhi.dead.{rig.name} is bound to {EVENTS} by old.#, and not in the file"
    assert beyond in first.output
    assert place.run("check").exit_code == 0


def test_who_may_not_configure_is_refused_in_one_sentence(place: Place) -> None:
    words = ["topology", "apply", "--file", str(place.file), "--amqp", place.uri(SERVICES)]
    ended = CliRunner().invoke(gongzhi, words)

    assert "the broker refuses: ACCESS_REFUSED" in str(ended.exception)
    assert place.run("check").exit_code == 2
