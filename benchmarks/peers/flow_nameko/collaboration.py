"""Collaboration, plainly: what residents do is credited to their teams."""

from typing import Any

from nameko.events import event_handler

from .storage import Storage


class Collaboration:
    """Credits of organizations and their captains."""

    name = "collaboration"
    storage = Storage(credits=[["organization_id"], ["captain_id"]], invitees=[])

    @event_handler("participation", "affair_completed")
    def on_affair_completed(self, payload: dict[str, Any]) -> None:
        """An affair is credited to the team."""
        self.storage.transact(lambda *opened: self._credit(payload, *opened))

    def _credit(self, payload: dict[str, Any], database: Any, session: Any) -> None:
        team = payload["team_id"]
        database.invitees.find_one({"_id": payload["resident_id"]}, session=session)
        change = {"$inc": {"affairs": 1}, "$set": {"organization_id": team, "captain_id": ""}}
        database.credits.update_one({"_id": team}, change, upsert=True, session=session)
