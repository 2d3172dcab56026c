"""What a town keeps in participation."""

from datetime import date, timedelta

from chassis.testing import Harness, token
from services.participation.domain.divisions.division import Division, Kind
from services.participation.domain.ladder.rederiving import Rederivation
from services.participation.schemas.communities import MakePlan, TakePlannedStep, TestExit
from services.participation.service import ParticipationService
from tests.component.towns.cases import (
    DISTRICT,
    LISHUI,
    NEXT_DOOR,
    SHISHAN,
    TANGZHONG,
    Town,
    bearer,
    sample_of,
)
from tests.component.towns.cases_of_participation import CASES

__all__ = ["CASES", "town"]


def town() -> Town:
    """Two communities, a space in use, an activity, a shift, an affair, two residents."""
    kept = Town(Harness(ParticipationService))
    kept.h.given("divisions", *_places())
    kept.names |= {"code": TANGZHONG}
    for name in ("resident", "helper"):
        _post(kept, name, "/v1/residents", division=TANGZHONG, name="陈大文")
    named = {"name": "隔壁社区", "on": "2019-05-06"}
    kept.made("name", kept.h.post(f"/v1/divisions/{NEXT_DOOR}/names", named, as_=bearer(SHISHAN)))
    kept.names["renamed"] = NEXT_DOOR
    _offers(kept)
    _deeds(kept)
    _certificates(kept)
    _mutual_aid(kept)
    weak = f"/v1/divisions/{TANGZHONG}/weakness"
    kept.made("weak", kept.h.post(weak, {"reason": "长期没有议事"}, as_=bearer(SHISHAN)))
    _put_right(kept, weak)
    _post(kept, "erased", "/v1/residents", division=TANGZHONG)
    kept.h.delete(f"/v1/residents/{kept.names['erased']}", as_=bearer(SHISHAN))
    asked = {"purpose": "电话回访议题"}
    path = f"/v1/residents/{kept.names['resident']}/disclosures"
    kept.made("disclosure", kept.h.post(path, asked, as_=bearer(SHISHAN)))
    kept.h.tick("publish_figures")
    began = (date(2019, 5, 1), kept.h.now)
    kept.h.given("rederivations", Rederivation("plan:1", SHISHAN, "plan", 1, *began))
    person = f"/v1/residents/{kept.names['resident']}"
    given = {"purpose": "contact", "notice": "2019-1"}
    kept.made("consent", kept.h.post(f"{person}/consents", given, as_=bearer(SHISHAN)))
    correction = {"reason": "补充电话号码", "phone": "13800000001"}
    kept.h.put(f"{person}/personal", correction, as_=bearer(SHISHAN))
    [key] = kept.h.get("/v1/issuer/keys").json["keys"]
    kept.names |= {"resident_id": kept.names["resident"], "key_id": key["kid"].rpartition("/")[2]}
    return kept


def _places() -> list[Division]:
    tree = [
        (DISTRICT, Kind.DISTRICT, None),
        (SHISHAN, Kind.TOWN, DISTRICT),
        (LISHUI, Kind.TOWN, DISTRICT),
        (TANGZHONG, Kind.RESIDENTS_COMMITTEE, SHISHAN),
        (NEXT_DOOR, Kind.RESIDENTS_COMMITTEE, SHISHAN),
    ]
    return [
        Division(code, code, code, kind, parent, committee=len(code) == 12)
        for code, kind, parent in tree
    ]


def _offers(kept: Town) -> None:
    begins = kept.h.now.isoformat()
    slot = {"starts_at": begins, "ends_at": (kept.h.now + timedelta(hours=2)).isoformat()}
    _post(kept, "space_id", "/v1/spaces", kind="youth_home", name="亲青家园", capacity=40)
    kept.names["space"] = kept.names["space_id"]
    starts = (kept.h.now + timedelta(days=1)).isoformat()
    ends = (kept.h.now + timedelta(days=1, hours=1)).isoformat()
    booking = {"space_id": kept.names["space"], "organization_id": "o", "purpose": "排练"}
    booking |= {"starts_at": starts, "ends_at": ends}
    kept.made("booking_id", kept.h.post("/v1/bookings", booking, as_=bearer(SHISHAN)))
    _post(kept, "activity_id", "/v1/activities", title="亲子阅读", capacity=20, **slot)
    _post(kept, "shift_id", "/v1/shifts", title="探访", organization_id="o", places=5, **slot)
    _post(kept, "affair_id", "/v1/affairs", title="疏通化粪池", kind="pipe_clearing")


