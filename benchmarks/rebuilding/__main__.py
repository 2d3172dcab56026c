"""Measure it: `python -m benchmarks.rebuilding [events]`; prints rates and their ratio.

First guidance handles a queue that is full, as fast as it can: the live rate. Then its totals are
rebuilt from the same history, once while nothing else happens and once while events come in.
"""

import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx

from benchmarks.broker import Broker
from benchmarks.contender import RUNS, Addresses
from benchmarks.drain import until
from benchmarks.rebuilding.history import TOWN, Teller
from benchmarks.servers import servers
from chassis.envelope import CONTENT_TYPE
from chassis.messaging.topology import queue_name
from chassis.testing.tokens import Issuer
from deploy.local.services import ServiceProcess

EVENTS = 40_000
ARRIVING, TOGETHER = 100, 10  # a second, in live traffic; so many are published together
QUEUE = queue_name("guidance")
ISSUER = Issuer()


def guidance(at: Addresses) -> ServiceProcess:
    """Describe the service."""
    folder = RUNS / "rebuilding"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "jwks.json").write_text(ISSUER.jwks_json())
    env = {"AMQP_URI": at.amqp, "MONGO_URI": at.mongo, "GONGZHI_JWKS": str(folder / "jwks.json")}
    return ServiceProcess("guidance", folder, env=env)


def handled(at: Addresses) -> int:
    """Count the events that took effect: each counts once for the town."""
    total = at.database("guidance")["totals"].find_one({"_id": f"town:{TOWN}"}) or {}
    return int(total.get("actions", 0))


def live_rate(service: ServiceProcess, at: Addresses, teller: Teller, events: int) -> float:
    """Fill the queue while the service is down, and see how fast it catches up."""
    broker = Broker(at.amqp)
    for _ in range(0, events, 1_000):
        broker.fill(teller.tell(1_000), exchange="", key=QUEUE, content_type=CONTENT_TYPE)
    service.start()
    until(lambda: handled(at) > 0, service)
    already, began = handled(at), time.monotonic()
    until(lambda: handled(at) >= events, service)
    return (events - already) / (time.monotonic() - began)


def rebuilt(service: ServiceProcess) -> dict[str, Any]:
    """Let the service rebuild its totals, and wait for the verdict."""
    token = ISSUER.token("ops", divisions=["440605"])
    with httpx.Client(base_url=service.url, headers={"Authorization": f"Bearer {token}"}) as ops:
        body = {"start": "0", "to_shadow": True}
        path = f"/v1/replays/{ops.post('/v1/replays', json=body).raise_for_status().json()['id']}"
        until(lambda: ops.get(path).json()["state"] != "running", service)
        told: dict[str, Any] = ops.get(path).json()
    return told


@contextmanager
def traffic(at: Addresses, teller: Teller) -> Iterator[None]:
    """Let events come in meanwhile."""
    over = threading.Event()

    def come() -> None:
        broker = Broker(at.amqp)
        while not over.wait(TOGETHER / ARRIVING):
            bodies = teller.tell(TOGETHER)
            broker.fill(bodies, exchange="", key=QUEUE, content_type=CONTENT_TYPE)

    thread = threading.Thread(target=come)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def main(events: int) -> int:
    """Measure and print."""
    with servers() as running:
        at = running.at
        teller, service = Teller(at), guidance(at)
        service.start().wait_ready()
        service.stop()
        teller.give_rules()
        live = live_rate(service, at, teller, events)
        print(f"{running.broker}, {running.database}, {events:,} events")
        print(f"handled live: {live:,.0f} events/s")
        quiet = rebuilt(service)
        _print("rebuilt, nothing else going on", quiet, live)
        with traffic(at, teller):
            busy = rebuilt(service)
        _print(f"rebuilt while {ARRIVING} events/s come in", busy, live)
        service.stop()
    return int(bool(quiet["differences"] + busy["differences"]))


def _print(how: str, told: dict[str, Any], live: float) -> None:
    ratio = told["per_second"] / live
    print(f"{how}: {told['per_second']:,} events/s = {ratio:.1f} times; {told['lines'][0]}")
    for line in told["lines"][1:5]:
        print(f"  {line}")


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if sys.argv[1:] else EVENTS))
