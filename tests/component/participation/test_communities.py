import pytest

from services.participation.domain.divisions.division import Division, Kind, Pilot
from services.participation.inbound import StandardPublished

PLAN = {
    "goal": "恢复议事",
    "steps": [{"title": "每月议事", "owner": "里水镇组织办", "due": "2019-08-01"}],
    "criteria": ["连续三个月议事"],
}
RESULT = {"result": "已召开三次"}


def an_exit_test(*, passed):
    return {"findings": [{"criterion": "连续三个月议事", "passed": passed, "found": "见记录"}]}


@pytest.fixture
def dabu(service, official, places):
    """Send something about Dabu, which is weak, and give the answer."""
    path = f"/v1/divisions/{places.dabu}"
    service.post(f"{path}/weakness", {"reason": "没有议事"}, as_=official)
    return lambda what, body=None, by=official: service.post(f"{path}/{what}", body, as_=by)


@pytest.fixture
def plan(service, official, places, dabu):
    path = f"/v1/divisions/{places.dabu}/weakness/plan"
    return lambda body=PLAN, by=official: service.put(path, body, as_=by)


def code_of(answer):
    return answer.json["type"].split(":")[-1]


def test_a_weak_community_recovers_by_its_plan_and_exit_test(dabu, plan, announced, worker):
    plan()

    early = dabu("recovery")
    dabu("weakness/steps/1/completion", RESULT, worker)
    untested = dabu("recovery")
    dabu("weakness/exit-tests", an_exit_test(passed=False))
    failed = dabu("recovery")
    dabu("weakness/exit-tests", an_exit_test(passed=True))
    recovered = dabu("recovery")

    assert [code_of(one) for one in (early, untested, failed)] == [
        "steps-open",
        "exit-test-missing",
        "exit-test-failed",
    ]
    assert recovered.status == 201
    [history] = recovered.json["rectifications"]
    assert history["recovered_on"] == "2019-05-06"
    assert history["plan"]["steps"][0]["done_on"] == "2019-05-06"
    assert [test["findings"][0]["passed"] for test in history["plan"]["tests"]] == [False, True]
    assert announced() == ["CommunityFlaggedWeak", "CommunityRecovered"]


def test_without_a_plan_a_community_recovers_as_before(dabu):
    assert dabu("recovery").status == 201


def test_where_the_standard_wants_a_plan_there_is_no_recovery_without_one(
    service, dabu, plan, places
):
    rules = {"rectification": {"plan_required": True}}
    service.hears(StandardPublished("plan", 1, service.now.date(), rules, places.district))

    refused = dabu("recovery")
    plan()
    dabu("weakness/steps/1/completion", RESULT)
    dabu("weakness/exit-tests", an_exit_test(passed=True))

    assert (refused.status, code_of(refused)) == (409, "plan-missing")
    assert dabu("recovery").status == 201


def test_a_refused_recovery_is_said_in_chinese_with_what_is_left(service, plan, official, places):
    plan()

    path = f"/v1/divisions/{places.dabu}/recovery"
    answer = service.post(path, as_=official, language="zh")

    assert "每月议事" in answer.json["detail"]


def test_nothing_is_tested_before_the_steps_are_done(dabu, plan):
    plan()

    assert code_of(dabu("weakness/exit-tests", an_exit_test(passed=True))) == "steps-open"


@pytest.mark.parametrize("number", ["0", "2", "x", "-1", "²"])
def test_a_step_the_plan_does_not_have_is_refused(dabu, plan, number):
    plan()

    assert code_of(dabu(f"weakness/steps/{number}/completion", RESULT)) == "step-unknown"


@pytest.mark.parametrize(
    "change",
    [{"steps": []}, {"criteria": []}, {"goal": ""}, {"steps": [{"title": "x"}]}],
)
def test_a_plan_without_substance_is_refused(plan, change):
    assert plan(PLAN | change).status == 422


def test_a_community_that_is_not_weak_has_no_plan(service, official, places):
    path = f"/v1/divisions/{places.tangzhong}/weakness/plan"

    assert code_of(service.put(path, PLAN, as_=official)) == "not-weak"


