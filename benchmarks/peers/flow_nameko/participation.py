"""Participation, plainly: a resident sees an affair through."""

import json
from datetime import UTC, datetime
from typing import Any

from nameko.events import EventDispatcher
from nameko.web.handlers import http

from .storage import Storage

EVIDENCE_KEPT = 20


class Participation:
    """Affairs and the standing of residents."""

    name = "participation"
    storage = Storage(
        affairs=[["division"], ["kind"], ["topic_id"]], residents=[["division"]], standings=[]
    )
    dispatch = EventDispatcher()

    @http("POST", "/affairs/completions")
    def complete_affair(self, request: Any) -> tuple[int, str]:
        """A resident saw an affair through: it is recorded, counted, and told to the others."""
        asked = json.loads(request.get_data(as_text=True))
        affair = self.storage.transact(lambda *opened: self._complete(asked, *opened))
        if affair is None:
            return 409, json.dumps({"error": "there is no such open affair"})
        done = {"affair_id": affair["_id"], "topic_id": affair["topic_id"]}
        done |= {"kind": affair["kind"], "division": affair["division"]} | asked
        self.dispatch("affair_completed", done)
        return 201, json.dumps(done)

    def _complete(self, asked: dict[str, Any], database: Any, session: Any) -> Any:
        who, now = asked["resident_id"], datetime.now(UTC)
        resident = database.residents.find_one({"_id": who, "erased_at": None}, session=session)
        affair = resident and database.affairs.find_one_and_update(
            {"_id": asked["affair_id"], "completed_at": None},
            {
                "$set": {"completed_by": who, "team_id": asked["team_id"], "completed_at": now},
                "$push": {"takers": who},
            },
            session=session,
        )
        if affair is not None:
            self._count(who, affair, database, session)
        return affair

    def _count(self, who: str, affair: dict[str, Any], database: Any, session: Any) -> None:
        proof = {"deed": "affair_completed", "about": affair["_id"], "on": datetime.now(UTC)}
        kept = {"$each": [proof], "$slice": -EVIDENCE_KEPT}
        change = {
            "$inc": {"counts.affairs": 1, "counts.affair_completed": 1},
            "$push": {"evidence.public_affairs": kept},
        }
        database.standings.update_one({"_id": who}, change, session=session)
