"""Act 7, what is on today: something for residents on every rung, so that a next step is there."""

from datetime import datetime, timedelta
from typing import Any

from ..desk import Desk
from ..world import World, content

SOON, LASTING = timedelta(minutes=50), timedelta(hours=2)
PLACES = 60


def open_doors(desk: Desk, world: World) -> None:
    """Schedule an activity, open a shift and some affairs in the lively communities."""
    activities = [_activity(world, code) for code in world.lively]
    desk.bulk("participation", "/v1/activities", activities)
    desk.bulk("participation", "/v1/shifts", [_shift(world, code) for code in world.lively])
    desk.bulk("participation", "/v1/affairs", _affairs(world), "offers")


def _activity(world: World, code: str) -> dict[str, Any]:
    return {
        "title": "邻里开放日",
        "division": code,
        "space_id": world.spaces[code][0],
        "host_id": world.groups[code][0],
        "capacity": PLACES,
        "reference": f"pilot-{code}-open-day",
        **_today(world.began_at),
    }


def _shift(world: World, code: str) -> dict[str, Any]:
    return {
        "title": "周末探访长者",
        "division": code,
        "organization_id": world.groups[code][0],
        "places": PLACES,
        **_today(world.began_at),
    }


def _affairs(world: World) -> list[dict[str, Any]]:
    return [
        {"title": title, "kind": kind, "division": code, "places": 20}
        for code in world.lively
        for kind, title in content("bodies")["open_affairs"]
    ]


def _today(began_at: datetime) -> dict[str, str]:
    starts = began_at + SOON
    return {"starts_at": starts.isoformat(), "ends_at": (starts + LASTING).isoformat()}
