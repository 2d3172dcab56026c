"""Whether the work was done rightly: a fast contender that loses or doubles is not one."""

from collections import Counter
from typing import Any

import orjson

from benchmarks.workload import Workload


def totals(database: Any, workload: Workload) -> list[str]:
    """Compare totals, ledger and inbox with what the actions add up to."""
    wrong = []
    for collection, field in (("resident_totals", "resident_id"), ("community_totals", "division")):
        found = {row["_id"]: row["points"] for row in database[collection].find()}
        if found != workload.points_by(field):
            wrong.append(f"{collection}: {sum(found.values())} points in {len(found)} rows")
    for collection in ("ledger", "inbox"):
        count = database[collection].count_documents({})
        if count != len(workload.actions):
            wrong.append(f"{collection}: {count} rows")
    return wrong


def announced(bodies: list[bytes], workload: Workload) -> list[str]:
    """See that there is exactly one event out for each action."""
    times = Counter(_action_of(body) for body in bodies)
    lost = [a.action_id for a in workload.actions if a.action_id not in times]
    doubled = [action for action, count in times.items() if count > 1]
    wrong = [f"{len(lost)} events never came out"] if lost else []
    return wrong + ([f"{len(doubled)} events came out twice"] if doubled else [])


def emptied(waiting: int) -> list[str]:
    """See that nothing is left in the queue."""
    return [f"{waiting} messages were left in the queue"] if waiting else []


def _action_of(body: bytes) -> str:
    content = orjson.loads(body)
    return str(content.get("data", content)["action_id"])
