"""The deployment with three brokers, and what is done to it: a node killed, cut off, healed."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from pytest_docker.plugin import DockerComposeExecutor, Services

from .deployment import Deployment, eventually
from .engine import says

NODES = {"rabbitmq": "broker-1", "rabbitmq-2": "broker-2", "rabbitmq-3": "broker-3"}
REPLICAS = 2
PATIENCE, ASK_SECONDS = 240.0, 90.0  # fourteen containers on two cores
READY = "import urllib.request as web; web.urlopen('http://127.0.0.1:8000/readyz', timeout=5)"


class Cluster(Deployment):
    """Three brokers, two replicas of each service, one database and one gateway."""

    def __init__(self, compose: DockerComposeExecutor, project: str) -> None:
        super().__init__(Services(compose), compose)
        self.project = project
        self._nodes = {name: self.containers(service)[0] for service, name in NODES.items()}

    @property
    def gateway(self) -> str:
        """Give the address integrators use."""
        return f"{self._address(8080)}/api"

    def seen_at(self, service: str, port: int) -> str:
        """Give where a server is seen from outside; a start may change it."""
        return self.run(f"port {service} {port}").strip().splitlines()[-1]

    def containers(self, service: str) -> list[str]:
        """List the running containers of a service."""
        labels = {"project": self.project, "service": service}
        asked = [
            f"--filter=label=com.docker.compose.{key}={value}" for key, value in labels.items()
        ]
        return docker("ps", "--quiet", *asked).split()

    def wait_replicas(self, *services: str, count: int = REPLICAS) -> None:
        """Wait until so many replicas of these services can be sent work."""
        for service in services:
            found = self.containers(service)
            assert len(found) == count, f"{len(found)} containers of {service} run"
            for one in found:
                ready = eventually(lambda one=one: _ready(one), PATIENCE)
                assert ready, docker("logs", "--tail=40", one)

    def queues(self) -> dict[str, dict[str, Any]]:
        """Describe every queue of ours: its leader, its members, and which of them are there."""
        told = self.ctl("list_queues name type leader members online --formatter json")
        return {one["name"]: one for one in json.loads(told) if one["name"].startswith("gongzhi.")}

    def leader(self, queue: str) -> str:
        """Name the node that leads a queue."""
        return self.queues()[queue]["leader"].removeprefix("rabbit@")

    def running(self) -> set[str]:
        """Name the nodes that run together."""
        told = json.loads(self.ctl("cluster_status --formatter json"))["running_nodes"]
        return {node.removeprefix("rabbit@") for node in told}

    def whole(self) -> bool:
        """Tell whether every queue has three members, all of them there."""
        return all(len(one["online"]) == len(NODES) for one in self.queues().values())

    def ctl(self, words: str) -> str:
        """Ask the first node that answers."""
        for container in self._nodes.values():
            asked = ("docker", "exec", container, "rabbitmqctl", "-q", *words.split())
            told = says(*asked, patience=ASK_SECONDS)
            if told is not None:
                return told
        raise AssertionError(f"no node answers `rabbitmqctl {words}`")

    @contextmanager
    def killed(self, node: str) -> Iterator[None]:
        """Kill a node without a warning; start it again afterwards."""
        docker("kill", self._nodes[node])
        assert eventually(lambda: self.running() == set(NODES.values()) - {node}, PATIENCE)
        yield
        docker("start", self._nodes[node])
        self._wait_whole()

    @contextmanager
    def cut_off(self, node: str) -> Iterator[None]:
        """Cut a node off from the others, not from its clients; connect it again afterwards."""
        network = f"{self.project}_brokers"
        docker("network", "disconnect", network, self._nodes[node])
        assert eventually(lambda: self.running() == set(NODES.values()) - {node}, PATIENCE)
        yield
        docker("network", "connect", "--alias", node, network, self._nodes[node])
        self._wait_whole()

    def _wait_whole(self) -> None:
        assert eventually(lambda: self.running() == set(NODES.values()), PATIENCE)
        assert eventually(self.whole, PATIENCE), self.queues()


def _ready(container: str) -> bool:
    return says("docker", "exec", container, "python", "-c", READY) is not None


def docker(*words: str) -> str:
    """Ask the engine, which must agree."""
    told = says("docker", *words, patience=ASK_SECONDS)
    assert told is not None, f"the engine refused `docker {' '.join(words)}`"
    return told
