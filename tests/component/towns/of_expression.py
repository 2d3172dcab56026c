"""What a town keeps in expression, and every way to it."""

from datetime import date

from chassis.testing import Harness
from services.expression.domain.residents.resident import Resident
from services.expression.domain.rules.rulebook import Rulebook, Standard
from services.expression.service import ExpressionService
from tests.component.towns.asked import ask
from tests.component.towns.by_open311 import BY_OPEN311, send_in
from tests.component.towns.by_the_rules import BY_THE_RULES, build_up
from tests.component.towns.cases import (
    DISTRICT,
    SHISHAN,
    TANGZHONG,
    Town,
    bearer,
    empty,
    public,
    refused,
)
from tests.component.towns.deliberating import CASES as DELIBERATING
from tests.component.towns.deliberating import SECRET, deliberate
from tests.component.towns.granting import exported, grant
from tests.component.towns.in_mediation import IN_MEDIATION, mediate
from tests.component.towns.in_the_hall import IN_THE_HALL, hold_sessions
from tests.component.towns.on_the_way import CASES as ON_THE_WAY
from tests.component.towns.on_the_way import lead_off

BUILDING = f"{TANGZHONG}-e01-b03"
RESIDENTS = [f"r-{number}" for number in range(1, 7)]
WHO = {"resident_id": "r-6"}
MATTER = {"title": "3号门道路改造", "division": TANGZHONG}
NO_NOTICE = Rulebook(
    standards=(
        Standard("no-notice", 1, date(2018, 1, 1), DISTRICT, {"notice": {"days": 0}} | SECRET),
    )
)


def on(topic: str) -> dict[str, str]:
    return {"topic_id": "{" + topic + "}"}


SHOWN = [{"reference": "https://example.org/photo/1"}]

CASES = (
    {
        "GET /v1/matters": [public()],
        "POST /v1/matters": [refused()],
        "GET /v1/matters/{matter_id}": [public()],
        "PUT /v1/matters/{matter_id}/topics/{topic_id}": [refused(on("raised"), follows=None)],
        "GET /v1/topics/{topic_id}/matter": [public()],
        "GET /v1/residents/{resident_id}/entries": [],  # the resident's own
        "GET /v1/residents/{resident_id}/export": [exported("r-1")],
        "GET /v1/entries/{entry_id}": [refused({"entry_id": "{statement_id}"})],
        "POST /v1/entries/{entry_id}/confirmation": [],
        "POST /v1/entries/{entry_id}/correction": [],
        "POST /v1/entries/{entry_id}/withdrawal": [],
        "POST /v1/entries/{entry_id}/path": [refused({"entry_id": "{statement_id}"})],
        "GET /v1/topics": [public()],
        "POST /v1/topics": [
            refused(division=BUILDING, **WHO),
            refused(division=BUILDING, origin="import", reference="another"),
        ],
        "GET /v1/topics/{topic_id}": [public()],
        "POST /v1/topics/{topic_id}/confirmation": [refused(on("reported"))],
        "GET /v1/topics/{topic_id}/consultation": [public(path=on("asking"))],
        "PUT /v1/topics/{topic_id}/consultation": [refused(on("to_be_asked"))],
        "GET /v1/topics/{topic_id}/consultation/answer": [],  # only ever one's own
        "POST /v1/topics/{topic_id}/consultation/answers": [refused(on("asking"), **WHO)],
        "POST /v1/topics/{topic_id}/consultation/result": [refused(on("asked"))],
        "GET /v1/topics/{topic_id}/consultation/texts": [empty(path=on("asked"))],
        "POST /v1/topics/{topic_id}/decline": [refused(on("raised"))],
        "POST /v1/topics/{topic_id}/execution": [refused(on("resolved"), evidence=SHOWN)],
        "GET /v1/topics/{topic_id}/history": [public()],
        "GET /v1/topics/{topic_id}/matrix": [empty()],
        "POST /v1/topics/{topic_id}/merge": [refused(on("raised"), into_id="{discussed}")],
        "POST /v1/topics/{topic_id}/monitors": [refused(on("resolved"), **WHO)],
        "GET /v1/topics/{topic_id}/opinions": [public()],
        "GET /v1/topics/{topic_id}/proposal": [public(path=on("proposed"))],
        "POST /v1/topics/{topic_id}/proposal": [refused(on("discussed"))],
        "POST /v1/topics/{topic_id}/proposal/votes": [refused(on("proposed"), **WHO)],
        "POST /v1/topics/{topic_id}/reopening": [refused(on("closed"))],
        "POST /v1/topics/{topic_id}/resolution": [refused(on("proposed"), lead_id=None)],
        "POST /v1/topics/{topic_id}/screening": [refused(on("raised"))],
        "GET /v1/topics/{topic_id}/statements": [public()],
        "POST /v1/topics/{topic_id}/statements": [refused(**WHO)],
        "POST /v1/topics/{topic_id}/statements/import": [refused(on("imported"), reference="2")],
        "POST /v1/topics/{topic_id}/statements/{statement_id}/votes": [refused(**WHO)],
        "GET /v1/topics/{topic_id}/statements/{statement_id}/votes/import": [
            empty(path={"topic_id": "{imported}", "statement_id": "{imported}-s-1"})
        ],
        "GET /v1/topics/{topic_id}/votes": [empty()],
        "POST /v1/topics/{topic_id}/votes/import": [refused(on("imported"), statement="1")],
    }
    | ON_THE_WAY
    | BY_OPEN311
    | BY_THE_RULES
    | IN_THE_HALL
    | IN_MEDIATION
    | DELIBERATING
)


