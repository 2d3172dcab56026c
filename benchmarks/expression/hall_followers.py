"""Follows a session over many connections, and notes when each of them sees which vote.

A process of its own over plain sockets: `python -m benchmarks.expression.hall_followers PORT PATH
TOKEN COUNT VOTES FILE` prints `ready` once all are told the state, and ends when all of them have
seen so many votes, or on SIGTERM. The file holds three doubles a frame: votes seen before, votes,
monotonic time.
"""

import re
import selectors
import signal
import socket
import sys
import time
from array import array
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

from benchmarks.expression.open_files import allow_open_files

VOTES = re.compile(rb'"votes":(\d+)')
OCTETS = 65536
AT_ONCE = 50


class Follower:
    """One connection, and the votes it was told of last."""

    def __init__(self, port: int, request: bytes) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port))
        self.socket.sendall(request)
        self.rest, self.votes, self.told = b"", -1, False

    def read(self) -> int:
        """Take in what has come; give the votes it tells of, or -1."""
        more = self.socket.recv(OCTETS)
        if not more:
            raise ConnectionError(f"the stream ended with {self.rest[-300:]!r}")
        frames, cut, self.rest = (self.rest + more).rpartition(b"\n\n")
        self.told = self.told or b"event: state" in frames
        found = VOTES.findall(frames) if cut else []
        return int(found[-1]) if found else -1


@dataclass(frozen=True)
class Asked:
    """What to follow, by how many, and until when."""

    port: int
    path: str
    token: str
    count: int
    votes: int
    file: Path

    @property
    def request(self) -> bytes:
        """Give what each follower sends."""
        head = f"GET {self.path} HTTP/1.1\r\nHost: bench\r\n"
        return f"{head}Authorization: Bearer {self.token}\r\n\r\n".encode()


def follow(asked: Asked) -> None:
    """Follow until everybody has seen all votes."""
    seen, waiting = array("d"), selectors.DefaultSelector()
    followers = []
    for number in range(asked.count):
        followers.append(Follower(asked.port, asked.request))
        waiting.register(followers[-1].socket, selectors.EVENT_READ, followers[-1])
        if number % AT_ONCE == 0:
            take_in(waiting, seen, 0.0)
    while not all(one.told for one in followers):
        take_in(waiting, seen, 0.1)
    print("ready", flush=True)
    while any(one.votes < asked.votes for one in followers):
        take_in(waiting, seen, 0.5)
    asked.file.write_bytes(seen.tobytes())


def take_in(waiting: selectors.BaseSelector, seen: "array[float]", timeout: float) -> None:
    """Read from all that have something to say."""
    for key, _ in waiting.select(timeout):
        votes = key.data.read()
        if votes > key.data.votes:
            seen.extend((max(key.data.votes, 0), votes, time.monotonic()))
            key.data.votes = votes


def main(arguments: list[str]) -> None:
    """Follow as the command line says."""

    def stop(_number: int, _frame: FrameType | None) -> None:
        sys.exit(1)

    signal.signal(signal.SIGTERM, stop)
    allow_open_files()
    port, path, token, count, votes, file = arguments
    follow(Asked(int(port), path, token, int(count), int(votes), Path(file)))


if __name__ == "__main__":
    main(sys.argv[1:])
