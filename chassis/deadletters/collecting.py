"""From a message in the queue of dead letters to the letter that is kept."""

import hashlib
import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import orjson

from chassis.deadletters.letter import LONGEST_DETAIL, Facts, Letter
from chassis.messaging.message import Delivery
from chassis.messaging.settle import FIRST_AT
from chassis.schemas import EARLIEST_YEAR, LATEST_YEAR

# More than any broker of ours lets through as an event, less than a document may hold.
LARGEST_KEPT = 8 * 1024 * 1024
LONGEST_NAME = 200
DIVISION = re.compile(r"[0-9A-Za-z]{1,32}(?:-[0-9A-Za-z]{1,32}){0,4}")
SEQUENCE = re.compile(r"[0-9]{1,20}(?:\.[0-9]{1,6})?")
DIED_HERE, DIED_AT_THE_BROKER = "x-dead-at", "x-death"
CRASHING, UNEXPLAINED = "delivered-too-often", "unexplained"
REASONS = frozenset(
    {
        "undecodable",
        "wrong-content-type",
        "too-large",
        "unknown-type",
        "schema-invalid",
        "refused",
        "never-found",
        "handler-bug",
        CRASHING,
        UNEXPLAINED,
    }
)


def letter_of(delivery: Delivery, now: datetime) -> Letter:
    """Keep a message with everything its headers tell of its death."""
    headers, body = delivery.headers, delivery.body[:LARGEST_KEPT]
    facts = facts_of(body, headers)
    died_at = _moment(headers.get(DIED_HERE)) or _moment(_death(headers).get("time")) or now
    return Letter(
        id=identity_of(delivery),
        division=facts.division,
        reason=_reason(headers),
        handler=_text(headers.get("x-handler")),
        error=_text(headers.get("x-error")),
        detail=_text(headers.get("x-detail"), LONGEST_DETAIL),
        trace=_text(headers.get("x-trace")),
        attempt=delivery.attempt,
        event_id=facts.event_id,
        event_type=facts.event_type,
        routing_key=_text(headers.get("x-routing-key")) or _first_key(headers),
        content_type=_text(delivery.content_type),
        headers=json.dumps(headers, default=str),
        body=body,
        size=len(delivery.body),
        first_at=_moment(headers.get(FIRST_AT)) or died_at,
        dead_at=died_at,
        kept_at=now,
    )


def identity_of(delivery: Delivery) -> str:
    """Name a letter so that what is the same has the same name, however often it arrives.

    The same message of the same event is one letter, though it dies twice: whoever dies between
    setting it aside and acknowledging it leaves two. What names no event is told apart by its
    death; nothing that the broker changes from one delivery to the next counts.
    """
    event = _envelope(delivery.body[:LARGEST_KEPT])
    if _text(event.get("id")):
        return f"{_place(event)}-{_summed(delivery, [delivery.content_type])[:32]}"
    headers = delivery.headers
    died_at = _moment(headers.get(DIED_HERE))
    told = [delivery.content_type, headers.get(DIED_HERE), headers.get(DIED_AT_THE_BROKER)]
    summed = _summed(delivery, told)
    return f"{died_at:%Y%m%d%H%M%S%f}-{summed[:32]}" if died_at else summed


def _place(event: Mapping[str, Any]) -> str:
    """Give what sorts letters of one thing within the millisecond in which all of them died."""
    said = _text(event.get("sequence"))
    return said if SEQUENCE.fullmatch(said) else "event"


def _summed(delivery: Delivery, told: list[Any]) -> str:
    summed = hashlib.sha256(json.dumps(told, default=str, sort_keys=True).encode())
    summed.update(delivery.body)
    return summed.hexdigest()


def facts_of(body: bytes, headers: Mapping[str, Any]) -> Facts:
    """Read which event a message tells of: from its body, or else from its headers."""
    envelope = _envelope(body)
    mirrored = {name: headers.get(f"cloudEvents_{name}") for name in ("id", "type", "division")}
    told = {name: envelope.get(name) or mirrored[name] for name in mirrored}
    division = _text(told["division"])
    return Facts(
        _text(told["id"]),
        _text(told["type"]),
        division if DIVISION.fullmatch(division) else "",
    )


def _envelope(body: bytes) -> dict[str, Any]:
    try:
        told = orjson.loads(body)
    except orjson.JSONDecodeError:
        return {}
    return told if isinstance(told, dict) else {}


def _reason(headers: Mapping[str, Any]) -> str:
    said = headers.get("x-reason")
    if said in REASONS:
        return str(said)
    return CRASHING if _death(headers).get("reason") == "delivery_limit" else UNEXPLAINED


def _death(headers: Mapping[str, Any]) -> Mapping[str, Any]:
    """Give what the broker wrote when it was the last to set this message aside."""
    deaths = headers.get(DIED_AT_THE_BROKER)
    latest = deaths[0] if isinstance(deaths, list) and deaths else None
    return latest if isinstance(latest, Mapping) else {}


def _first_key(headers: Mapping[str, Any]) -> str:
    keys = _death(headers).get("routing-keys")
    return _text(keys[0]) if isinstance(keys, list) and keys else ""


def _moment(said: Any) -> datetime | None:
    try:
        moment = datetime.fromisoformat(said) if isinstance(said, str) else said
    except ValueError:
        return None
    if not isinstance(moment, datetime) or not EARLIEST_YEAR <= moment.year <= LATEST_YEAR:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _text(said: Any, longest: int = LONGEST_NAME) -> str:
    """Take text of others as text that every database and reader takes."""
    if not isinstance(said, str):
        return ""
    return said[:longest].encode("utf-8", "replace").decode().replace("\0", "")
