"""Participation as two processes on a real broker and database, and who speaks to it over HTTP."""

import itertools
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
from pymongo import MongoClient

from chassis.testing.tokens import Issuer
from deploy.local.keys import ensure_keys
from deploy.local.servers import Broker, Database, ServiceProcess

DABU, EVENTUALLY = "440605126009", 60.0
CALLERS, REPLICAS = 100, 2
PLACES = (
    {"code": "440605", "name": "南海区", "kind": "district"},
    {"code": "440605126", "name": "里水镇", "kind": "town", "parent": "440605"},
    {"code": DABU, "name": "大步社区", "kind": "residents_committee", "parent": "440605126"},
)


class Desk:
    """An office of the district that asks either replica by turns."""

    def __init__(self, broker: Broker, database: Database, directory: Path) -> None:
        issuer = Issuer()
        ensure_keys(directory / "keys")
        (directory / "jwks.json").write_text(issuer.jwks_json())
        env = {
            "AMQP_URI": broker.uri,
            "MONGO_URI": database.uri,
            "GONGZHI_JWKS": str(directory / "jwks.json"),
            "GONGZHI_PERSONAL_KEY": str(directory / "keys" / "personal.key"),
        }
        self.replicas = [
            ServiceProcess("participation", directory, env=env, replica=f"{number}")
            for number in range(REPLICAS)
        ]
        token = issuer.token("integrator", "official", divisions=["440605"])
        headers = {"Authorization": f"Bearer {token}", "Accept-Language": "en"}
        self._client = httpx.Client(headers=headers, timeout=60)
        self._turns = itertools.cycle(self.replicas)
        self.kept = MongoClient(database.uri)["participation"]

    def post(self, path: str, body: dict[str, Any] | None = None) -> httpx.Response:
        return self._client.post(next(self._turns).url + path, json=body)

    def get(self, path: str) -> Any:
        return self._client.get(next(self._turns).url + path).json()

    def made(self, path: str, **body: Any) -> str:
        """Make something; give its id."""
        return str(self.post(path, body).json()["id"])

    def a_space(self) -> str:
        return self.made(
            "/v1/spaces", kind="youth_home", name="亲青家园", division=DABU, capacity=9
        )

    def announced(self, what: str) -> list[dict[str, Any]]:
        """Read what was announced of one type, from the feed, to its end."""
        found, after = list[dict[str, Any]](), -1
        path = f"/v1/feed?type=gongzhi.participation.{what}.v1&limit=500"
        slice_ = self.get(path)
        while slice_["next"] != after:
            found += [item["event"]["data"] for item in slice_["items"]]
            after = slice_["next"]
            slice_ = self.get(f"{path}&after={after}")
        return found

    def started(self) -> "Desk":
        """Start both, or both again: timers run as soon as they are there."""
        for replica in self.replicas:
            replica.stop()
        for replica in self.replicas:
            replica.start()
        for replica in self.replicas:
            replica.wait_ready(120)
        return self

    def killed(self) -> None:
        for replica in self.replicas:
            replica.kill()


def at_once(acts: Iterable[Callable[[], httpx.Response]]) -> list[httpx.Response]:
    """Do all of this at the same time; give the answers in order."""
    with ThreadPoolExecutor(CALLERS) as callers:
        return list(callers.map(lambda act: act(), acts))
