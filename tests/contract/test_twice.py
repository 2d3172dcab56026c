"""Every event a service hears is delivered twice in its component tests."""

import pytest

from tests.contract.agreement import HEARD, NAMES
from tests.contract.deliveries import delivered_twice, folder_sources
from tests.contract.test_settings import ROOT

TESTED = {
    service: delivered_twice(folder_sources(ROOT / "tests" / "component" / service))
    for service in {service for service, _ in HEARD}
}


@pytest.mark.parametrize(("service", "heard"), HEARD, ids=NAMES)
def test_is_delivered_twice(service, heard):
    assert heard.__name__ in TESTED[service]


# the proofs that this test can fail

ONCE = "def test_it(h):\n    h.hears(SpaceVisited('a'))\n"
TWICE = {
    "as it stands": "h.hears(SpaceVisited('a'), twice=True)",
    "by its module": "h.hears(inbound.SpaceVisited('a'), twice=True)",
    "a constant": "VISIT = SpaceVisited('a')\nh.hears(VISIT, twice=True)",
    "a builder": "def a_visit():\n    return SpaceVisited('a')\nh.hears(a_visit(), twice=True)",
    "a function": "def heard(h, reads):\n    h.hears(reads('a'), twice=True)\n"
    "heard(h, SpaceVisited)",
    "a parameter": "@pytest.mark.parametrize('event', [SpaceVisited('a')])\n"
    "def test_it(h, event):\n    h.hears(event, twice=True)\n",
}


def test_what_is_delivered_once_is_not_enough():
    assert "SpaceVisited" not in delivered_twice([ONCE])
    assert "SpaceVisited" not in delivered_twice([ONCE.replace("'a')", "'a'), twice=False")])


def test_what_is_only_mentioned_is_not_enough():
    beside = "SpaceVisited('a')\nh.hears(ActivityAttended('a'), twice=True)"

    assert "SpaceVisited" not in delivered_twice([beside])


@pytest.mark.parametrize("source", TWICE.values(), ids=TWICE)
def test_what_is_delivered_twice_is_found(source):
    assert "SpaceVisited" in delivered_twice([source])
