"""Waits until what was done has been heard: nothing left to publish, nothing new announced."""

import time
from typing import Any

from .desk import PATIENCE_SECONDS, Desk, WentWrong

PAUSE_SECONDS = 0.25
QUIET_SECONDS = 1.2
# What guidance counts for itself, and the event of another service that it counts.
COUNTED = {
    "visits": "participation.space_visited",
    "attendances": "participation.activity_attended",
    "services": "participation.hours_credited",
    "affairs_completed": "participation.affair_completed",
    "stepped_up": "participation.resident_stepped_up",
    "residents": "participation.resident_registered",
    "members_joined": "collaboration.member_joined",
    "milestones_reached": "collaboration.task_progressed",
    "tasks_completed": "collaboration.task_completed",
    "advices": "collaboration.advice_delivered",
    "resolutions": "expression.resolution_published",
    "executions_reported": "expression.execution_reported",
}


def announced(desk: Desk) -> dict[str, int]:
    """Count what the four services announced, by `service.fact`."""
    return _facts(_feeds(desk))


def heard(desk: Desk) -> dict[str, tuple[int, int]]:
    """Give, for each thing guidance counts, what was announced of it and what was counted."""
    facts = announced(desk)
    counts = desk.integrator.get("guidance", "/v1/indicators/440605")["counts"]
    return {name: (facts.get(fact, 0), counts.get(name, 0)) for name, fact in COUNTED.items()}


def settle(desk: Desk, patience: float = PATIENCE_SECONDS) -> None:
    """Wait until the feeds stand still with nothing pending, and guidance has counted it all."""
    deadline = time.monotonic() + patience
    before, still_since = {}, time.monotonic()
    while time.monotonic() < deadline:
        told = _feeds(desk)
        now = {} if any(feed["pending"] for feed in told) else _facts(told)
        if not now or now != before:
            before, still_since = now, time.monotonic()
        elif time.monotonic() - still_since >= QUIET_SECONDS and _all_heard(desk):
            return
        time.sleep(PAUSE_SECONDS)
    raise WentWrong(f"after {patience:.0f} s the services still have something to say: {before}")


def _all_heard(desk: Desk) -> bool:
    return all(told == counted for told, counted in heard(desk).values())


def _feeds(desk: Desk) -> list[dict[str, Any]]:
    return [desk.integrator.get(name, "/v1/feed/counts") for name in desk.run.services]


def _facts(told: list[dict[str, Any]]) -> dict[str, int]:
    return {
        kind.removeprefix("gongzhi.").rpartition(".v")[0]: count
        for feed in told
        for kind, count in feed["counts"].items()
    }
