"""Four services of one side at work: laid out, started, driven, looked at, stopped."""

import json
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from typing import Any

import psutil
from amqp.exceptions import NotFound
from pymongo import MongoClient

from benchmarks.broker import Broker
from benchmarks.contender import MEGABYTE, ROOT
from benchmarks.flow import seeding
from benchmarks.flow.actions import Action
from benchmarks.flow.driver import Order
from benchmarks.flow.effects import ENDS, Effect, found
from benchmarks.flow.sides import SERVICES, Side
from benchmarks.servers import Servers
from deploy.local.ports import free_port
from deploy.local.processes import Server

LOOK_EVERY, GIVE_UP_AFTER = 0.1, 300.0
READY_WITHIN = 90
CONNECTIONS = 64


class System:
    """One side on the servers all share, one replica of each service."""

    def __init__(self, side: Side, running: Servers) -> None:
        self.side, self.running, self.at = side, running, running.at
        client = MongoClient(self.at.mongo)
        self.databases = {name: client[side.prefix + name] for name in SERVICES}
        self.processes: dict[str, Server] = {
            name: side.process(name, free_port(), self.at) for name in SERVICES
        }
        self._residents: set[str] = set()

    def lay_out(self) -> None:
        """Begin with nothing but the rules."""
        for database in self.databases.values():
            database.client.drop_database(database.name)
        _empty(Broker(self.at.amqp), self.side.queues)
        self._insert([seeding.rules()])

    def know(self, actions: list[Action]) -> None:
        """Put in what actions are about; residents of earlier ones are there already."""
        fresh = [one for one in actions if one.resident_id not in self._residents]
        self._residents |= {one.resident_id for one in fresh}
        self._insert([*seeding.residents_of(fresh), *seeding.kept_for(actions)])

    def _insert(self, parts: list[tuple[str, str, seeding.Rows]]) -> None:
        for service, collection, rows in parts:
            seeding.insert(self.databases[service], collection, rows)

    def start(self) -> None:
        """Start what does not run, and wait until all of it does its work."""
        for process in self.processes.values():
            process.start()
        for process in self.processes.values():
            process.wait_ready(READY_WITHIN)

    def stop(self) -> None:
        """End everything."""
        for process in self.processes.values():
            process.stop()

    def order(self, actions: list[Action], *, bulk: int = 0, **more: Any) -> Order:
        """Make an order of actions: one by one, or so many in a request."""
        path, port = self.side.path, self.processes["participation"].port
        requests = [(one.affair_id, json.dumps(one.body())) for one in actions]
        if bulk:
            path, requests = f"{path}/bulk", _bulks(actions, bulk)
        more = {"connections": CONNECTIONS} | more
        return Order(port, path, requests, self.side.headers(), **more)

    def drive(self, order: Order) -> dict[str, Any]:
        """Let a driver work an order off; give what it says."""
        return finished(begun(order))

    def reacted(self, count: int) -> float:
        """Wait until all four have reacted to so many actions; give the moment they had."""
        until = time.time() + GIVE_UP_AFTER
        for effect in ENDS:
            while self.total(effect) < count and time.time() < until:
                time.sleep(LOOK_EVERY)
        return time.time()

    def total(self, effect: Effect) -> int:
        """Add up what an effect stands at."""
        return sum(found(self.databases[effect.service], effect).values())

    def memory_mb(self) -> dict[str, float]:
        """Give the resident memory of each service."""
        return {
            name: psutil.Process(one.pid).memory_info().rss / MEGABYTE
            for name, one in self.processes.items()
        }

    def cpu_seconds(self) -> Counter[str]:
        """Give the processor time used so far by all four, and by servers of our own."""
        used = {"services": sum(spent(one) for one in self.processes.values())}
        return Counter(used | {what: spent(one) for what, one in self.running.started.items()})


def spent(server: Server) -> float:
    """Give the processor time a server has used since its start, with what it started itself."""
    first = psutil.Process(server.pid)
    times = [one.cpu_times() for one in (first, *first.children(recursive=True))]
    return float(sum(time.user + time.system for time in times))


def begun(order: Order) -> subprocess.Popen[str]:
    """Start a driver."""
    command = [sys.executable, "-m", "benchmarks.flow.driver"]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    driver = subprocess.Popen(command, cwd=ROOT, **pipes)
    driver.stdin.write(json.dumps(asdict(order)))
    driver.stdin.close()
    return driver


def finished(driver: subprocess.Popen[str]) -> dict[str, Any]:
    """Wait for a driver and give what it says."""
    said: dict[str, Any] = json.loads(driver.stdout.read() or "{}")
    if driver.wait():
        raise RuntimeError(f"the driver ended with {driver.returncode}")
    return said


@contextmanager
def working(side: Side, running: Servers, actions: list[Action]) -> Iterator[System]:
    """Run a side that knows some actions for as long as it is measured."""
    system = System(side, running)
    system.lay_out()
    system.know(actions)
    try:
        system.start()
        yield system
    finally:
        system.stop()


def _bulks(actions: list[Action], size: int) -> list[tuple[str, str]]:
    parts = [actions[start : start + size] for start in range(0, len(actions), size)]
    return [(part[0].affair_id, json.dumps({"items": [a.body() for a in part]})) for part in parts]


def _empty(broker: Broker, queues: tuple[str, ...]) -> None:
    for queue in queues:
        try:
            broker.channel.queue_purge(queue)
        except NotFound:
            broker.channel = broker.connection.channel()  # it was never declared
    broker.connection.close()
