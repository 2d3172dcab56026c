"""Prevention, moderation and wording in the tests of another town."""

from chassis.testing import token
from services.expression.domain.prevention.occurrences import Kind
from services.expression.domain.prevention.warnings import EarlyWarning
from tests.component.towns.cases import SHISHAN, TANGZHONG, Town, bearer, empty, public, refused

BUILDING = f"{TANGZHONG}-e01-b03"
SAID = "/v1/topics/{topic_id}/statements/{statement_id}"
HIDDEN, APPEALED = {"statement_id": "{hidden}"}, {"statement_id": "{appealed}"}
BY_THE_RULES = {
    "GET /v1/warnings": [empty()],
    "POST /v1/topics/similar": [public(body={"division": BUILDING})],
    "GET /v1/topics/similar": [public(query=f"?title=停车&place={BUILDING}")],
    "GET /v1/topics/{topic_id}/similar": [public()],
    "POST /v1/topics/{topic_id}/statements/similar": [public()],
    "GET /v1/topics/{topic_id}/moderations": [public()],
    "GET /v1/topics/{topic_id}/wordings": [public()],
    "POST /v1/topics/{topic_id}/wordings": [refused({"topic_id": "{raised}"}, resident_id="r-1")],
    "POST /v1/topics/{topic_id}/speakers": [refused()],
    "GET /v1/speakers/looks": [empty()],
    f"GET {SAID}/hiding": [refused(HIDDEN)],
    f"POST {SAID}/hiding": [refused(reason="insult")],
    f"POST {SAID}/appeal": [refused(HIDDEN, resident_id="r-4")],
    f"POST {SAID}/appeal/decision": [refused(APPEALED)],
    f"GET {SAID}/moderation": [public(path=HIDDEN)],
    f"GET {SAID}/wordings": [public()],
    f"POST {SAID}/wordings": [refused(resident_id="r-2", text="先划访客车位。")],
}


def build_up(kept: Town) -> None:
    """Let topics of the town be warned of."""
    warning = EarlyWarning(
        id=f"{TANGZHONG}-topics-parking",
        division=TANGZHONG,
        kind=Kind.TOPICS,
        subject="parking",
        category="parking",
        episode=1,
        level=1,
        count=6,
        threshold=5,
        expected=0.0,
        chance=0.0,
        window_days=14,
        counts=(0, 0, 0, 0, 6),
        evidence=(),
        raised_at=kept.h.now,
        looked_on="2019-05-06",
    )
    kept.h.given("warnings", warning)
    path = f"/v1/topics/{kept.names['topic_id']}/speakers"
    assert kept.h.post(path, {"reason": "…"}, as_=bearer(SHISHAN)).status == 201
    for name in ("hidden", "appealed"):
        _hide(kept, name)


def _hide(kept: Town, name: str) -> None:
    path = f"/v1/topics/{kept.names['topic_id']}/statements"
    said, words = {"text": "…", "resident_id": "r-4"}, {"words": "…"}
    kept.made(name, kept.h.post(path, said, as_=bearer(SHISHAN)))
    path = f"{path}/{kept.names[name]}"
    other = token("worker", sub="w-9", divisions=(SHISHAN,))
    assert kept.h.post(f"{path}/hiding", words | {"reason": "insult"}, as_=other).status == 201
    if name == "appealed":
        body = words | {"resident_id": "r-4"}
        assert kept.h.post(f"{path}/appeal", body, as_=bearer(SHISHAN)).status == 201
