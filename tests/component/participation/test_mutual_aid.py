"""Mutual aid over HTTP: asked for, offered, matched in turn, given, credited as hours."""

from datetime import timedelta

import pytest

from chassis.testing.harness import token
from services.participation.domain.divisions.division import Division, Kind
from services.participation.domain.ladder.standing import Standing
from services.participation.domain.residents.resident import Resident

DABU, NEXT_DOOR, TANGZHONG = "440605126009", "440605126010", "440605124004"
HOME = f"{DABU}-e01"
ANN, CARL, DORA = (token("resident", sub=name) for name in ("ann", "carl", "dora"))


@pytest.fixture(autouse=True)
def neighbors(service, places):
    """Ann, Carl and Dora in one town, Dora in the community next door; Bob in another town."""
    for code, kind in ((NEXT_DOOR, Kind.RESIDENTS_COMMITTEE), (HOME, Kind.ESTATE)):
        parent = places.lishui if code == NEXT_DOOR else DABU
        service.given("divisions", Division(code, code, code, kind, parent, committee=False))
    for name, home in (("ann", HOME), ("carl", DABU), ("dora", NEXT_DOOR)):
        service.given("residents", Resident(name, home, (), places.noon))
        service.given("standings", Standing(name, home))


def aid(service, who, side, **changes):
    starts = service.now + timedelta(days=1)
    wanted = {"side": side, "kind": "errands", "resident_id": who}
    wanted |= {"starts_at": starts.isoformat()}
    wanted |= {"ends_at": (starts + timedelta(hours=2)).isoformat()} | changes
    as_ = wanted.pop("as_", token("resident", sub=who))
    return service.post("/v1/aid", wanted, as_=as_)


@pytest.fixture
def ask(service):
    return aid(service, "ann", "ask", note="三楼，无电梯").json["id"]


@pytest.fixture
def offer(service):
    return aid(service, "carl", "offer", organization_id="street").json["id"]


@pytest.fixture
def match(service, ask, offer):
    answer = service.post("/v1/aid-matches", {"ask_id": ask, "offer_id": offer}, as_=ANN)
    assert answer.status == 201, answer.json
    return f"/v1/aid-matches/{answer.json['id']}"


@pytest.fixture
def agreed(service, match):
    assert service.post(f"{match}/acceptance", {"resident_id": "carl"}, as_=CARL).status == 200
    return match


def rule_of(answer):
    return answer.status, answer.json["type"].rpartition(":")[2]


def done(service, path, who, as_=None, **more):
    body = {"resident_id": who} | more
    return service.post(f"{path}/completion", body, as_=as_ or token("resident", sub=who))


def test_help_is_asked_for_matched_given_and_credited_once(service, agreed, announced):
    service.now += timedelta(days=1, hours=2)

    first = done(service, agreed, "carl", minutes=90)
    second = done(service, agreed, "ann")
    third = done(service, agreed, "ann")

    assert (first.json["state"], second.json["state"]) == ("agreed", "given")
    assert rule_of(third) == (409, "confirmed-already")
    assert second.json["grade"] == "system"
    assert announced()[:2] == ["AidAsked", "AidOffered"]
    assert announced()[2:] == ["AidAgreed", "AidGiven", "HoursCredited"]
    credited = service.announced[-1]
    assert (credited.resident_id, credited.minutes, credited.grade) == ("carl", 90, "system")
    assert credited.organization_id == "street"
    account = service.get("/v1/residents/carl/hours/account", as_=CARL).json
    assert (account["system_minutes"], account["attested_minutes"]) == (90, 0)
    assert service.stored("standings", "carl").counts["minutes"] == 90


def test_no_event_of_mutual_aid_names_a_person_or_a_building(service, agreed):
    told = [str(event) for event in service.announced]

    assert all(name not in one for one in told for name in ("ann", "carl", HOME, "三楼"))


