from datetime import timedelta

import pytest

from chassis.testing.harness import token
from services.participation.domain.affairs.affair import Affair, AffairKind, Origin
from services.participation.domain.divisions.division import Division, Kind
from services.participation.domain.sections import Edition, Section
from services.participation.inbound import ResolutionPublished

TANGZHONG, SHISHAN = "440605124004", "440605124"
BUILDING = f"{TANGZHONG}-e01-b02"
COMMUNITY = token("worker", sub="wu", divisions=(TANGZHONG,))


@pytest.fixture
def done(service, captain, worker):
    """An affair that a captain raised, and bob saw through, as another captain entered."""
    wanted = {"title": "疏通管道", "kind": "pipe_clearing", "division": TANGZHONG}
    affair = service.post("/v1/affairs", wanted, as_=captain).json["id"]
    said = {"affair_id": affair, "resident_id": "bob", "team_id": "captains"}
    enters = token("captain", sub="chen", divisions=(TANGZHONG,))
    assert service.post("/v1/affairs/completions", said, as_=enters).status == 201
    return f"/v1/affairs/{affair}"


def log(service, who=COMMUNITY, **query):
    asked = "&".join(f"{name}={value}" for name, value in query.items())
    return service.get(f"/v1/captains-log?{asked}", as_=who).json["items"]


def test_what_is_done_says_until_when_one_may_object(service, done, places):
    shown = service.get(done).json

    assert (shown["state"], shown["confirmed_at"]) == ("done", None)
    assert shown["confirm_by"] == "2019-05-13T04:00:00Z"


@pytest.mark.parametrize("sub", ["lou", "wu"])
def test_who_raised_it_or_the_community_confirms_once(service, done, announced, sub):
    who = token("captain" if sub == "lou" else "worker", sub=sub, divisions=(TANGZHONG,))

    first = service.post(f"{done}/confirmation", as_=who)
    second = service.post(f"{done}/confirmation", as_=who)

    assert (first.status, first.json["state"], second.status) == (200, "confirmed", 409)
    assert second.json["type"].endswith("affair-confirmed")
    assert announced().count("AffairConfirmed") == 1
    assert announced().count("AffairCompleted") == 1


@pytest.mark.parametrize(
    ("who", "rule"),
    [
        (token("captain", sub="chen", divisions=(TANGZHONG,)), "own-work"),
        (token("worker", sub="bob", divisions=(TANGZHONG,)), "own-work"),
        (token("captain", sub="zhang", divisions=(TANGZHONG,)), "not-yours-to-confirm"),
        (token("worker", sub="wu", divisions=("440605126",)), "outside-your-divisions"),
        (token("integrator", sub="center", divisions=("440605",)), "role-missing"),
    ],
)
def test_nobody_else_judges(service, done, who, rule):
    for path, body in (("confirmation", None), ("sending-back", {"reason": "not_done"})):
        answer = service.post(f"{done}/{path}", body, as_=who)

        assert (answer.status, answer.json["type"].rpartition(":")[2]) == (403, rule)


def test_a_refusal_is_told_in_chinese_too(service, done):
    enters = token("captain", sub="chen", divisions=(TANGZHONG,))

    answer = service.post(f"{done}/confirmation", as_=enters, language="zh")

    assert "不能自行确认" in answer.json["detail"]


def test_what_does_not_do_is_sent_back_and_counts_no_more(service, done, announced):
    wanted = {"reason": "unfinished", "note": "井盖未复位"}

    answer = service.post(f"{done}/sending-back", wanted, as_=COMMUNITY)

    assert (answer.status, answer.json["state"], answer.json["completed_at"]) == (200, "open", None)
    assert (answer.json["times_sent_back"], "井盖" in answer.text) == (1, False)
    assert announced()[-1] == "AffairSentBack"
    assert service.stored("standings", "bob").counts["affairs"] == 0
    handling = service.get(f"{done}/handling", as_=COMMUNITY).json
    assert [(one["reason"], one["note"]) for one in handling["returns"]] == [
        ("unfinished", "井盖未复位")
    ]


def test_a_reason_that_is_none_is_refused_with_its_field(service, done):
    answer = service.post(f"{done}/sending-back", {"reason": "ugly"}, as_=COMMUNITY)

    assert (answer.status, answer.json["errors"][0]["field"]) == (422, "reason")


def test_what_was_sent_back_and_done_again_counts_once_everywhere(service, done, announced):
    service.post(f"{done}/sending-back", {"reason": "not_done"}, as_=COMMUNITY)
    again = {"affair_id": done.rpartition("/")[2], "resident_id": "bob", "team_id": "captains"}

    service.post("/v1/affairs/completions", again, as_=COMMUNITY)

    assert announced().count("AffairCompleted") == 1
    assert announced()[-1] == "AffairRedone"
    assert service.stored("standings", "bob").counts["affairs"] == 1
    [row] = log(service, by="community")
    assert (row["affairs"], row["sent_back"], row["by_kind"]) == (1, 1, {"pipe_clearing": 1})


