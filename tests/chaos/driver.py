"""Sends a plan to the services until every action has a definite answer, and journals both."""

import itertools
import queue
import threading
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

import httpx

from .journal import Journal
from .plan import Request

DEFINITE_SECONDS = 180.0
ANSWER_SECONDS = 12.0
PAUSE_SECONDS = 0.1
COME_AGAIN = frozenset({408, 425, 429})
SERVER_ERRORS = 500


class Driver:
    """Several senders on one plan; an unknown outcome is asked again under the same key."""

    def __init__(self, urls: dict[str, Sequence[str]], token: str, journal: Journal) -> None:
        self._urls = {service: itertools.cycle(these) for service, these in urls.items()}
        self._token = token
        self._journal = journal
        self._planned: queue.SimpleQueue[Request | None] = queue.SimpleQueue()
        self._threads: list[threading.Thread] = []
        self.answered = 0
        self.failures: list[str] = []

    def run(self, requests: Iterable[Request], senders: int, per_second: float) -> "Driver":
        """Begin to send; at most so many actions a second, so that faults meet a run under way."""
        self._threads = [threading.Thread(target=self._send_all) for _ in range(senders)]
        self._threads.append(
            threading.Thread(target=self._feed, args=(requests, senders, per_second))
        )
        for thread in self._threads:
            thread.start()
        return self

    @property
    def running(self) -> bool:
        """Tell whether some of the plan is left."""
        return any(thread.is_alive() for thread in self._threads)

    def wait(self) -> None:
        """Return once all of the plan is answered."""
        for thread in self._threads:
            thread.join()

    def _feed(self, requests: Iterable[Request], senders: int, per_second: float) -> None:
        began, fed = time.monotonic(), 0
        for request in requests:
            ahead = fed / per_second - (time.monotonic() - began)
            if ahead > 0:
                time.sleep(ahead)
            fed += len(request.deeds)
            self._planned.put(request)
        for _ in range(senders):
            self._planned.put(None)

    def _send_all(self) -> None:
        headers = {"Authorization": f"Bearer {self._token}", "Accept-Language": "en"}
        with httpx.Client(headers=headers, timeout=ANSWER_SECONDS) as client:
            while (request := self._planned.get()) is not None:
                self._send(client, request)

    def _send(self, client: httpx.Client, request: Request) -> None:
        keys = request.named()
        self._journal.write_all(
            {
                "kind": "intent",
                "key": key,
                "act": deed.act,
                "who": deed.who,
                "where": deed.where,
                "about": deed.about,
            }
            for key, deed in zip(keys, request.deeds, strict=True)
        )
        self._settle(client, request)
        if request.repeated:
            self._journal.write("repeat", what="key", count=len(keys))
            self._settle(client, request)
        self.answered += len(keys)

    def _settle(self, client: httpx.Client, request: Request) -> None:
        until, said = time.monotonic() + DEFINITE_SECONDS, Counter[str]()
        while time.monotonic() < until:
            told = self._ask(client, request)
            pairs = zip(request.named(), told, strict=True)
            self._journal.write_all({"kind": "outcome", "key": key} | one for key, one in pairs)
            if all(one["outcome"] != "unknown" for one in told):
                return
            said.update(one["detail"] for one in told if one["outcome"] == "unknown")
            time.sleep(PAUSE_SECONDS)
        self.failures.append(f"{request.key}: {dict(said)} in {DEFINITE_SECONDS:g} s")

    def _ask(self, client: httpx.Client, request: Request) -> list[dict[str, Any]]:
        deed = request.deeds[0]
        path = deed.path + ("/bulk" if request.is_bulk else "")
        body = {"items": [one.body for one in request.deeds]} if request.is_bulk else deed.body
        try:
            answer = client.post(
                next(self._urls[request.service]) + path,
                json=body,
                headers={"Idempotency-Key": request.key},
            )
            said = answer.json()
        except (httpx.HTTPError, ValueError) as error:
            return [_unknown(type(error).__name__)] * len(request.deeds)
        if not request.is_bulk or not answer.is_success:
            return [_outcome(answer.status_code, said)] * len(request.deeds)
        return [
            _outcome(item["status"], item.get("body") or item.get("problem") or {})
            for item in said["items"]
        ]


def _outcome(status: int, said: dict[str, Any]) -> dict[str, Any]:
    if status >= SERVER_ERRORS or status in COME_AGAIN:
        return _unknown(str(status))
    if status >= 400:
        detail = f"{status} {said.get('type', '')} {said.get('detail', '')}"
        return {"outcome": "rejected", "detail": detail}
    return {"outcome": "ok", "id": said.get("id") or said.get("vote_id")}


def _unknown(why: str) -> dict[str, Any]:
    return {"outcome": "unknown", "detail": why}
