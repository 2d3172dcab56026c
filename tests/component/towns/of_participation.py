"""What a town keeps in participation, and every way to it."""

from datetime import date, timedelta

from chassis.testing import Harness, token
from services.participation.domain.divisions import Division, Kind
from services.participation.domain.rederiving import Rederivation
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
    empty,
    public,
    refused,
    sample_of,
)

WHO = {"resident_id": "{resident}"}
HELPER = {"resident_id": "{helper}"}
HERE = {"division": TANGZHONG}
LATER = {"starts_at": "2019-05-08T09:00:00+08:00", "ends_at": "2019-05-08T10:00:00+08:00"}

CASES = {
    "GET /v1/accesses": [empty()],
    "GET /v1/activities": [public()],
    "POST /v1/activities": [refused(**HERE), refused(**HERE, space_id="{space}")],
    "GET /v1/activities/{activity_id}": [public()],
    "PUT /v1/activities/{activity_id}": [refused(space_id=None)],
    "POST /v1/activities/{activity_id}/calling-off": [refused()],
    "GET /v1/activities/{activity_id}/code": [refused()],
    "POST /v1/activities/{activity_id}/cancellations": [refused(**WHO)],
    "GET /v1/activities/{activity_id}/roster": [refused()],
    "POST /v1/activities/{activity_id}/signups": [refused(**HELPER)],
    "GET /v1/affairs": [public()],
    "POST /v1/affairs": [refused(**HERE)],
    "POST /v1/affairs/completions": [refused(affair_id="{affair_id}", **WHO)],
    "POST /v1/affairs/handled": [refused(**HERE, **WHO)],
    "GET /v1/affairs/{affair_id}": [public()],
    "POST /v1/affairs/{affair_id}/confirmation": [refused({"affair_id": "{done_affair}"})],
    "GET /v1/affairs/{affair_id}/handling": [refused({"affair_id": "{done_affair}"})],
    "POST /v1/affairs/{affair_id}/sending-back": [refused({"affair_id": "{done_affair}"})],
    "POST /v1/affairs/{affair_id}/takers": [refused(**WHO)],
    "GET /v1/aid": [empty()],
    "POST /v1/aid": [refused(**WHO, **HERE, **LATER)],
    "GET /v1/aid/{aid_id}": [refused()],
    "GET /v1/aid/{aid_id}/candidates": [refused()],
    "POST /v1/aid/{aid_id}/withdrawal": [refused()],
    "GET /v1/aid-matches": [empty()],
    "POST /v1/aid-matches": [refused(ask_id="{aid_id}", offer_id="{second_offer}")],
    "GET /v1/aid-matches/{match_id}": [refused()],
    "POST /v1/aid-matches/{match_id}/acceptance": [refused(**WHO)],
    "POST /v1/aid-matches/{match_id}/declining": [refused(**WHO)],
    "POST /v1/aid-matches/{match_id}/completion": [refused({"match_id": "{agreed}"}, **WHO)],
    "POST /v1/attendances": [refused(activity_id="{activity_id}", **HELPER)],
    "GET /v1/bookings": [public()],
    "POST /v1/bookings": [refused(space_id="{space_id}")],
    "GET /v1/bookings/{booking_id}": [public()],
    "POST /v1/bookings/{booking_id}/cancellation": [refused()],
    "POST /v1/certificates": [refused(**WHO, last_day="2019-05-06")],
    "GET /v1/captains-log": [empty(query="?by=community")],
    "GET /v1/certificates/{certificate_id}": [refused({"certificate_id": "{asked}"})],
    "GET /v1/certificates/{certificate_id}/credential": [refused({"certificate_id": "{issued}"})],
    "GET /v1/issuer": [public()],
    "GET /v1/issuer/keys": [public()],
    "GET /v1/issuer/keys/{key_id}": [public()],
    "GET /v1/issuer/revocations": [public()],
    "POST /v1/certificates/{certificate_id}/issue": [refused({"certificate_id": "{ready}"})],
    "POST /v1/certificates/{certificate_id}/notice": [refused({"certificate_id": "{asked}"})],
    "POST /v1/certificates/{certificate_id}/objections/{number}/answer": [
        refused({"certificate_id": "{noticed}", "number": "1"})
    ],
    "GET /v1/notices": [public()],
    "GET /v1/notices/{certificate_id}": [public(path={"certificate_id": "{noticed}"})],
    "POST /v1/notices/{certificate_id}/objections": [refused({"certificate_id": "{noticed}"})],
    "GET /v1/divisions": [public()],
    "POST /v1/divisions": [
        refused(code="440605124006", parent=SHISHAN),
        refused(code=TANGZHONG, parent=SHISHAN, name="别名"),
    ],
    "GET /v1/divisions/summary": [public()],
    "GET /v1/divisions/{code}": [public()],
    "GET /v1/divisions/{code}/figures": [refused()],
    "POST /v1/divisions/{code}/merger": [refused(into=NEXT_DOOR)],
    "POST /v1/divisions/{code}/names": [refused()],
    "PUT /v1/divisions/{code}/setting": [refused()],
    "POST /v1/divisions/{code}/split": [
        refused(parts=[{"code": TANGZHONG, "places": []}, {"code": NEXT_DOOR, "places": []}])
    ],
    "POST /v1/divisions/{code}/places": [refused()],
    "POST /v1/divisions/{code}/recovery": [refused()],
    "GET /v1/divisions/{code}/calendar.ics": [public()],
    "GET /v1/divisions/{code}/timetable": [refused()],
    "POST /v1/divisions/{code}/weakness": [refused({"code": NEXT_DOOR})],
    "POST /v1/divisions/{code}/weakness/exit-tests": [refused()],
    "PUT /v1/divisions/{code}/weakness/plan": [refused()],
    "POST /v1/divisions/{code}/weakness/steps/{number}/completion": [refused({"number": "1"})],
    "GET /v1/erasures": [empty()],
    "GET /v1/hours": [empty()],
    "POST /v1/hours": [
        refused(**WHO, served_on="2019-05-06"),
        refused(**WHO, served_on="2019-05-06", shift_id="{shift_id}"),
    ],
    "GET /v1/hours/postings": [empty()],
    "POST /v1/hours/{entry_id}/reversals": [refused()],
    "GET /v1/key-change": [refused(local=DISTRICT)],
    "GET /v1/pilots": [public()],
    "GET /v1/pilots/rounds": [public()],
    "GET /v1/public-figures": [public()],
    "POST /v1/references": [public(body={"kind": "space", "references": ["dabu-1"]})],
    "POST /v1/pilots": [refused(community_id=NEXT_DOOR)],
    "GET /v1/rederivations": [empty()],
    "GET /v1/residents": [empty()],
    "POST /v1/residents": [refused(**HERE)],
    "DELETE /v1/residents/{resident_id}": [refused()],
    "GET /v1/residents/{resident_id}": [refused()],
    "GET /v1/residents/{resident_id}/accesses": [empty()],
    "GET /v1/residents/{resident_id}/consents": [empty()],
    "POST /v1/residents/{resident_id}/consents": [refused()],
    "POST /v1/residents/{resident_id}/guardians": [refused(guardian_id="{helper}")],
    "GET /v1/residents/{resident_id}/export": [refused(query="?disclosure={disclosure}")],
    "GET /v1/residents/{resident_id}/export.html": [refused(query="?disclosure={disclosure}")],
    "PUT /v1/residents/{resident_id}/personal": [refused(phone="13800000000")],
    "GET /v1/residents/{resident_id}/disclosures": [empty()],
    "POST /v1/residents/{resident_id}/disclosures": [refused()],
    "POST /v1/residents/{resident_id}/assurance": [refused()],
    "GET /v1/residents/{resident_id}/erasure": [refused({"resident_id": "{erased}"})],
    "GET /v1/residents/{resident_id}/hours": [refused()],
    "GET /v1/residents/{resident_id}/hours/account": [refused()],
    "GET /v1/residents/{resident_id}/hours/entries": [refused()],
    "GET /v1/residents/{resident_id}/personal": [refused(query="?disclosure={disclosure}")],
    "GET /v1/residents/{resident_id}/standing": [refused()],
    "POST /v1/residents/{resident_id}/withdrawals": [refused()],
    "GET /v1/retention": [public()],
    "GET /v1/shifts": [public()],
    "POST /v1/shifts": [refused(**HERE)],
    "GET /v1/shifts/{shift_id}": [public()],
    "POST /v1/shifts/{shift_id}/volunteers": [refused(**HELPER)],
    "GET /v1/spaces": [public()],
    "POST /v1/spaces": [refused(**HERE)],
    "GET /v1/spaces/{space_id}": [public()],
    "GET /v1/spaces/{space_id}/calendar.ics": [public()],
    "PUT /v1/spaces/{space_id}/times": [refused(hours=[])],
    "GET /v1/spaces/{space_id}/code": [refused()],
    "GET /v1/spaces/{space_id}/use": [public()],
    "GET /v1/spaces/{space_id}/use/detail": [refused()],
    "GET /v1/standings/summary": [public()],
    "GET /v1/visits": [empty()],
    "POST /v1/visits": [refused(space_id="{space_id}", **HELPER)],
}


def town() -> Town:
    """Two communities, a space in use, an activity, a shift, an affair, two residents."""
    kept = Town(Harness(ParticipationService))
    kept.h.given("divisions", *_places())
    kept.names |= {"code": TANGZHONG}
    for name in ("resident", "helper"):
        _post(kept, name, "/v1/residents", division=TANGZHONG, name="陈大文")
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
