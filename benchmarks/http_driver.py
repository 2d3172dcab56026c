"""Sends one POST after another over each of many kept connections, and counts the answers.

A process of its own over plain sockets, so that it costs the machine as little as it can:
`python -m benchmarks.http_driver PORT CONNECTIONS SECONDS TOKEN` prints `{status: count}`.
"""

import asyncio
import json
import random
import sys
import time
from collections import Counter

from benchmarks.workload import COMMUNITIES, POINTS, RESIDENTS, SEED

PATH = "/v1/actions"


def request(chance: random.Random, token: str) -> bytes:
    """Put one action on the wire."""
    action = {
        "resident_id": f"r-{chance.randrange(RESIDENTS):04}",
        "points": chance.choice(POINTS),
        "division": f"440605124{chance.randrange(COMMUNITIES):03}",
    }
    body = json.dumps(action)
    head = f"POST {PATH} HTTP/1.1\r\nHost: bench\r\nContent-Type: application/json\r\n"
    head += f"Authorization: Bearer {token}\r\nContent-Length: {len(body)}\r\n\r\n"
    return (head + body).encode()


async def answer(reader: asyncio.StreamReader) -> str:
    """Read one answer; give its status."""
    head = await reader.readuntil(b"\r\n\r\n")
    lines = head.decode().lower().split("\r\n")
    length = next(int(line[15:]) for line in lines if line.startswith("content-length:"))
    await reader.readexactly(length)
    return lines[0].split()[1]


async def keep_asking(port: int, until: float, requests: list[bytes]) -> Counter[str]:
    """Use one connection until the time is over."""
    seen: Counter[str] = Counter()
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    sent = 0
    while time.monotonic() < until:
        writer.write(requests[sent % len(requests)])
        sent += 1
        seen[await answer(reader)] += 1
    writer.close()
    return seen


async def drive(port: int, connections: int, seconds: float, token: str) -> Counter[str]:
    """Use all connections at once."""
    chance = random.Random(SEED)
    until = time.monotonic() + seconds
    requests = [[request(chance, token) for _ in range(50)] for _ in range(connections)]
    counts = await asyncio.gather(*(keep_asking(port, until, some) for some in requests))
    return sum(counts, Counter())


if __name__ == "__main__":
    port, connections, seconds, token = sys.argv[1:]
    print(json.dumps(asyncio.run(drive(int(port), int(connections), float(seconds), token))))
