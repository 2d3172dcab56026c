"""Three brokers, two replicas of each service: whatever is taken away, each action counts once."""

import secrets
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytest_docker.plugin import DockerComposeExecutor

from . import rolling
from .cluster import NODES, REPLICAS, Cluster
from .deployment import SERVICES
from .engine import CLUSTER, SEEN, Images, engine_answers
from .load import Load

if not engine_answers():
    pytest.skip("no container engine answers", allow_module_level=True)

Command = Callable[..., str]
WHILE_IT_IS_AWAY = 1_000
OURS = {f"gongzhi.{service}.events" for service in SERVICES}


@pytest.fixture(scope="module")
def settings() -> dict[str, str]:
    """What every command of this cluster is told."""
    return {"RABBITMQ_ERLANG_COOKIE": secrets.token_hex(16)}


@pytest.fixture(scope="module")
def project(docker_compose_project_name: str) -> str:
    return f"{docker_compose_project_name}cluster"


@pytest.fixture(scope="module")
def cluster(
    images: Images, compose_command: Command, settings: dict[str, str], project: str
) -> Iterator[Cluster]:
    """The cluster, with every replica ready."""
    files = [str(file) for file in (*images.files, CLUSTER, SEEN)]
    compose = DockerComposeExecutor(compose_command(**settings), files, project)
    try:
        compose.execute("build")
        compose.execute("up --detach")
        cluster = Cluster(compose, project)
        cluster.wait_replicas(*SERVICES)
        yield cluster
    finally:
        compose.execute("down --volumes --timeout 10")


@pytest.fixture(scope="module")
def load(cluster: Cluster, tmp_path_factory: pytest.TempPathFactory) -> Load:
    return Load(cluster, tmp_path_factory.mktemp("load"))


@pytest.fixture
def previous(
    images: Images, compose_command: Command, settings: dict[str, str], project: str, tmp_path: Path
) -> rolling.Previous:
    """The version before, built."""
    found = rolling.revision()
    assert found, "there is no earlier version in this clone: fetch its history"
    command = compose_command(**settings, GONGZHI_TAG="previous")
    tree = rolling.unpacked(found, tmp_path)
    return rolling.Previous(command, project, tree, images).build()


def assert_counted_once(load: Load) -> None:
    """Nothing is lost, nothing is counted twice, and every action was answered in the end."""
    verdict = load.verdict()

    assert verdict.violations == [], str(verdict)
    assert verdict.numbers["acknowledged"] == verdict.numbers["attempted"] > 0


def test_every_queue_stands_on_three_nodes(cluster):
    queues = cluster.queues()

    assert queues.keys() > OURS
    assert {one["type"] for one in queues.values()} == {"quorum"}
    assert {len(one["members"]) for one in queues.values()} == {len(NODES)}
    assert len({one["leader"] for one in queues.values()}) > 1


@pytest.mark.slow
def test_a_node_that_is_killed(cluster, load):
    with load.going_on(), cluster.killed(cluster.leader("gongzhi.guidance.events")):
        load.wait_effects(actions=WHILE_IT_IS_AWAY)

    assert_counted_once(load)


@pytest.mark.slow
def test_a_node_that_is_cut_off_from_the_others(cluster, load):
    with load.going_on(), cluster.cut_off(cluster.leader("gongzhi.guidance.events")):
        load.wait_effects(actions=WHILE_IT_IS_AWAY)

    assert_counted_once(load)


@pytest.mark.slow
def test_a_rolling_upgrade_with_both_versions_live(cluster, load, previous):
    previous.start()
    cluster.wait_replicas(*SERVICES)
    ended = []

    with load.going_on():
        for service in SERVICES:
            old = rolling.add_replicas(cluster, service)
            cluster.wait_replicas(service, count=2 * REPLICAS)
            load.wait_effects()
            ended += rolling.retire(old)

    assert ended == [0] * REPLICAS * len(SERVICES)
    assert_counted_once(load)
