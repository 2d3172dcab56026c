"""Replicas of two versions on one queue: what only the newer one knows waits until it takes it."""

import re

import httpx

from deploy.local.servers import ServiceProcess
from tests.integration.chassis.rig import Rig, a_trial, eventually

WAITED = re.compile(r'gongzhi_handled_total\{event="unreadable",outcome="retry".*\} (\S+)')
ON_AND_ON = ",".join(["1"] * 300)  # however long the newer replica takes to come


def waited(replica: ServiceProcess) -> float:
    """Give how often a replica sent on a message that it could not read."""
    return sum(map(float, WAITED.findall(httpx.get(f"{replica.url}/metrics").text)))


def test_what_the_older_replica_does_not_know_the_newer_one_takes_once(rig: Rig) -> None:
    rig.settings |= {"GONGZHI_RETRY_LADDER_SECONDS": ON_AND_ON}
    rig.toy = "tests.toys.older"
    (older,) = rig.started(1)

    rig.publish(a_trial("ok"))
    rig.publish(rig.action("known-to-both"))
    assert eventually(lambda: rig.counted() == 1 and waited(older) >= 1)
    rig.toy = "tests.toys.counting"
    rig.started(1)

    totals = rig.collection("totals")
    assert eventually(lambda: totals.count_documents({"_id": "trials"}) == 1)
    assert totals.find_one({"_id": "trials"})["made"] == 1
    assert rig.dead_letters() == []


def test_what_nobody_knows_is_one_dead_letter_once_the_ladder_ends(rig: Rig) -> None:
    rig.toy = "tests.toys.older"
    rig.started(2)

    unknown = a_trial("ok")
    rig.publish(unknown)

    assert eventually(lambda: len(rig.letters()) == 1)
    (letter,) = rig.dead_letters()
    assert (letter["reason"], letter["handler"], letter["attempt"]) == ("unknown-type", "decode", 2)
    assert letter["body"] == unknown
    assert (letter["dead_at"] - letter["first_at"]).total_seconds() >= 3
    assert rig.take(rig.queue) == []
