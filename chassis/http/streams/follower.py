"""One who follows: a plain socket that nothing ever waits for."""

from typing import Any

MOST_PENDING = 524_288  # what one may be behind; frames are shared, so it is memory held once
OCTETS = 4096


class Follower:
    """A connection that frames are written to; no thread of its own."""

    __slots__ = ("_pending", "_socket", "behind", "ends_at")

    def __init__(self, socket: Any, ends_at: float) -> None:
        """Write to this socket, until a time of the monotonic clock at the latest."""
        self._socket = socket
        self._pending: list[Any] = []
        self.behind = 0
        self.ends_at = ends_at

    def send(self, frame: bytes) -> bool:
        """Send a frame, or keep of it what the socket does not take; False to one who is lost."""
        self._pending.append(frame)
        self.behind += len(frame)
        return self.flush()

    def flush(self) -> bool:
        """Send what was kept; False to one who is gone, or too far behind."""
        try:
            while self._pending:
                self._advance(self._socket.send(self._pending[0]))
        except BlockingIOError:
            return self.behind <= MOST_PENDING
        except OSError:
            return False
        return True

    def _advance(self, sent: int) -> None:
        self.behind -= sent
        first = self._pending[0]
        if sent == len(first):
            del self._pending[0]
        else:
            self._pending[0] = memoryview(first)[sent:]

    def is_gone(self) -> bool:
        """Tell whether the other side hung up; what it may have sent is nothing to us."""
        try:
            return self._socket.recv(OCTETS) == b""
        except BlockingIOError:
            return False
        except OSError:
            return True

    def end(self, farewell: bytes = b"") -> None:
        """Close, with a last frame where it can be had at once."""
        if farewell:
            self.send(farewell)
        self._socket.close()
