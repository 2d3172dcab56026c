"""What a town keeps of deliberation: a seat, a place that meets, a secret vote with its roll."""

import base64
from collections.abc import Callable
from typing import Any

from chassis.testing import token
from tests.component.towns.cases import (
    SHISHAN,
    TANGZHONG,
    Case,
    Town,
    bearer,
    empty,
    public,
    refused,
)

ESTATE = f"{TANGZHONG}-e01"
SECRET = {"deliberations": {"categories": {"lighting": {"building": {"method": "secret"}}}}}
BLINDED = base64.urlsafe_b64encode((2).to_bytes(256)).decode()
SEAT = {"division": ESTATE, "body": "households", "name": "3-502", "members": ["r-1"]}
HELD = {"held_on": "2019-05-04", "present": 9, "topics": []}
PLACE, ON_SECRET = {"code": ESTATE}, {"topic_id": "{secret}"}
CASES: dict[str, list[Case]] = {
    "GET /v1/deliberations/coverage": [public(), public(query=f"?division={SHISHAN}")],
    "GET /v1/deliberations/places": [public()],
    "PUT /v1/deliberations/places/{code}/rhythm": [refused(PLACE, rhythm="quarterly")],
    "GET /v1/deliberations/places/{code}/sessions": [public(path=PLACE)],
    "POST /v1/deliberations/places/{code}/sessions": [refused(PLACE, **HELD)],
    "GET /v1/deliberations/seats": [empty()],
    "POST /v1/deliberations/seats": [refused()],
    "DELETE /v1/deliberations/seats/{seat_id}": [refused()],
    "GET /v1/topics/{topic_id}/secret-vote": [public(path=ON_SECRET)],
    "GET /v1/topics/{topic_id}/roll": [refused(ON_SECRET)],
    "POST /v1/topics/{topic_id}/roll": [],  # the resident's own
    "GET /v1/topics/{topic_id}/ballots": [public(path=ON_SECRET)],
    "POST /v1/topics/{topic_id}/ballots": [],  # nobody's
}


def deliberate(kept: Town, raise_: Callable[..., None]) -> None:
    """Enter a seat, let a place meet, and put a text to a secret vote."""
    kept.made("seat_id", _send(kept, "post", "/v1/deliberations/seats", SEAT))
    _send(kept, "put", f"/v1/deliberations/places/{ESTATE}/rhythm", {"rhythm": "monthly"})
    raise_("secret", resident_id="r-1", category="lighting")
    topic = f"/v1/topics/{kept.names['secret']}"
    _send(kept, "post", f"{topic}/screening", {})
    _send(kept, "post", f"{topic}/proposal", {"text": "装路灯"})
    answer = kept.h.post(f"{topic}/roll", {"blinded": BLINDED}, as_=token("resident", sub="r-1"))
    assert answer.status == 201, answer.json


def _send(kept: Town, verb: str, path: str, body: dict[str, Any]) -> Any:
    answer = getattr(kept.h, verb)(path, body, as_=bearer(SHISHAN))
    assert answer.status < 300, answer.json
    return answer
