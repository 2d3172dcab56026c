"""Which letters are meant: what a query or a body says, as the database is asked for it."""

from datetime import datetime
from typing import Any

from chassis.deadletters.letter import Fate
from chassis.deadletters.shapes import ReplayLetters
from chassis.http.call import Call
from chassis.http.problems import Problem
from chassis.schemas import EARLIEST_YEAR, LATEST_YEAR

IN_A_QUERY = {
    "state": "open, replayed or discarded",
    "reason": "only those that died of this",
    "type": "only events of this type",
    "handler": "only those this method did not handle",
    "since": "only those that died at this time or later (ISO 8601 with offset)",
    "until": "only those that died before this time",
}
FIELDS = {"state": "state", "reason": "reason", "type": "event_type", "handler": "handler"}


def asked_for(call: Call) -> dict[str, Any]:
    """Read which letters a list is to hold."""
    state = call.query.get("state")
    if state is not None and state not in list(Fate):
        raise Problem("malformed-query", f"state: {', '.join(Fate)}", f"state：{'、'.join(Fate)}")
    equal = {field: call.query[name] for name, field in FIELDS.items() if name in call.query}
    return equal | _between(_moment(call, "since"), _moment(call, "until"))


def open_ones(wanted: ReplayLetters) -> dict[str, Any]:
    """Read which letters an action on many is to take."""
    named = {"reason": wanted.reason, "event_type": wanted.type, "handler": wanted.handler}
    equal = {field: value for field, value in named.items() if value}
    return {"state": Fate.OPEN.value, **equal} | _between(wanted.since, wanted.until)


def _between(since: datetime | None, until: datetime | None) -> dict[str, Any]:
    limits = {"$gte": since, "$lt": until}
    given = {operator: limit for operator, limit in limits.items() if limit is not None}
    return {"dead_at": given} if given else {}


def _moment(call: Call, name: str) -> datetime | None:
    """Read a time; a space is what the plus of an offset becomes where it was not quoted."""
    if name not in call.query:
        return None
    try:
        moment = datetime.fromisoformat(call.query[name].replace(" ", "+"))
    except ValueError:
        moment = datetime.min  # noqa: DTZ901 - refused below, as any other without an offset
    if moment.tzinfo is None or not EARLIEST_YEAR <= moment.year <= LATEST_YEAR:
        said = f"{name}: ISO 8601 with offset, as in 2019-05-06T04:00:00Z"
        raise Problem("malformed-query", said, f"{name}：带时区的 ISO 8601 时间")
    return moment
