"""The topology as a file: what is written is read back, and says what services may do."""

import json
import re

import pytest

from chassis.messaging.definitions import RIGHTS, shipped, topology_of, written
from chassis.messaging.topology import DEAD, EVENTS, topology

LAID_OUT = topology({"guidance": ["a.#"], "expression": ["b.#"]}, [1, 600])
TOLD = json.loads(written(LAID_OUT))


def may(what, name):
    return re.search(RIGHTS[what], name) is not None


def test_what_is_written_is_read_back():
    assert topology_of(TOLD) == LAID_OUT


def test_the_shipped_file_is_read_and_a_missing_one_is_empty(tmp_path):
    file = tmp_path / "topology.json"
    file.write_text(written(LAID_OUT))

    assert shipped(file) == LAID_OUT
    assert shipped(tmp_path / "missing.json").queues == ()


def test_a_queue_stands_in_the_file_with_all_its_arguments():
    queues = {one["name"]: one["arguments"] for one in TOLD["queues"]}

    assert queues["gongzhi.guidance.events"]["x-queue-type"] == "quorum"
    assert queues["gongzhi.guidance.events"]["x-delivery-limit"] == 50


def test_every_queue_and_binding_is_a_line_of_its_own():
    lines = written(LAID_OUT).splitlines()

    assert sum('"source"' in line for line in lines) == len(LAID_OUT.bindings)
    assert all(line.count('"name"') <= 1 for line in lines)


@pytest.mark.parametrize("name", [EVENTS, DEAD, "gongzhi.retry.1s"])
def test_a_service_may_publish_to_exchanges(name):
    assert may("write", name)


@pytest.mark.parametrize("name", ["gongzhi.guidance.events", "gongzhi.dead.guidance"])
def test_a_service_may_take_from_queues_and_neither_bind_nor_make_them(name):
    assert may("read", name)
    assert not may("write", name)
    assert not may("configure", name)


@pytest.mark.parametrize("what", ["configure", "write", "read"])
def test_a_service_has_no_right_to_what_is_others(what):
    assert not may(what, "ext.partner.events")
    assert not may(what, "amq.topic")
    assert not may(what, "amq.default")
