"""What an embedded run consists of, on which ports, and where each part keeps its files."""

import json
import os
import sys
from collections.abc import Mapping
from pathlib import Path

from .broker import Broker
from .broker_users import SERVICES
from .containers import MONGO, RABBITMQ, BrokerContainer, DatabaseContainer, can_run
from .database import Database
from .gateway import Gateway
from .keys import CASES, PERSONAL
from .ports import LOOPBACK
from .processes import PID_FILE, Server
from .services import ROOT, ServiceProcess, service_names

RUN = ROOT / ".run"
BROKER_PORT, DATABASE_PORT, GATEWAY_PORT, FIRST_SERVICE_PORT = 5673, 27019, 8080, 8001
# each service reads only the key of what it seals itself
SEALED_BY = {"expression": CASES}
NOT_PASSED_ON = {"GONGZHI_HTTP_PORT", "GONGZHI_HTTP_HOST", "GONGZHI_INSTANCE"}


class Stack:
    """The servers of one run; those the environment gives are used as they are."""

    def __init__(self, run: Path = RUN, environ: Mapping[str, str] = os.environ) -> None:
        self.run = run
        self._environ = environ
        contained = self._in_containers()
        self.broker = None if "AMQP_URI" in environ else self._broker(contained)
        self.database = None if "MONGO_URI" in environ else self._database(contained)
        self.amqp_uri = self.broker.services_uri if self.broker else environ["AMQP_URI"]
        self.admin_uri = self.broker.uri if self.broker else environ["AMQP_URI"]
        self.mongo_uri = self.database.uri if self.database else environ["MONGO_URI"]
        self.services = [self._service(*named) for named in enumerate(service_names())]
        places = {service.service: [f"{LOOPBACK}:{service.port}"] for service in self.services}
        port = self._port("GONGZHI_GATEWAY_PORT", GATEWAY_PORT)
        self.gateway = Gateway(run / "nginx", places, port=port)

    def describe(self) -> dict[str, object]:
        """Say where everything is, for the demo, the command line and tests."""
        return {
            "gateway": self.gateway.url,
            "services": {service.service: service.url for service in self.services},
            "amqp_uri": self.amqp_uri,
            "broker_admin_uri": self.admin_uri,
            "management_uri": self.broker.management_uri() if self.broker else "",
            "mongo_uri": self.mongo_uri,
            "keys": str(self.run / "keys"),
        }

    def write_description(self) -> None:
        """Keep it beside the run, for its owner alone: addresses may carry passwords."""
        path = self.run / "stack.json"
        path.touch(mode=0o600)
        path.write_text(json.dumps(self.describe(), indent=2) + "\n", encoding="utf-8")

    def _in_containers(self) -> bool:
        """Decide once, and stay with it: the data is where it was put."""
        kept = self.run / "servers"
        if {"AMQP_URI", "MONGO_URI"} <= set(self._environ):
            return False
        chosen = self._environ.get("GONGZHI_SERVERS") or (kept.read_text() if kept.exists() else "")
        if not chosen:
            chosen = "containers" if can_run(RABBITMQ, MONGO) else "processes"
        self.run.mkdir(parents=True, exist_ok=True)
        kept.write_text(chosen)
        return chosen == "containers"

    def _broker(self, contained: bool) -> Broker | BrokerContainer:
        port = self._port("GONGZHI_BROKER_PORT", BROKER_PORT)
        return (
            BrokerContainer(port=port)
            if contained
            else Broker(self.run / "rabbitmq", port=port, management=True)
        )

    def _database(self, contained: bool) -> Database | DatabaseContainer:
        port = self._port("GONGZHI_DATABASE_PORT", DATABASE_PORT)
        return (
            DatabaseContainer(port=port)
            if contained
            else Database(self.run / "secantus", port=port)
        )

    def _service(self, number: int, name: str) -> ServiceProcess:
        port = self._port(f"GONGZHI_PORT_{name.upper()}", FIRST_SERVICE_PORT + number)
        directory = self.run / "services"
        return ServiceProcess(
            name, directory, port=port, env=self._settings(name), python=sys.executable
        )

    def _settings(self, name: str) -> dict[str, str]:
        given = {
            name: value
            for name, value in self._environ.items()
            if name.startswith("GONGZHI_") and name not in NOT_PASSED_ON
        }
        keys = self.run / "keys"
        gateway = self._port("GONGZHI_GATEWAY_PORT", GATEWAY_PORT)
        own = {
            "GONGZHI_JWKS": str(keys / "jwks.json"),
            "GONGZHI_PERSONAL_KEY": str(keys / SEALED_BY.get(name, PERSONAL)),
            "GONGZHI_SIGNING_KEY": str(keys / "signing.pem"),
            "GONGZHI_PUBLIC_URL": f"http://127.0.0.1:{gateway}",
            "GONGZHI_TOPOLOGY": "check",
        }
        if self.broker and self.broker.management_uri():
            own["GONGZHI_BROKER_MANAGEMENT_URI"] = self.broker.management_uri(SERVICES)
        return own | given | {"AMQP_URI": self.amqp_uri, "MONGO_URI": self.mongo_uri}

    def _port(self, name: str, default: int) -> int:
        return int(self._environ.get(name) or default)


def found(run: Path = RUN) -> list[Server]:
    """Find what runs by its pid files, in the order in which it is best stopped."""
    order = {"nginx": 0, "secantus": 2, "rabbitmq": 3, "epmd": 4}
    files = run.glob(f"*/*{PID_FILE}")
    servers = [Server(file.name.removesuffix(PID_FILE), file.parent) for file in files]
    servers.sort(key=lambda server: order.get(server.name, 1))
    return [server for server in servers if server.running()]
