"""W3C trace context: one trace follows an action through all services, and survives a crash."""

import os
import re

TRACEPARENT = re.compile(r"00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}")


def is_traceparent(text: str) -> bool:
    """Tell whether a header is a version 00 traceparent with ids that are not all zero."""
    return TRACEPARENT.fullmatch(text) is not None


def new_traceparent() -> str:
    """Begin a trace (sampled)."""
    return f"00-{os.urandom(16).hex()}-{os.urandom(8).hex()}-01"


def child_of(traceparent: str) -> str:
    """Begin a span in the trace of `traceparent`, or a new trace where that is broken."""
    if not is_traceparent(traceparent):
        return new_traceparent()
    return f"{traceparent[:36]}{os.urandom(8).hex()}{traceparent[52:]}"


def trace_id(traceparent: str) -> str:
    """Give the trace a span belongs to, empty where there is none."""
    return traceparent[3:35] if is_traceparent(traceparent) else ""
