"""The text of a stream, as the HTML standard has server-sent events."""

from typing import Any

from chassis.http.replies import PLAIN_HEADERS, as_json
from chassis.http.streams.seen import EVENT_STREAM

HEADERS = (
    *PLAIN_HEADERS,
    ("Content-Type", EVENT_STREAM),
    ("X-Accel-Buffering", "no"),  # a gateway passes every frame on at once
)
HEARTBEAT = b":\n\n"


def head() -> bytes:
    """Begin the answer to a follower: its body ends with the connection."""
    lines = [f"{name}: {value}" for name, value in (*HEADERS, ("Connection", "close"))]
    return "\r\n".join(["HTTP/1.1 200 OK", *lines, "", ""]).encode()


def state_frame(revision: str, state: Any) -> bytes:
    """Tell all there is to see."""
    return _frame("state", state, revision)


def change_frame(revision: str, patch: Any) -> bytes:
    """Tell what changed, as a merge patch."""
    return _frame("change", patch, revision)


def goodbye(reason: str, retry_ms: int) -> bytes:
    """Tell why this connection ends, and when to come again."""
    return retry(retry_ms) + _frame("goodbye", {"reason": reason})


def retry(milliseconds: int) -> bytes:
    """Tell how long to wait before coming again, should the connection end."""
    return f"retry: {milliseconds}\n".encode()


def _frame(event: str, content: Any, revision: str = "") -> bytes:
    named = f"id: {revision}\n" if revision else ""
    return f"{named}event: {event}\ndata: ".encode() + as_json(content) + b"\n\n"
