"""Posts requests over kept connections until each has a definite answer; a process of its own.

`python -m benchmarks.flow.driver` reads an order as JSON from its input and prints how it went.
What is unknown (no answer, 429, 5xx) is posted again under its key. With a journal, every intent
and every outcome is on disk before the next one is begun.
"""

import asyncio
import json
import os
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

AGAIN_AFTER, ANSWER_WITHIN = 0.2, 15.0
UNKNOWN = {429, 500, 502, 503, 504}
LOST_TOUCH = (OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError, TimeoutError)
Connection = tuple[asyncio.StreamReader, asyncio.StreamWriter]


@dataclass
class Order:
    """What is to be posted, where, and how fast."""

    port: int
    path: str
    requests: list[tuple[str, str]]  # key and body
    headers: dict[str, str] = field(default_factory=dict)
    connections: int = 64
    rate: float = 0  # requests a second; 0: as fast as they are answered
    begin: float = 0  # when, by the clock of the machine; 0: at once
    give_up: float = 120  # seconds a request is tried for
    journal: str = ""


class Driver:
    """Works an order off."""

    def __init__(self, order: Order) -> None:
        self.order = order
        self.outcomes: Counter[str] = Counter()
        self.repeated = 0
        self._left = iter(enumerate(order.requests))
        # Kept open for as long as the driver lives.
        self._journal = Path(order.journal).open("ab") if order.journal else None  # noqa: SIM115

    async def run(self) -> dict[str, Any]:
        """Use all connections at once until nothing is left."""
        began = self.order.begin = self.order.begin or time.time()
        await asyncio.gather(*(self._keep_posting() for _ in range(self.order.connections)))
        took = time.time() - began
        return {"outcomes": self.outcomes, "began": began, "took": took, "repeated": self.repeated}

    async def _keep_posting(self) -> None:
        kept: Connection | None = None
        for number, (key, body) in self._left:
            await self._wait_for_turn(number)
            self._note(key, "intent")
            outcome, kept = await self._until_definite(key, body, kept)
            self._note(key, outcome)
            self.outcomes[outcome] += 1
        if kept:
            kept[1].close()

    async def _wait_for_turn(self, number: int) -> None:
        turn = self.order.begin + (number / self.order.rate if self.order.rate else 0)
        await asyncio.sleep(max(0.0, turn - time.time()))

    async def _until_definite(
        self, key: str, body: str, kept: Connection | None
    ) -> tuple[str, Connection | None]:
        until = time.time() + self.order.give_up
        while time.time() < until:
            status, kept = await self._post(key, body, kept)
            if status not in UNKNOWN:
                return str(status), kept
            self.repeated += 1
            await asyncio.sleep(AGAIN_AFTER)
        return "unknown", kept

    async def _post(
        self, key: str, body: str, kept: Connection | None
    ) -> tuple[int, Connection | None]:
        """Post once; where there is no answer, it might as well have been 503."""
        try:
            connection = kept or await asyncio.open_connection("127.0.0.1", self.order.port)
            connection[1].write(self._on_the_wire(key, body))
            return await asyncio.wait_for(_answer(connection[0]), ANSWER_WITHIN), connection
        except LOST_TOUCH:
            return 503, None

    def _on_the_wire(self, key: str, body: str) -> bytes:
        sent = body.encode()
        lines = [f"POST {self.order.path} HTTP/1.1", "Host: bench", f"Idempotency-Key: {key}"]
        lines += [f"{name}: {value}" for name, value in self.order.headers.items()]
        lines += ["Content-Type: application/json", f"Content-Length: {len(sent)}", "", ""]
        return "\r\n".join(lines).encode() + sent

    def _note(self, key: str, said: str) -> None:
        if self._journal:
            line = json.dumps({"key": key, "said": said, "at": time.time()})
            self._journal.write(line.encode() + b"\n")
            self._journal.flush()
            os.fsync(self._journal.fileno())


async def _answer(reader: asyncio.StreamReader) -> int:
    """Read one answer; a bulk that refused an item counts as refused."""
    head = (await reader.readuntil(b"\r\n\r\n")).decode().lower().split("\r\n")
    length = next(int(line[15:]) for line in head if line.startswith("content-length:"))
    body = await reader.readexactly(length)
    status = int(head[0].split()[1])
    return 422 if status == 200 and "refused" in json.loads(body)["counts"] else status


if __name__ == "__main__":
    print(json.dumps(asyncio.run(Driver(Order(**json.load(sys.stdin))).run())))
