"""Harm to processes: killed, told to stop, held still, or killed again as often as they start."""

import random
import signal
import time
from collections.abc import Callable
from typing import Any

import amqp

from deploy.local.ports import wait_until

from ..journal import Journal
from ..rig import READY_SECONDS, Rig, TestBuild, stopped

HOLD_SECONDS = 1.5
QUEUE_SECONDS, MANY, PORTION = 10.0, 100, 1000
CRASHES = 30
LOST_BROKER = b"broker-unavailable"


def sigkill(rig: Rig, chance: random.Random, service: str) -> int:
    """Kill one replica while another lives; it is started anew at once."""
    _wait_ready(rig.replicas[service])
    victim = chance.choice(rig.replicas[service])
    killed = victim.kill() == -signal.SIGKILL
    victim.start()
    return int(killed)


def rolling_restart(rig: Rig, service: str) -> int:
    """Stop and start every replica of a service, one after another; count clean ends."""
    _wait_ready(rig.replicas[service])
    clean = 0
    for replica in rig.replicas[service]:
        clean += replica.stop() == 0
        replica.start().wait_ready(READY_SECONDS)
    return clean


def stopped_with_work(rig: Rig, service: str, journal: Journal, chance: random.Random) -> int:
    """Stop all replicas with messages in hand; nothing may be left that was delivered before.

    What lies in the queue then is put back in another order. Gives how many were put back.
    """
    replicas, queue = rig.replicas[service], f"gongzhi.{service}.events"
    _wait_ready(replicas)
    quiet = _reaches(rig, queue, lambda waiting: not waiting)
    clean = _stopped_at_once(replicas)
    _reaches(rig, queue, lambda waiting: waiting >= MANY)
    with rig.connection() as connection:
        shuffled, again = shuffle(connection, queue, chance)
    if quiet and clean:
        what = "messages were delivered before, after a clean stop"
        journal.write("looked", service=service, what=what, count=again)
    for replica in replicas:
        replica.start()
    _wait_ready(replicas)
    return shuffled


def _stopped_at_once(replicas: list[TestBuild]) -> bool:
    """Hold replicas still until they have messages in hand, then tell all of them to stop.

    Tells whether all ended clean: with status 0, and without losing the broker on the way, as a
    replica does that got no turn on a busy machine for longer than two heartbeats.
    """
    said = [replica.log.stat().st_size for replica in replicas]
    for replica in replicas:
        replica.signal(signal.SIGSTOP)
    time.sleep(HOLD_SECONDS)
    statuses = stopped(replicas)
    since = [one.log.read_bytes()[size:] for one, size in zip(replicas, said, strict=True)]
    return statuses == [0] * len(replicas) and not any(LOST_BROKER in text for text in since)


def _wait_ready(replicas: list[TestBuild]) -> None:
    for replica in replicas:
        if not replica.running():
            replica.start()
    for replica in replicas:
        replica.wait_ready(READY_SECONDS)


def shuffle(connection: Any, queue: str, chance: random.Random) -> tuple[int, int]:
    """Put what waits first in a queue back in another order; count it, and what came before.

    Each is published and confirmed before any is acknowledged, so that none can be lost here.
    No more than a portion is taken: the queue grows meanwhile, and nobody serves it.
    """
    taken, channel = [], connection.channel()
    channel.confirm_select()
    while len(taken) < PORTION and (message := channel.basic_get(queue)) is not None:
        taken.append(message)
    chance.shuffle(taken)
    for message in taken:
        copy = amqp.Message(message.body, **message.properties)
        channel.basic_publish_confirm(copy, "", queue)
    for message in taken:
        channel.basic_ack(message.delivery_tag)
    again = sum(bool(message.delivery_info["redelivered"]) for message in taken)
    channel.close()
    return len(taken), again


def crash_loop(rig: Rig, service: str) -> int:
    """Let one replica die of every batch it takes, more often than a broker would allow."""
    first, *others = rig.replicas[service]
    for replica in (first, *others):
        replica.stop()
    first.env["GONGZHI_FAULT_AT"] = "receive-before-fold:1"
    crashes = sum(_died(first.start()) for _ in range(CRASHES))
    del first.env["GONGZHI_FAULT_AT"]
    rig.revive()
    return crashes


def _died(replica: TestBuild) -> bool:
    wait_until(lambda: not replica.running(), READY_SECONDS)
    return replica.stop() == -signal.SIGKILL


def _reaches(rig: Rig, queue: str, enough: Callable[[int], bool]) -> bool:
    """Wait a while until enough, or nothing, lies in a queue."""
    with rig.connection() as connection:
        channel = connection.channel()
        return wait_until(
            lambda: enough(channel.queue_declare(queue, passive=True).message_count), QUEUE_SECONDS
        )
