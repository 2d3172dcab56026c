"""Guidance, plainly: points, their reasons, and the figures of places."""

from datetime import UTC, datetime
from typing import Any

from nameko.events import event_handler
from pymongo import UpdateOne

from .rules import ledger_rows, places
from .storage import Storage


class Guidance:
    """The ledger, totals, indicators, and what is still on offer."""

    name = "guidance"
    storage = Storage(
        ledger=[["subject"]],
        totals=[["kind", "points"]],
        indicators=[["division"]],
        opportunities=[["places", "rung", "open"], ["starts_at"]],
        nudges=[["division"], ["owner"], ["about_id"]],
    )

    @event_handler("participation", "affair_completed")
    def on_affair_completed(self, payload: dict[str, Any]) -> None:
        """An affair counts for who handled it, the team, the community and the town."""
        self.storage.transact(lambda *opened: self._reward_affair(payload, *opened))

    @event_handler("expression", "execution_reported")
    def on_execution_reported(self, payload: dict[str, Any]) -> None:
        """A report on the execution counts for the place; reminders of it have worked."""
        self.storage.transact(lambda *opened: self._reward_report(payload, *opened))

    def _reward_affair(self, payload: dict[str, Any], database: Any, session: Any) -> None:
        affair, place = payload["affair_id"], payload["division"]
        offer = {"kind": "affair", "places": [place], "rung": "service", "open": False}
        database.opportunities.update_one(
            {"_id": affair}, {"$set": offer}, upsert=True, session=session
        )
        subjects = {"resident": payload["resident_id"], "organization": payload["team_id"]}
        rows = ledger_rows("affair_completed", affair, subjects | places(place))
        self._enter(rows, database, session)
        self._count(place, "affairs_completed", database, session)

    def _reward_report(self, payload: dict[str, Any], database: Any, session: Any) -> None:
        topic, place = payload["topic_id"], payload["division"]
        database.nudges.update_many(
            {"about_id": topic, "heeded_at": None},
            {"$set": {"heeded_at": datetime.now(UTC)}},
            session=session,
        )
        rows = ledger_rows("execution_reported", topic, places(place))
        self._enter(rows, database, session)
        self._count(place, "executions_reported", database, session)

    def _enter(self, rows: list[dict[str, Any]], database: Any, session: Any) -> None:
        database.ledger.insert_many(rows, session=session)
        earned = [
            UpdateOne(
                {"_id": row["subject"]},
                {
                    "$inc": {"points": row["points"], "actions": 1},
                    "$set": {"kind": row["subject"].partition(":")[0]},
                },
                upsert=True,
            )
            for row in rows
        ]
        database.totals.bulk_write(earned, session=session)

    def _count(self, place: str, what: str, database: Any, session: Any) -> None:
        change = {"$inc": {what: 1}, "$set": {"division": place}}
        database.indicators.update_one({"_id": place}, change, upsert=True, session=session)
