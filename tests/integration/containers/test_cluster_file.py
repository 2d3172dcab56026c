"""What must hold of the files of the cluster before any container runs."""

import re

import yaml

from .cluster import NODES, REPLICAS
from .deployment import SERVICES
from .engine import CLUSTER, DEPLOY

LAID_OVER = yaml.safe_load(CLUSTER.read_text(encoding="utf-8"))
CONFIGURED = (DEPLOY / "cluster" / "rabbitmq.conf").read_text(encoding="utf-8")


def node(service):
    return LAID_OVER["services"][service]


def test_the_nodes_that_look_for_each_other_are_those_that_are_deployed():
    looked_for = re.findall(r"classic_config\.nodes\.\d = rabbit@(\S+)", CONFIGURED)
    named = [node(service)["environment"]["RABBITMQ_NODENAME"] for service in NODES]

    assert looked_for == list(NODES.values())
    assert named == [f"rabbit@{name}" for name in looked_for]


def test_services_know_all_nodes_by_one_name_and_nodes_each_other_on_a_network_of_their_own():
    for service, name in NODES.items():
        networks = node(service)["networks"]
        assert "rabbitmq" in [service, *networks["default"].get("aliases", [])]
        assert networks["brokers"]["aliases"] == [name]


def test_no_node_starts_without_the_secret_they_share():
    for service in NODES:
        assert ":?" in node(service)["environment"]["RABBITMQ_ERLANG_COOKIE"]


def test_every_service_runs_twice():
    assert {name: node(name)["deploy"]["replicas"] for name in SERVICES} == dict.fromkeys(
        SERVICES, REPLICAS
    )
