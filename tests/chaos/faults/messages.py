"""Harm by messages: the same event again, what is no event of ours, and another order."""

import json
import random
import uuid
from typing import Any

import amqp

from ..bugs import FATAL
from ..journal import Journal
from ..rig import Rig
from ..scoring import HEARS
from ..sight import digest

CLOUD_EVENT = "application/cloudevents+json"
TOO_LARGE, FAR_TOO_LARGE = 70_000, 17_000_000
KEPT_BYTES = 8 * 1024 * 1024  # of a dead letter, as a document holds 16 MB at most
SAMPLE = 100  # pages of a service


def duplicates(rig: Rig, number: int, chance: random.Random) -> int:
    """Publish events once more that were published before, some twice at once; give how many."""
    told = _announced(rig)
    if not told:
        return 0
    chosen = [chance.choice(told) for _ in range(number)]
    with rig.connection() as connection:
        channel = connection.channel()
        channel.confirm_select()
        for body, key in chosen:
            channel.basic_publish_confirm(_message(body), "gongzhi.events", key)
        channel.close()
    return number


def _announced(rig: Rig) -> list[tuple[bytes, str]]:
    """Give what was announced last in every service, ready to be sent again."""
    pages = (
        page
        for service in rig.services
        for page in rig.mongo[service]["events"]
        .find({"state": "published"})
        .sort("_id", -1)
        .limit(SAMPLE)
    )
    return [(bytes(one["body"]), one["key"]) for page in pages for one in page["events"]]


def poison(rig: Rig, number: int, chance: random.Random, journal: Journal) -> int:
    """Put messages on a service's way that it cannot handle; the journal knows each of them."""
    told = [json.loads(body) for body, _ in _announced(rig)]
    with rig.connection() as connection:
        channel = connection.channel()
        channel.confirm_select()
        for _ in range(number):
            service = chance.choice(rig.services)
            heard = [one for one in told if one["type"].split(".")[2] in HEARS[service]]
            what, body, kind = _bad(heard, chance)
            journal.write("poison", service=service, what=what, sha256=digest(body))
            queue = f"gongzhi.{service}.events"
            channel.basic_publish_confirm(_message(body, kind), "", queue)
        channel.close()
    return number


def enormous(rig: Rig, journal: Journal) -> int:
    """Put one message of 17 MB on the way of a service."""
    body = json.dumps(_event("topic_raised", {"x": "x" * FAR_TOO_LARGE})).encode()
    told = {"sha256": digest(body), "cut": digest(body[:KEPT_BYTES])}
    journal.write("poison", service="guidance", what="enormous", **told)
    with rig.connection() as connection:
        channel = connection.channel()
        channel.confirm_select()
        channel.basic_publish_confirm(_message(body), "", "gongzhi.guidance.events")
        channel.close()
    return 1


def _bad(heard: list[dict[str, Any]], chance: random.Random) -> tuple[str, bytes, str]:
    """Make a message that differs from every other and from every event of ours."""
    what = chance.choice([*BAD, BUG] if heard else [*BAD])
    if what == BUG:
        fatal = chance.choice(heard) | {"id": f"{FATAL}{uuid.uuid4()}"}
        return what, json.dumps(fatal).encode(), CLOUD_EVENT
    return what, *BAD[what]()


BUG = "handler bug"
BAD: dict[str, Any] = {
    "not JSON": lambda: (f"{{{uuid.uuid4()}".encode(), CLOUD_EVENT),
    "not an object": lambda: (json.dumps([str(uuid.uuid4())]).encode(), CLOUD_EVENT),
    "wrong content type": lambda: (_encoded("standard_published", {}), "text/plain"),
    "schema-invalid": lambda: (_encoded("standard_published", {"rules": 7}), CLOUD_EVENT),
    "no envelope": lambda: (json.dumps({"id": str(uuid.uuid4())}).encode(), CLOUD_EVENT),
    "unknown type": lambda: (_encoded("moon_landed", {}), CLOUD_EVENT),
    "unknown version": lambda: (_encoded("standard_published", {}, version=99), CLOUD_EVENT),
    "too large": lambda: (_encoded("topic_raised", {"title": "x" * TOO_LARGE}), CLOUD_EVENT),
}


def _encoded(fact: str, content: dict[str, Any], version: int = 1) -> bytes:
    return json.dumps(_event(fact, content, version)).encode()


def _event(fact: str, content: dict[str, Any], version: int = 1) -> dict[str, Any]:
    producer = "expression" if fact == "topic_raised" else "guidance"
    return {
        "specversion": "1.0",
        "id": str(uuid.uuid4()),
        "source": "/elsewhere",
        "type": f"gongzhi.{producer}.{fact}.v{version}",
        "time": "2019-05-06T04:00:00Z",
        "data": content,
    }


def _message(body: bytes, kind: str = CLOUD_EVENT) -> Any:
    return amqp.Message(body, content_type=kind, delivery_mode=2)
