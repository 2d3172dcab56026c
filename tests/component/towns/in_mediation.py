"""Disputes of a town, as another one asks for them; the same id of staff is there in each town."""

from datetime import timedelta
from typing import Any

from chassis.testing import token
from services.expression.domain.rules.calendar import day_of
from tests.component.towns.cases import (
    DISTRICT,
    OFFICES,
    SHISHAN,
    TANGZHONG,
    Case,
    Town,
    bearer,
    empty,
    refused,
)

HOME = f"{TANGZHONG}-e01-b03"
PARTIES = [{"kind": "outsider", "words": "甲"}, {"kind": "organization", "id": "org-1"}]
TERM = {"party": "p1", "does": "开放车位", "by": "2030-07-01"}


def of(dispute: str, **body: Any) -> Case:
    return refused({"dispute_id": "{" + dispute + "}"}, **body)


IN_MEDIATION = {
    "GET /v1/disputes": [empty()],
    "POST /v1/disputes": [refused(division=HOME, parties=PARTIES)],
    "GET /v1/disputes/{dispute_id}": [of("told")],
    "POST /v1/disputes/{dispute_id}/basis": [of("told")],
    "GET /v1/disputes/{dispute_id}/choices": [of("told")],
    "POST /v1/disputes/{dispute_id}/clerk": [of("told")],
    "POST /v1/disputes/{dispute_id}/confirmation": [of("unkept", applied_on="{today}")],
    "POST /v1/disputes/{dispute_id}/consents": [of("met", party="p1")],
    "POST /v1/disputes/{dispute_id}/declaration": [],  # only ever one's own
    "POST /v1/disputes/{dispute_id}/ending": [of("told")],
    "POST /v1/disputes/{dispute_id}/extension": [of("met")],
    "POST /v1/disputes/{dispute_id}/facts": [of("told")],
    "POST /v1/disputes/{dispute_id}/follow-ups": [of("unkept")],
    "GET /v1/disputes/{dispute_id}/looks": [of("met")],
    "POST /v1/disputes/{dispute_id}/mediators": [of("told", mediator_id="{mediator_id}")],
    "POST /v1/disputes/{dispute_id}/mediators/{mediator_id}/removal": [of("met")],
    "POST /v1/disputes/{dispute_id}/sessions": [of("met")],
    "POST /v1/disputes/{dispute_id}/sessions/{number}/adjournment": [of("met")],
    "POST /v1/disputes/{dispute_id}/sessions/{number}/minutes": [
        of("met", present=["p1", "m-1"]),
    ],
    "POST /v1/disputes/{dispute_id}/settlement": [of("met")],
    "POST /v1/disputes/{dispute_id}/terms": [of("met", terms=[TERM])],
    "POST /v1/disputes/{dispute_id}/unkept": [of("unkept")],
    "POST /v1/disputes/{dispute_id}/willingness": [of("told", party="p1")],
    "POST /v1/disputes/{dispute_id}/successor": [of("told", clerk_id="w-2")],
    "GET /v1/clerks/{clerk_id}/disputes": [empty()],
    "POST /v1/mediation-requests": [],  # only ever one's own
    "GET /v1/mediation-requests": [empty()],
    "GET /v1/mediation-requests/{dispute_id}": [of("wished")],
    "POST /v1/mediation-requests/{dispute_id}/acceptance": [of("wished")],
    "POST /v1/mediation-requests/{dispute_id}/decline": [of("wished")],
    "GET /v1/key-change": [refused(local=DISTRICT)],
    "GET /v1/looks": [empty()],
    "GET /v1/mediators": [empty()],
    "POST /v1/mediators": [refused(division=HOME, mediator_id="m-2")],
    "GET /v1/mediators/{mediator_id}": [refused()],
    "POST /v1/mediators/{mediator_id}/decision": [refused()],
    "POST /v1/mediators/{mediator_id}/trainings": [refused()],
}


def mediate(kept: Town) -> None:
    """Disputes that were told, met about, and settled but not kept; and one of another clerk."""
    today = day_of(kept.h.now).isoformat()
    kept.names |= {"mediator_id": "m-1", "number": "2", "today": today, "clerk_id": "someone"}
    wish = {"kind": "professional", "division": TANGZHONG, "mediator_id": "m-1"}
    kept.made("mediator", _sent(kept, "/v1/mediators", **wish))
    _opened(kept, "told")
    wish = {"kind": "neighbors", "division": HOME, "matter": "漏水", "others": PARTIES[:1]}
    resident = token("resident", sub="r-1")
    kept.made("wished", _sent(kept, "/v1/mediation-requests", resident, **wish))
    _settled(kept, _met(kept, "unkept"))
    _met(kept, "met")
    other = token(*OFFICES, sub="clerk-2", divisions=(SHISHAN,))
    speaking = [PARTIES[0], PARTIES[1] | {"spoken_for_by": "someone"}]
    _opened(kept, "others", as_=other, parties=speaking)
    assert kept.h.get(f"/v1/disputes/{kept.names['others']}", as_=other).status == 200


def _opened(kept: Town, name: str, as_: str = "", **body: Any) -> str:
    said = {"kind": "parking", "division": HOME, "matter": "车位", "parties": PARTIES} | body
    kept.made(name, _sent(kept, "/v1/disputes", as_, **said))
    return f"/v1/disputes/{kept.names[name]}"


def _met(kept: Town, name: str) -> str:
    path = _opened(kept, name)
    _sent(kept, f"{path}/mediators", mediator_id="m-1")
    _sent(kept, f"{path}/declaration", token("resident", sub="m-1"), interest="none")
    for party in ("p1", "p2"):
        _sent(kept, f"{path}/willingness", willing=True, party=party)
    for _ in range(2):
        soon = kept.h.now + timedelta(seconds=1)
        _sent(kept, f"{path}/sessions", scheduled_for=soon.isoformat(), place="调解室")
    kept.h.now += timedelta(seconds=2)
    _sent(kept, f"{path}/sessions/1/minutes", present=["p1", "m-1"], summary="已商议")
    _sent(kept, f"{path}/terms", terms=[TERM])
    for party in ("p1", "p2"):
        _sent(kept, f"{path}/consents", party=party)
    return path


def _settled(kept: Town, path: str) -> None:
    _sent(kept, f"{path}/settlement")
    _sent(kept, f"{path}/follow-ups", found={"1": "not_kept"})


def _sent(kept: Town, path: str, as_: str = "", /, **body: Any) -> Any:
    answer = kept.h.post(path, body or None, as_=as_ or bearer(SHISHAN))
    assert answer.status < 300, (path, answer.json)
    return answer