def town() -> Town:
    """Topics in every stage, raised by a resident through staff, and one imported."""
    kept = Town(Harness(ExpressionService))
    kept.h.given("rulebooks", NO_NOTICE)
    kept.h.given("residents", *(Resident(one, BUILDING, kept.h.now) for one in RESIDENTS))
    stages = ("raised", "discussed", "proposed", "resolved", "reported", "closed")
    for number, stage in enumerate(stages):
        _raise(kept, stage, resident_id="r-1", category="parking")
        for step in (_screen, _propose, _resolve, _report, _confirm)[:number]:
            step(kept, f"/v1/topics/{kept.names[stage]}")
    _deliberate(kept)
    _raise(kept, "imported", category="transport", origin="import", reference="uberx")
    said = {"reference": "1", "author": "9", "text": "…", "created_at": "2015-08-01T12:00:00+08:00"}
    _post(kept, f"/v1/topics/{kept.names['imported']}/statements/import", **said)
    cast = {"voter": "9", "statement": "1", "choice": "pass", "cast_at": said["created_at"]}
    _post(kept, f"/v1/topics/{kept.names['imported']}/votes/import", **cast)
    kept.made("matter_id", kept.h.post("/v1/matters", MATTER, as_=bearer(SHISHAN)))
    linked = f"/v1/matters/{kept.names['matter_id']}/topics/{kept.names['discussed']}"
    kept.made("last", kept.h.put(linked, {"juncture": "before"}, as_=bearer(SHISHAN)))
    ask(kept, lambda name, **more: _raise(kept, name, category="parking", **more))
    lead_off(kept)
    build_up(kept)
    send_in(kept)
    mediate(kept)
    hold_sessions(kept)
    deliberate(kept, lambda name, **more: _raise(kept, name, **more))
    grant(kept, "r-1")
    return kept


def _raise(kept: Town, name: str, /, **body: object) -> None:
    wanted = {"title": "3号门停车", "division": BUILDING} | body
    kept.made(name, kept.h.post("/v1/topics", wanted, as_=bearer(SHISHAN)))


def _screen(kept: Town, path: str) -> None:
    _post(kept, f"{path}/screening")


def _propose(kept: Town, path: str) -> None:
    _post(kept, f"{path}/proposal", text="划40个车位")
    for resident_id in RESIDENTS[:5]:
        _post(kept, f"{path}/proposal/votes", choice="agree", resident_id=resident_id)


def _resolve(kept: Town, path: str) -> None:
    _post(kept, f"{path}/resolution")


def _report(kept: Town, path: str) -> None:
    _post(kept, f"{path}/execution", summary="已划线", done=True, evidence=SHOWN)


def _confirm(kept: Town, path: str) -> None:
    _post(kept, f"{path}/confirmation", satisfied=True)


def _deliberate(kept: Town) -> None:
    kept.names["topic_id"] = kept.names["discussed"]
    path = f"/v1/topics/{kept.names['discussed']}/statements"
    _post(kept, path, text="先划访客车位", resident_id="r-2")
    kept.names["statement_id"] = kept.names["last"]
    _post(kept, f"{path}/{kept.names['last']}/votes", choice="agree", resident_id="r-3")


def _post(kept: Town, path: str, /, **body: object) -> None:
    kept.made("last", kept.h.post(path, body, as_=bearer(SHISHAN)))
