"""Act 10, beside it: neighbors settle a dispute, and a request of another system is answered."""

import time
from datetime import UTC, datetime, timedelta
from typing import Any

from gongzhi import Api

from ..desk import Desk, until
from ..world import STORIES, World, content

DISPUTES = "/v1/disputes"
AHEAD = timedelta(seconds=1)
A_MONTH = timedelta(days=30)
SETTLED = ("settled", "ended")


def hear(desk: Desk, world: World) -> None:
    """Let a dispute be mediated that a resident asked for, and take a request in by Open311."""
    told = content("voices")
    request = desk.sent_by_open311(told["request"] | {"address_id": STORIES["tangzhong"]})
    path = f"/v1/topics/{request}/decline"
    desk.once(desk.worker, "expression", path, told["answer"])
    _mediate(desk, world, told["dispute"])


def _mediate(desk: Desk, world: World, told: dict[str, Any]) -> None:
    place = STORIES["tangzhong"]
    neighbors = world.neighbors(place)
    asker, mediator = neighbors[0].id, neighbors[-1].id
    asks = {name: told[name] for name in ("kind", "matter", "others")} | {"division": place}
    voice = desk.resident(asker)
    asked = desk.once(voice, "expression", "/v1/mediation-requests", asks)["id"]
    desk.once(desk.worker, "expression", f"/v1/mediation-requests/{asked}/acceptance")
    if _stage(desk, asked) in SETTLED:
        return
    listed = {"kind": "backbone", "division": place, "mediator_id": mediator}
    desk.once(desk.worker, "expression", "/v1/mediators", listed)
    case = f"{DISPUTES}/{asked}"
    desk.once(desk.worker, "expression", f"{case}/mediators", {"mediator_id": mediator})
    desk.once(desk.worker, "expression", f"{case}/willingness", {"willing": True, "party": "p2"})
    leading = desk.resident(mediator)
    desk.once(leading, "expression", f"{case}/declaration", {"interest": "none"})
    _meet(desk, leading, case, told | {"present": ["p1", "p2", mediator]})
    _agree(desk, (voice, leading), case, told)


def _meet(desk: Desk, leading: Api, case: str, told: dict[str, Any]) -> None:
    """Hold the session once its moment has come."""
    soon = datetime.now(UTC) + AHEAD
    planned = {"scheduled_for": soon.isoformat(), "place": told["room"]}
    desk.once(leading, "expression", f"{case}/sessions", planned)
    until(lambda: datetime.now(UTC) > soon or None, "the parties to meet")
    time.sleep(AHEAD.total_seconds() / 10)
    held = {name: told[name] for name in ("present", "summary")}
    desk.once(leading, "expression", f"{case}/sessions/1/minutes", held)


def _agree(desk: Desk, by: tuple[Api, Api], case: str, told: dict[str, Any]) -> None:
    """Let every party agree to the terms, which bind from then on."""
    voice, leading = by
    last_day = (datetime.now(UTC) + A_MONTH).date().isoformat()
    terms = [{"party": "p2", "does": told["does"], "by": last_day}]
    desk.once(leading, "expression", f"{case}/terms", {"terms": terms})
    desk.once(voice, "expression", f"{case}/consents", {})
    desk.once(desk.worker, "expression", f"{case}/consents", {"party": "p2"})
    desk.once(leading, "expression", f"{case}/settlement")


def _stage(desk: Desk, dispute_id: str) -> str:
    """Tell how far a case is without looking into its file: every look is kept."""
    listed = desk.worker.pages("expression", DISPUTES)
    return next((one["stage"] for one in listed if one["id"] == dispute_id), "")
