"""Expression, plainly: what was decided was carried out."""

from datetime import UTC, datetime
from typing import Any

from nameko.events import EventDispatcher, event_handler

from .storage import Storage

UNDER_WAY = ["resolved", "executing"]


class Expression:
    """Topics and how far their execution is."""

    name = "expression"
    storage = Storage(topics=[["division", "stage"], ["alarm_at"], ["voices"], ["monitors"]])
    dispatch = EventDispatcher()

    @event_handler("participation", "affair_completed")
    def on_affair_completed(self, payload: dict[str, Any]) -> None:
        """A resident saw an affair through: the topic it came of is reported as done."""
        topic = self.storage.transact(lambda *opened: self._report(payload, *opened))
        if topic is not None:
            told = {"topic_id": topic["_id"], "division": topic["division"], "done": True}
            self.dispatch("execution_reported", told | {"summary": payload["kind"]})

    def _report(self, payload: dict[str, Any], database: Any, session: Any) -> Any:
        now, by = datetime.now(UTC), f"affair:{payload['affair_id']}"
        feedback = {"reference": by, "summary": payload["kind"], "done": True, "at": now}
        move = {"act": "reported", "stage": "reported", "actor": by, "at": now}
        return database.topics.find_one_and_update(
            {"_id": payload["topic_id"], "stage": {"$in": UNDER_WAY}},
            {
                "$set": {"stage": "reported", "step": "confirmation"},
                "$push": {"feedback": feedback, "history": move},
            },
            session=session,
        )