def test_where_and_with_whom_is_told_once_both_agreed(service, match):
    before = service.get(match, as_=CARL).json
    service.post(f"{match}/acceptance", {"resident_id": "carl"}, as_=CARL)
    after = service.get(match, as_=CARL).json

    assert (before["division"], before["asker_id"], before["note"]) == (None, None, None)
    assert (after["division"], after["asker_id"], after["note"]) == (HOME, "ann", "三楼，无电梯")
    assert service.get(match, as_=DORA).status == 403


def test_neighbors_see_what_is_asked_for_and_not_by_whom(service, ask):
    listed = service.get("/v1/aid?side=ask", as_=CARL).json["items"]

    assert [(one["id"], one["community"]) for one in listed] == [(ask, DABU)]
    assert {"resident_id", "division", "note"} & listed[0].keys() == set()
    assert service.get("/v1/aid", as_=token("resident", sub="bob")).json["items"] == []
    assert service.get(f"/v1/aid/{ask}", as_=CARL).status == 403
    assert service.get(f"/v1/aid/{ask}", as_=ANN).json["note"] == "三楼，无电梯"


def test_candidates_are_shown_in_turn_to_who_asks(service, ask, offer):
    far = aid(service, "dora", "offer", reach="town").json["id"]
    aid(service, "dora", "offer", reach="community")

    shown = service.get(f"/v1/aid/{ask}/candidates", as_=ANN).json["candidates"]

    assert [(one["offer_id"], one["nearness"]) for one in shown] == [
        (offer, "community"),
        (far, "town"),
    ]
    assert service.get(f"/v1/aid/{ask}/candidates", as_=CARL).status == 403
    assert service.get(f"/v1/aid/{offer}/candidates", as_=CARL).status == 404


def test_whose_turn_it_is_is_proposed_and_who_helped_goes_to_the_end(service, worker):
    first = aid(service, "carl", "offer", capacity=5).json["id"]
    service.now += timedelta(minutes=1)
    second = aid(service, "dora", "offer", capacity=5, reach="town", division=NEXT_DOOR)
    service.given("residents", Resident("dora", DABU, (), service.now))
    third = aid(service, "dora", "offer", capacity=5).json["id"]
    service.now += timedelta(minutes=1)

    turns = []
    for _ in range(3):
        asked = aid(service, "ann", "ask").json["id"]
        answer = service.post("/v1/aid-matches", {"ask_id": asked}, as_=ANN)
        turns.append(answer.json["offer_id"])
        path = f"/v1/aid-matches/{answer.json['id']}/acceptance"
        helper = service.stored("aid_matches", answer.json["id"]).helper_id
        who = token("resident", sub=helper)
        assert service.post(path, {"resident_id": helper}, as_=who).json["state"] == "agreed"
        service.now += timedelta(minutes=1)

    assert second.status == 201
    assert turns == [first, third, first]


def test_staff_match_and_speak_for_those_of_their_place(service, ask, offer, worker):
    answer = service.post("/v1/aid-matches", {"ask_id": ask, "offer_id": offer}, as_=worker)
    path = f"/v1/aid-matches/{answer.json['id']}"
    for who in ("ann", "carl"):
        said = service.post(f"{path}/acceptance", {"resident_id": who}, as_=worker)
    service.now += timedelta(days=1, hours=1)
    done(service, path, "carl")
    given = done(service, path, "ann", worker)

    assert (answer.json["agreed"], said.json["state"]) == ([], "agreed")
    assert (given.json["state"], given.json["grade"]) == ("given", "attested")
    [credited] = [one for one in service.announced if type(one).__name__ == "HoursCredited"]
    assert (credited.resident_id, credited.grade) == ("carl", "attested")


