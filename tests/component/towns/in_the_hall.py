"""What a town keeps of its sessions in the hall, and every way to it."""

from datetime import timedelta

from tests.component.towns.cases import SHISHAN, TANGZHONG, Town, bearer, public, refused

WHO = {"resident_id": "r-6"}


def of(session: str) -> dict[str, str]:
    return {"session_id": "{" + session + "}"}


IN_THE_HALL = {
    "GET /v1/sessions": [public()],
    "POST /v1/sessions": [refused(agenda=[{"title": "停车"}], division=TANGZHONG)],
    "GET /v1/sessions/{session_id}": [public()],
    "PUT /v1/sessions/{session_id}": [refused(of("ahead"), agenda=[{"title": "停车"}])],
    "POST /v1/sessions/{session_id}/adjournment": [refused(resumes_at=None)],
    "POST /v1/sessions/{session_id}/closing": [refused()],
    "POST /v1/sessions/{session_id}/item": [refused(number=2, reason="…")],
    "GET /v1/sessions/{session_id}/live": [public()],
    "GET /v1/sessions/{session_id}/minutes": [public(path=of("written"))],
    "POST /v1/sessions/{session_id}/minutes": [refused(of("over"))],
    "PUT /v1/sessions/{session_id}/minutes": [refused(of("written"))],
    "GET /v1/sessions/{session_id}/minutes/editions": [public(path=of("written"))],
    "POST /v1/sessions/{session_id}/minutes/publication": [refused(of("drafted"))],
    "POST /v1/sessions/{session_id}/opening": [refused(of("adjourned"))],
    "GET /v1/sessions/{session_id}/page": [public()],
    "GET /v1/sessions/{session_id}/queue": [public()],
    "POST /v1/sessions/{session_id}/queue": [refused(**WHO)],
    "GET /v1/sessions/{session_id}/queue/place": [refused(query="?resident_id=r-2")],
    "POST /v1/sessions/{session_id}/queue/withdrawal": [refused(resident_id="r-2")],
    "GET /v1/sessions/{session_id}/turns": [public()],
    "POST /v1/sessions/{session_id}/turns": [refused(number=None)],
    "POST /v1/sessions/{session_id}/turns/end": [refused()],
}


def hold_sessions(kept: Town) -> None:
    """One session lies ahead, one goes on, one is adjourned, three are over, two with minutes."""
    for name in ("ahead", "session_id", "adjourned", "over", "drafted", "written"):
        _announce(kept, name)
        if name != "ahead":
            _send(kept, name, "opening")
    for resident_id in ("r-2", "r-3", "r-4"):
        _send(kept, "session_id", "queue", resident_id=resident_id)
    _send(kept, "adjourned", "adjournment", reason="时间已到")
    for name in ("over", "drafted", "written"):
        _send(kept, name, "closing")
    for name in ("drafted", "written"):
        _send(kept, name, "minutes")
    _send(kept, "written", "minutes/publication")


def _announce(kept: Town, name: str) -> None:
    body = {
        "division": TANGZHONG,
        "title": "议事会",
        "place": "议事厅",
        "starts_at": (kept.h.now + timedelta(minutes=30)).isoformat(),
        "moderator_id": "r-1",
        "agenda": [{"title": "停车", "topic_id": kept.names["discussed"]}, {"title": "其他"}],
    }
    kept.made(name, kept.h.post("/v1/sessions", body, as_=bearer(SHISHAN)))


def _send(kept: Town, name: str, part: str, /, **body: object) -> None:
    path = f"/v1/sessions/{kept.names[name]}/{part}"
    answer = kept.h.post(path, body, as_=bearer(SHISHAN))
    assert answer.status < 300, answer.json