def _deeds(kept: Town) -> None:
    who = {"resident_id": kept.names["resident"]}
    today = date(2019, 5, 6).isoformat()
    activity = f"/v1/activities/{kept.names['activity_id']}/signups"
    kept.made("place", kept.h.post(activity, who, as_=bearer(SHISHAN)))
    visit = who | {"space_id": kept.names["space"]}
    kept.made("visit", kept.h.post("/v1/visits", visit, as_=bearer(SHISHAN)))
    _affair_of_a_captain(kept, who)
    hours = who | {"minutes": 30, "served_on": today}
    kept.made("entry_id", kept.h.post("/v1/hours", hours, as_=bearer(SHISHAN)))


def _affair_of_a_captain(kept: Town, who: dict[str, str]) -> None:
    """Somebody else entered it as done: nobody judges their own work."""
    _post(kept, "done_affair", "/v1/affairs", title="照明", kind="lighting")
    said = who | {"affair_id": kept.names["done_affair"], "team_id": "captains"}
    captain = token("captain", sub="lou", divisions=(TANGZHONG,))
    kept.made("done", kept.h.post("/v1/affairs/completions", said, as_=captain))


def _put_right(kept: Town, path: str) -> None:
    """What was planned for the weak community is done, and was tested."""
    kept.made("plan", kept.h.put(f"{path}/plan", sample_of(MakePlan), as_=bearer(SHISHAN)))
    step = f"{path}/steps/1/completion"
    kept.made("step", kept.h.post(step, sample_of(TakePlannedStep), as_=bearer(SHISHAN)))
    test = f"{path}/exit-tests"
    kept.made("test", kept.h.post(test, sample_of(TestExit), as_=bearer(SHISHAN)))


def _mutual_aid(kept: Town) -> None:
    """Two asks, two offers; one pair is proposed, another agreed and begun."""
    begins = kept.h.now.isoformat()
    slot = {"starts_at": begins, "ends_at": (kept.h.now + timedelta(hours=2)).isoformat()}
    for name, side in (
        ("aid_id", "ask"),
        ("begun_ask", "ask"),
        ("first_offer", "offer"),
        ("second_offer", "offer"),
    ):
        who = kept.names["resident" if side == "ask" else "helper"]
        body = {"side": side, "kind": "errands", "resident_id": who, "capacity": 2}
        _post(kept, name, "/v1/aid", **body, **slot)
    for name, ask in (("match_id", "aid_id"), ("agreed", "begun_ask")):
        pair = {"ask_id": kept.names[ask], "offer_id": kept.names["first_offer"]}
        _post_as_it_is(kept, name, "/v1/aid-matches", pair)
    for side in ("resident", "helper"):
        path = f"/v1/aid-matches/{kept.names['agreed']}/acceptance"
        _post_as_it_is(kept, "agreed", path, {"resident_id": kept.names[side]})


def _certificates(kept: Town) -> None:
    """One is asked for, one on notice and objected to, the notice of one is over."""
    now = kept.h.now
    for name, days in (("asked", 0), ("noticed", 0), ("ready", 30), ("issued", 30)):
        kept.h.now = now - timedelta(days=days)
        _certificate(kept, name)
        if name != "asked":
            path = f"/v1/certificates/{kept.names[name]}/notice"
            kept.made("notice", kept.h.post(path, {}, as_=bearer(SHISHAN)))
    kept.h.now = now
    issue = f"/v1/certificates/{kept.names['issued']}/issue"
    kept.made("certificate", kept.h.post(issue, {}, as_=bearer(SHISHAN)))
    path = f"/v1/notices/{kept.names['noticed']}/objections"
    captain = token("captain", sub="lou", divisions=(TANGZHONG,))
    kept.made("objection", kept.h.post(path, {"text": "当日无班次"}, as_=captain))


def _certificate(kept: Town, name: str) -> None:
    _post(kept, "volunteer", "/v1/residents", division=TANGZHONG)
    who = {"resident_id": kept.names["volunteer"]}
    served = who | {"minutes": 30, "served_on": "2019-04-01"}
    kept.made("served", kept.h.post("/v1/hours", served, as_=bearer(SHISHAN)))
    wanted = who | {"first_day": "2019-01-01", "last_day": "2019-04-05"}
    kept.made(name, kept.h.post("/v1/certificates", wanted, as_=bearer(SHISHAN)))


def _post(kept: Town, name: str, path: str, /, **body: object) -> None:
    _post_as_it_is(kept, name, path, {"division": TANGZHONG} | body)


def _post_as_it_is(kept: Town, name: str, path: str, body: dict[str, object]) -> None:
    kept.made(name, kept.h.post(path, body, as_=bearer(SHISHAN)))
