"""How long a contender takes to drain a full queue, and whether it did so rightly."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from benchmarks import checks
from benchmarks.broker import SINK, Broker
from benchmarks.contender import DATABASE, Addresses, Contender, Process, started
from benchmarks.workload import Workload

LOOK_EVERY = 0.02
GIVE_UP_AFTER = 900
GRACE = 1.0


@dataclass(frozen=True)
class Measured:
    """One run: how fast, at what cost, and what was found wrong afterwards."""

    rate: float
    cpu_seconds: float
    memory_mb: float
    wrong: list[str] = field(default_factory=list)


def drain(contender: Contender, workload: Workload, at: Addresses) -> Measured:
    """Fill a queue, start the contender, wait for the last event out, check what it left behind."""
    broker, database = Broker(at.amqp), at.database()
    database.client.drop_database(DATABASE)
    lay_out(broker, contender)
    exchange, key = contender.fills
    broker.fill(workload.bodies(), exchange=exchange, key=key, content_type=contender.content_type)
    with started(contender, at) as process:
        seconds = _watch(broker, contender, len(workload.actions), process)
        spent, memory = process.cpu_seconds(), process.memory_mb()
    wrong = checks.totals(database, workload)
    wrong += checks.announced(broker.read_all(SINK), workload)
    wrong += checks.emptied(broker.look(contender.queue)[0])
    broker.close([contender.queue, SINK])
    return Measured(len(workload.actions) / seconds, spent, memory, wrong)


def lay_out(broker: Broker, contender: Contender) -> None:
    """Declare the queue the contender reads and the one its events end in, both empty."""
    broker.delete([contender.queue, SINK])
    for exchange, _ in (contender.hears, contender.tells):
        broker.declare_exchange(exchange)
    hears, tells = contender.hears, contender.tells
    broker.declare_queue(
        contender.queue, exchange=hears[0], key=hears[1], arguments=contender.queue_arguments
    )
    broker.declare_queue(SINK, exchange=tells[0], key=tells[1], arguments={})


def _watch(broker: Broker, contender: Contender, expected: int, process: Process) -> float:
    """Measure from the first look that finds a consumer to the last event in the sink."""
    until(lambda: broker.look(contender.queue)[1] > 0, process)
    began = time.monotonic()
    until(lambda: broker.look(SINK)[0] >= expected, process)
    ended = time.monotonic()
    until(lambda: broker.look(contender.queue)[0] == 0, process)
    time.sleep(GRACE)  # the repeated actions at the end leave no trace to wait for
    return ended - began


def until(true: Callable[[], bool], process: Process) -> None:
    """Wait until something is true of the broker or the database."""
    deadline = time.monotonic() + GIVE_UP_AFTER
    while not true():
        if time.monotonic() > deadline or not process.running():
            raise RuntimeError(f"{process.name} stands still:\n{process.last_words()}")
        time.sleep(LOOK_EVERY)
