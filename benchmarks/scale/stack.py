"""Two services with servers and a gateway of their own, on a database that holds a world."""

import http.client
import json
import time
import uuid
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from shutil import rmtree
from typing import Any

from benchmarks.contender import ROOT
from benchmarks.scale.seeding import seed
from benchmarks.scale.world import DISTRICT, KIND, World, communities, places
from benchmarks.servers import Servers, servers
from chassis.sealing import Seal, read_keys
from chassis.testing.tokens import Issuer
from deploy.local.gateway import Gateway
from deploy.local.keys import PERSONAL, ensure_keys
from deploy.local.ports import LOOPBACK
from deploy.local.services import ServiceProcess
from gongzhi import Api, send

RUNS = ROOT / ".run" / "bench-scale"
SERVICES = ("participation", "guidance")
ROLES = ("worker", "official", "integrator", "ops")
ISSUER = Issuer()
READY_WITHIN = 120.0
SETTLED_WITHIN, LOOK_EVERY, CALM_LOOKS = 300.0, 0.5, 3


@dataclass(frozen=True)
class Answer:
    """What was answered, and after how many seconds."""

    status: int
    body: bytes
    took: float


class Caller:
    """One kept connection to a service."""

    def __init__(self, port: int, token: str) -> None:
        self._connection = http.client.HTTPConnection(LOOPBACK, port, timeout=60)
        self._headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}

    def get(self, path: str) -> Answer:
        """Read something."""
        return self._ask("GET", path, None, {})

    def post(self, path: str, body: Any) -> Answer:
        """Do something once."""
        key = {"Idempotency-Key": uuid.uuid4().hex}
        return self._ask("POST", path, json.dumps(body), key)

    def _ask(self, verb: str, path: str, body: str | None, more: dict[str, str]) -> Answer:
        began = time.perf_counter()
        self._connection.request(verb, path, body, self._headers | more)
        answer = self._connection.getresponse()
        content = answer.read()
        return Answer(answer.status, content, time.perf_counter() - began)


class Stack:
    """What is measured: the services, and the world they know."""

    def __init__(self, running: Servers, world: World, folder: Path) -> None:
        self.running, self.world, self.folder = running, world, folder
        env = {
            "AMQP_URI": running.at.amqp,
            "MONGO_URI": running.at.mongo,
            "GONGZHI_JWKS": str(folder / "jwks.json"),
            "GONGZHI_PERSONAL_KEY": str(folder / PERSONAL),
        }
        self.services = {name: ServiceProcess(name, folder, env=env) for name in SERVICES}
        ports = {name: [f"{LOOPBACK}:{one.port}"] for name, one in self.services.items()}
        self.gateway = Gateway(folder, ports)
        self.token = ISSUER.token(*ROLES, sub="scale", divisions=[DISTRICT], seconds=86_400)

    def start(self) -> None:
        """Start the services, and let them know the places of the district and their spaces."""
        (self.folder / "jwks.json").write_text(ISSUER.jwks_json())
        for one in (*self.services.values(), self.gateway):
            one.start()
        for one in (*self.services.values(), self.gateway):
            one.wait_ready(READY_WITHIN)
        send(self.api, "participation", "/v1/divisions", places())
        send(self.api, "participation", "/v1/spaces", [_home(place) for place in communities()])
        self.settle()

    def stop(self) -> None:
        """End them."""
        for one in (*self.services.values(), self.gateway):
            one.stop()

    @cached_property
    def api(self) -> Api:
        """Speak to them through the gateway, as integrators do."""
        return Api(self.token, gateway=self.gateway.url)

    def caller(self, service: str) -> Caller:
        """Open a connection to a service."""
        return Caller(self.services[service].port, self.token)

    def settle(self) -> None:
        """Wait until guidance has heard of every visit that participation keeps."""
        until, calm = time.monotonic() + SETTLED_WITHIN, 0
        while calm < CALM_LOOKS and time.monotonic() < until:
            time.sleep(LOOK_EVERY)
            calm = calm + 1 if self._unheard() == 0 else 0
        if calm < CALM_LOOKS:
            raise TimeoutError(f"guidance has not heard of {self._unheard()} visits")

    def _unheard(self) -> int:
        database = self.running.at.database
        heard = sum(row.get("visits", 0) for row in database("guidance")["indicators"].find())
        return database("participation")["visits"].estimated_document_count() - int(heard)


def _home(place: str) -> dict[str, Any]:
    opened = {"kind": KIND, "name": "亲青家园", "division": place, "capacity": 40}
    return opened | {"reference": f"{place}-home"}


@contextmanager
def stack(name: str, size: int) -> Iterator[Stack]:
    """Run a stack with so many residents for as long as it is measured."""
    folder = RUNS / name
    with ExitStack() as running:
        running.callback(rmtree, folder / "database", ignore_errors=True)  # gigabytes
        own = running.enter_context(servers(folder, own_alone=True))
        ensure_keys(folder)
        world = World(size, Seal(*read_keys(str(folder / PERSONAL))))
        began = time.monotonic()
        seed(own.at, world)
        print(f"{size:,} residents put in within {time.monotonic() - began:.0f} s", flush=True)
        one = Stack(own, world, folder)
        running.callback(one.stop)
        one.start()
        yield one
