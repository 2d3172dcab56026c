"""Retention: how long it is kept what was suggested to whom (PIPL Art. 19), by the standard."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

SECTION, SUGGESTIONS = "retention", "suggestions"
THREE_YEARS = 1_096


def days_kept(rules: Mapping[str, Any] | None) -> int:
    """Say for how many days suggestions are kept; what they led to stays counted."""
    return int((rules or {}).get(SUGGESTIONS, THREE_YEARS))


def last_to_go(rules: Mapping[str, Any] | None, *, now: datetime) -> datetime:
    """Name the moment up to which suggestions are no longer kept."""
    return now - timedelta(days=days_kept(rules))