def test_a_worker_of_another_town_matches_and_answers_for_nobody(service, ask, offer, match):
    other = token("worker", sub="x", divisions=(TANGZHONG,))
    wanted = {"ask_id": ask, "offer_id": offer}

    assert service.post("/v1/aid-matches", wanted, as_=other).status == 403
    assert service.post(f"{match}/acceptance", {"resident_id": "carl"}, as_=other).status == 403
    assert aid(service, "ann", "ask", as_=other).status == 403
    assert service.get(match, as_=other).status == 403


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"kind": "haircuts"}, "kind"),
        ({"side": "both"}, "side"),
        ({"capacity": 0}, "capacity"),
        ({"division": "440605126999"}, "division"),
        ({"division": NEXT_DOOR}, "division"),
        ({"starts_at": "2019-05-01T09:00:00+08:00"}, "starts_at"),
        ({"ends_at": "2019-05-01T09:00:00+08:00"}, "ends_at"),
        ({"note": "x" * 201}, "note"),
    ],
)
def test_a_bad_ask_is_refused_with_its_field_and_nothing_is_kept(service, change, field):
    english, chinese = (
        service.post("/v1/aid", _asked(service) | change, as_=ANN, language=one)
        for one in ("en", "zh")
    )

    assert (english.status, english.json["errors"][0]["field"]) == (422, field)
    assert chinese.json["errors"][0]["message"] != english.json["errors"][0]["message"]
    assert service.announced == []
    assert service.get("/v1/aid", as_=ANN).json["items"] == []


def _asked(service):
    starts = service.now + timedelta(days=1)
    times = {"starts_at": starts.isoformat(), "ends_at": (starts + timedelta(hours=1)).isoformat()}
    return {"side": "ask", "kind": "errands", "resident_id": "ann", **times}


@pytest.mark.parametrize(
    ("who", "change", "rule"),
    [
        ("ann", {}, "own-ask"),
        ("carl", {"kind": "repairs"}, "kind-differs"),
        ("dora", {"reach": "community"}, "too-far-away"),
    ],
)
def test_what_does_not_fit_is_not_matched(service, ask, who, change, rule):
    other = aid(service, who, "offer", **change).json["id"]

    answer = service.post("/v1/aid-matches", {"ask_id": ask, "offer_id": other}, as_=ANN)

    assert answer.json["type"].endswith(rule)
    assert answer.json["errors"][0]["field"] == "offer_id"
    assert service.stored("aids", ask).held == ()


def test_an_overfull_ask_and_a_pair_matched_before_are_refused(service, ask, offer, match):
    other = aid(service, "dora", "offer", reach="town").json["id"]
    wanted = {"ask_id": ask, "offer_id": other}

    assert rule_of(service.post("/v1/aid-matches", wanted, as_=ANN)) == (409, "aid-taken")
    service.post(f"{match}/declining", {"resident_id": "carl"}, as_=CARL)
    again = {"ask_id": ask, "offer_id": offer}
    assert rule_of(service.post("/v1/aid-matches", again, as_=ANN)) == (409, "matched-before")
    assert service.post("/v1/aid-matches", {"ask_id": ask}, as_=ANN).json["offer_id"] == other


def test_where_nobody_fits_that_is_said(service, ask):
    answer = service.post("/v1/aid-matches", {"ask_id": ask}, as_=ANN, language="zh")

    assert rule_of(answer) == (409, "nobody-fits")
    assert "暂无" in answer.json["detail"]


@pytest.mark.parametrize("path", ["acceptance", "declining", "completion"])
def test_nobody_speaks_in_a_match_of_others(service, agreed, path):
    service.now += timedelta(days=1)
    body = {"resident_id": "dora"}

    assert service.post(f"{agreed}/{path}", body, as_=DORA).status == 403
    assert service.post(f"{agreed}/{path}", body, as_=ANN).status == 403


def test_a_match_that_is_not_there_is_not_found(service):
    for path in ("", "/acceptance"):
        send = service.post if path else service.get
        body = ({"resident_id": "ann"},) if path else ()
        assert send(f"/v1/aid-matches/none{path}", *body, as_=ANN).status == 404
    wanted = {"ask_id": "none"}
    assert service.post("/v1/aid-matches", wanted, as_=ANN).status == 404
