"""Topics a town keeps off the straight way: on notice, declined, under review, looked at again."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from services.expression.domain.resolutions.objections import Objection
from services.expression.domain.topics.follows import Follow
from services.expression.domain.topics.tellings import Concern
from services.expression.domain.topics.topic import Stage, Step
from services.expression.domain.topics.turns import Declining, Notice, Reassessment, Review
from tests.component.towns.cases import SHISHAN, TANGZHONG, Town, empty, public, refused

IN_DAYS = timedelta(days=20)


def _on(topic: str) -> dict[str, str]:
    return {"topic_id": topic}


CASES = {
    "GET /v1/residents/{resident_id}/concerns": [empty(path={"resident_id": "r-1"})],
    "POST /v1/topics/{topic_id}/followers": [refused(_on("noticed"), resident_id="r-6")],
    "DELETE /v1/topics/{topic_id}/followers/{resident_id}": [
        refused(_on("noticed") | {"resident_id": "r-1"})
    ],
    "GET /v1/topics/{topic_id}/objections": [public(path=_on("noticed"))],
    "POST /v1/topics/{topic_id}/objections": [refused(_on("noticed"), resident_id="r-6")],
    "POST /v1/topics/{topic_id}/objections/{number}/answer": [
        refused(_on("noticed") | {"number": "1"})
    ],
    "GET /v1/topics/{topic_id}/reassessment": [public(path=_on("looked-at"))],
    "POST /v1/topics/{topic_id}/reassessment": [refused(_on("looked-at"), resident_id="r-1")],
    "GET /v1/topics/{topic_id}/record": [public(path=_on("noticed"))],
    "GET /v1/topics/{topic_id}/record.html": [public(path=_on("noticed"))],
    "GET /v1/topics/{topic_id}/statements.html": [public()],
    "POST /v1/topics/{topic_id}/review": [refused(_on("declined"))],
    "POST /v1/topics/{topic_id}/review/decision": [refused(_on("in-review"))],
    "POST /v1/topics/{topic_id}/split": [refused(_on("{raised}"))],
}


def lead_off(kept: Town) -> None:
    """Let topics stand where things befall them."""
    now = kept.h.now
    resolved = kept.h.stored("topics", kept.names["resolved"])
    closed = kept.h.stored("topics", kept.names["closed"])
    raised = kept.h.stored("topics", kept.names["raised"])
    declining = Declining("planned", "…", now, Stage.RAISED, now + IN_DAYS)
    review = Review("r-1", "…", SHISHAN, now, now + IN_DAYS)
    notice = Notice(1, 1, now, now + IN_DAYS, objections=1, open=1)
    asked = Reassessment(closed.round, now, now + IN_DAYS)
    kept.h.given(
        "topics",
        _put(resolved, "noticed", stage=Stage.NOTICE, step=Step.NOTICE, notice=notice),
        _put(closed, "looked-at", step=Step.REASSESSMENT, reassessment=asked),
        _put(raised, "declined", stage=Stage.DECLINED, step=None, declining=declining),
        _put(
            raised,
            "in-review",
            stage=Stage.REVIEW,
            step=Step.REVIEW,
            declining=declining,
            review=review,
        ),
    )
    kept.h.given("objections", Objection("noticed-o1", "noticed", TANGZHONG, 1, 1, "r-3", "…", now))
    kept.h.given("follows", Follow("noticed:r-1", "noticed", TANGZHONG, "r-1", now))
    kept.h.given("concerns", Concern("1:r-1", "r-1", "noticed", TANGZHONG, "merged", now))


def _put(topic: Any, name: str, **changes: Any) -> Any:
    return replace(topic, id=name, alarm_at=None, **changes)