def test_only_officials_plan_and_test(dabu, plan, worker):
    assert plan(by=worker).status == 403
    assert dabu("weakness/exit-tests", an_exit_test(passed=True), worker).status == 403


@pytest.fixture
def pilots(service, official, places):
    """Dabu in a round of the district and one of its town, Tangzhong in that of the district."""
    for community, round_, level in (
        (places.dabu, "2018-1", "district"),
        (places.tangzhong, "2018-1", "district"),
        (places.dabu, "2019-里水", "town"),
    ):
        body = {"community_id": community, "round": round_, "since": f"{round_[:4]}-02-01"}
        answer = service.post("/v1/pilots", body | {"level": level}, as_=official)
        assert answer.status == 201
    return service


def ids(answer):
    return [place["id"] for place in answer.json["items"]]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["dabu", "tangzhong"]),
        ("?round=2018-1", ["dabu", "tangzhong"]),
        ("?level=town", ["dabu"]),
        ("?round=2018-1&level=district", ["dabu", "tangzhong"]),
        ("?round=2018-1&level=town", []),
        ("?round=2017-1", []),
    ],
)
def test_pilots_are_read_by_round_and_level(pilots, places, query, found):
    codes = sorted(getattr(places, name) for name in found)

    assert ids(pilots.get(f"/v1/pilots{query}")) == codes


def test_a_pilot_of_an_earlier_version_is_found_by_its_round_too(service, pilots, places):
    old = Division(places.zone, places.zone, "旧", Kind.RESIDENTS_COMMITTEE, "440605124", True)
    service.given(
        "divisions",
        Division(**vars(old) | {"pilot": Pilot("2018-1", service.now.date(), "district")}),
    )

    assert places.zone in ids(service.get("/v1/pilots?round=2018-1&level=district"))
    assert places.zone in ids(service.get("/v1/pilots?round=2018-1"))
    assert places.zone not in ids(service.get("/v1/pilots?level=town"))


def test_each_round_counts_its_communities_once(pilots, official, places):
    again = {"community_id": places.dabu, "round": "2018-1", "since": "2018-03-01"}
    pilots.post("/v1/pilots", again | {"level": "district"}, as_=official)

    rounds = pilots.get("/v1/pilots/rounds").json["items"]

    assert {(one["round"], one["level"]): one["communities"] for one in rounds} == {
        ("2018-1", "district"): 2,
        ("2019-里水", "town"): 1,
    }
    assert pilots.get("/v1/divisions/summary").json["pilots"] == 2


def test_the_pilots_of_a_day_are_those_that_had_begun(pilots, places):
    def pilots_on(day):
        return pilots.get(f"/v1/divisions/summary?on={day}").json["pilots"]

    assert [pilots_on(day) for day in ("2018-01-31", "2018-02-01")] == [0, 2]
    then = pilots.get(f"/v1/divisions/{places.dabu}?on=2018-12-31").json
    assert [pilot["round"] for pilot in then["pilots"]] == ["2018-1"]
    assert then["pilot"]["round"] == "2018-1"


def test_a_community_was_weak_on_the_days_it_was(service, dabu, places):
    path = f"/v1/divisions/{places.dabu}"
    dabu("recovery")

    assert service.get(f"{path}?on=2019-05-05").json["weak"] is False
    assert service.get(f"{path}?on=2019-05-05").json["rectifications"] == []


def test_weak_communities_are_found(service, dabu, places):
    weak = service.get("/v1/divisions?weak=true")
    others = service.get("/v1/divisions?weak=false&parent=440605126")
    dabu("recovery")

    assert (ids(weak), ids(others)) == ([places.dabu], [])
    assert ids(service.get("/v1/divisions?weak=true")) == []


@pytest.mark.parametrize("name", ["kind=estate", "setting=rural", "weak=true"])
def test_what_is_known_of_today_only_is_not_looked_for_on_another_day(service, name):
    answer = service.get(f"/v1/divisions?on=2019-01-01&{name}", language="zh")

    assert (answer.status, code_of(answer)) == (422, "today-only")
    assert name.split("=")[0] in answer.json["detail"]