def test_what_nobody_objects_to_is_confirmed_at_its_deadline_once(service, done, announced):
    service.now += timedelta(days=7)

    service.tick("confirm_unopposed_affairs")
    service.tick("confirm_unopposed_affairs")

    assert announced().count("AffairConfirmed") == 1
    assert service.announced[-1].confirmed_by == "deadline"
    assert log(service, by="community")[0]["confirmed"] == 1


def test_until_the_deadline_nothing_is_confirmed_by_it(service, done, announced):
    service.now += timedelta(days=7, seconds=-1)

    service.tick("confirm_unopposed_affairs")

    assert "AffairConfirmed" not in announced()


def test_the_standard_of_the_place_says_for_how_many_days(service, captain, places):
    rules = {"confirm_days": 2}
    edition = Edition("local", 1, SHISHAN, places.noon.date(), rules)
    service.given("sections", Section("affairs", (edition,)))
    told = {"title": "照明", "kind": "lighting", "division": TANGZHONG, "resident_id": "bob"}

    answer = service.post("/v1/affairs/handled", told, as_=captain)

    assert answer.json["confirm_by"] == "2019-05-08T04:00:00Z"


def test_affairs_kept_by_a_version_before_are_taken_in_once(service, places):
    made = ("old", TANGZHONG, "疏通", AffairKind.SAFETY, Origin.CAPTAIN, places.noon)
    service.given("affairs", Affair(*made, team_id="captains", completed_at=places.noon))
    for field in ("stage", "confirm_by", "returns", "opened_by", "confirmed_at"):
        service.backend.collections["affairs"]["old"].pop(field)

    service.tick("take_in_older_affairs")
    service.tick("take_in_older_affairs")

    assert service.get("/v1/affairs/old").json["confirm_by"] == "2019-05-13T04:00:00Z"
    assert [row["affairs"] for row in log(service, by="community")] == [1]


def test_the_log_counts_by_building_kind_and_month(service, captain):
    def handle(kind, day, place=BUILDING):
        told = {"title": "事", "kind": kind, "division": place, "resident_id": "bob"}
        told |= {"team_id": "captains", "completed_at": f"{day}T09:00:00+08:00"}
        assert service.post("/v1/affairs/handled", told, as_=captain).status == 201

    service.given("divisions", *_buildings())
    handle("lighting", "2019-03-01")
    handle("lighting", "2019-04-01")
    handle("safety", "2019-04-02")
    handle("safety", "2019-04-02", place=TANGZHONG)

    [building] = log(service)
    assert (building["division"], building["affairs"]) == (BUILDING, 3)
    assert building["by_kind"] == {"lighting": 2, "safety": 1}
    [april] = log(service, month="2019-04", team_id="captains")
    assert (april["month"], april["by_kind"]) == ("2019-04", {"lighting": 1, "safety": 1})
    assert [row["affairs"] for row in log(service, by="community")] == [4]
    assert log(service, team_id="others") == []


def _buildings():
    estate = f"{TANGZHONG}-e01"
    return (
        Division(estate, estate, "小区", Kind.ESTATE, TANGZHONG, committee=False),
        Division(BUILDING, BUILDING, "2栋", Kind.BUILDING, estate, committee=False),
    )


def test_the_log_is_for_captains_and_staff_of_the_place(service, done, ann, worker, captain):
    assert service.get("/v1/captains-log", as_=ann).status == 403
    assert log(service, worker, by="community") == []
    assert len(log(service, captain, by="community")) == 1


@pytest.mark.parametrize(("query", "field"), [("month=May", "month"), ("by=street", "by")])
def test_the_log_says_what_of_a_query_is_wrong(service, captain, query, field):
    answer = service.get(f"/v1/captains-log?{query}", as_=captain)

    assert (answer.status, answer.json["errors"][0]["field"]) == (422, field)


def test_staff_open_an_affair_of_a_topic_whose_resolution_is_known(service, worker, places):
    wanted = {"title": "划车位线", "kind": "parking", "division": places.dabu, "topic_id": "t1"}
    early = service.post("/v1/affairs", wanted, as_=worker)
    service.hears(ResolutionPublished("t1", "3号门停车", "parking", places.dabu), twice=True)

    answer = service.post("/v1/affairs", wanted, as_=worker)

    assert (early.status, early.json["errors"][0]["field"]) == (422, "topic_id")
    assert (answer.status, answer.json["origin"]) == (201, "topic")
    assert len(service.get("/v1/affairs?topic_id=t1").json["items"]) == 2


def test_an_affair_of_a_topic_stays_within_its_resolution(service, captain, places):
    service.hears(ResolutionPublished("t1", "停车", "parking", places.dabu), twice=True)
    wanted = {"title": "划线", "kind": "parking", "division": TANGZHONG, "topic_id": "t1"}

    answer = service.post("/v1/affairs", wanted, as_=captain)

    assert answer.json["type"].endswith("outside-the-resolution")
