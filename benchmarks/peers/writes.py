"""The rows and the event that every peer writes for one action."""

from datetime import UTC, datetime
from typing import Any

import orjson

from chassis.clock import Clock

Envelope = dict[str, Any]
new_id = Clock().new_id


def inbox_row(envelope: Envelope) -> dict[str, Any]:
    """Remember that an event was handled."""
    return {"_id": f"on_action_taken:{envelope['id']}"}


def ledger_row(envelope: Envelope) -> dict[str, Any]:
    """Say why a resident has these points."""
    action = envelope["data"]
    return {
        "_id": f"points:{envelope['id']}:{action['resident_id']}",
        "resident_id": action["resident_id"],
        "action_id": action["action_id"],
        "points": action["points"],
        "division": action["division"],
        "acted_at": action["acted_at"],
    }


def points_earned(envelope: Envelope) -> dict[str, Any]:
    """Tell the world of the points."""
    action = envelope["data"]
    names = ("resident_id", "action_id", "points", "division")
    return {name: action[name] for name in names} | {"cause": envelope["id"]}


def page_of(envelopes: list[Envelope]) -> dict[str, Any]:
    """Put the events of one commit into one document, laid out as ours is."""
    return {
        "_id": new_id(),
        "state": "pending",
        "position": None,
        "events": [_entry(envelope) for envelope in envelopes],
    }


def _entry(envelope: Envelope) -> dict[str, Any]:
    earned = points_earned(envelope)
    identity = new_id()
    division = earned["division"]
    kind = "gongzhi.scores.points_earned.v1"
    body = {
        "specversion": "1.0",
        "id": identity,
        "source": "/gongzhi/scores",
        "type": kind,
        "subject": earned["resident_id"],
        "time": datetime.now(UTC),
        "datacontenttype": "application/json",
        "dataschema": f"urn:gongzhi:schema:{kind}",
        "division": division,
        "partitionkey": earned["resident_id"],
        "correlationid": envelope["correlationid"],
        "causationid": envelope["id"],
        "traceparent": envelope["traceparent"],
        "data": earned,
    }
    key = f"scores.points_earned.v1.{division}"
    subject = earned["resident_id"]
    return {
        "id": identity,
        "type": kind,
        "key": key,
        "division": division,
        "subject": subject,
        "body": orjson.dumps(body),
    }
