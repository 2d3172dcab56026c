"""Ports of this machine: free ones, and whether somebody answers."""

import contextlib
import secrets
import socket
import time
from collections.abc import Callable

LOOPBACK = "127.0.0.1"
LOWEST, BELOW_OUTGOING = 10_000, 32_768  # Linux gives outgoing connections ports from 32768 on


def free_port() -> int:
    """Give a port nobody listens on, of those that no outgoing connection is given meanwhile."""
    while True:
        port = LOWEST + secrets.randbelow(BELOW_OUTGOING - LOWEST)
        with contextlib.suppress(OSError), socket.socket() as probe:
            probe.bind((LOOPBACK, port))
            return port


def answers(port: int, hello: bytes = b"", expected: int = 0, patience: float = 1.0) -> bool:
    """Tell whether a server takes a connection and, after `hello`, says `expected` bytes."""
    try:
        with socket.create_connection((LOOPBACK, port), timeout=patience) as connection:
            connection.sendall(hello)
            return not expected or len(connection.recv(expected)) == expected
    except OSError:
        return False


def wait_until(holds: Callable[[], bool], deadline: float, every: float = 0.05) -> bool:
    """Ask again and again until it holds or the seconds of the deadline are over."""
    end = time.monotonic() + deadline
    while not holds():
        if time.monotonic() > end:
            return False
        time.sleep(every)
    return True
