"""A message that kills whoever takes it is set aside alone; those around it are handled."""

import time

import pytest

from deploy.local.servers import ServiceProcess
from tests.integration.chassis.rig import Rig, a_trial

AROUND = 60  # before it, and after it
MORE_THAN_A_BROKER_ALLOWS = 20  # by itself: RabbitMQ 4 drops a message then
PATIENCE_SECONDS = 240.0


@pytest.mark.slow
def test_only_the_message_that_kills_is_set_aside(rig_on_each: Rig) -> None:
    rig = rig_on_each
    rig.toy = "tests.toys.impatient"
    replicas = rig.started(2)

    deadly = a_trial("deadly")
    publish_around(rig, deadly)
    deaths = restarted_until_it_is_set_aside(rig, replicas)
    for replica in replicas:
        replica.wait_ready()

    assert deaths > MORE_THAN_A_BROKER_ALLOWS
    assert [(one["reason"], bytes(one["body"])) for one in rig.dead_letters()] == [
        ("delivered-too-often", deadly)
    ]
    assert rig.counted() == 2 * AROUND


def publish_around(rig: Rig, deadly: bytes) -> None:
    for place in range(2 * AROUND):
        if place == AROUND:
            rig.publish(deadly)
        rig.publish(rig.action(f"around-{place}"))


def restarted_until_it_is_set_aside(rig: Rig, replicas: list[ServiceProcess]) -> int:
    """Start the dead again, as every platform does; give how many died."""
    deaths, until = 0, time.monotonic() + PATIENCE_SECONDS
    while not rig.letters() and time.monotonic() < until:
        for replica in replicas:
            if not replica.running():
                deaths += 1
                replica.stop()
                replica.start()
        time.sleep(0.05)
    return deaths
