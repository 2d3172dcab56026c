from datetime import timedelta

import pytest

from chassis.testing import token
from services.participation.domain.spaces.space import SpaceKind

VISIT = {"resident_id": "ann", "space_id": "home"}


@pytest.fixture
def a_space(places):
    hours = [{"weekday": 6, "opens": "09:00", "closes": "21:00"}]
    wanted = {"kind": "happiness_home", "name": "幸福院", "division": places.dabu, "capacity": 30}
    return wanted | {"serves": ["elder"], "hours": hours, "host_id": "o", "keeper": "居委会"}


@pytest.mark.parametrize("kind", list(SpaceKind))
def test_a_space_of_each_of_the_eight_kinds_opens(service, worker, a_space, kind):
    opened = service.post("/v1/spaces", a_space | {"kind": kind}, as_=worker)

    shown = service.get(f"/v1/spaces/{opened.json['id']}").json

    assert shown["hours"] == [{"weekday": 6, "opens": "09:00", "closes": "21:00"}]
    assert (shown["kind"], service.announced[0].kind) == (kind, kind)


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "casino"},
        {"capacity": 0},
        {"division": "440605126999"},
        {"hours": [{"weekday": 6, "opens": "21:00", "closes": "09:00"}]},
        {"hours": [{"weekday": 8, "opens": "09:00", "closes": "25:00"}]},
    ],
)
def test_a_space_that_makes_no_sense_is_refused(service, official, a_space, wrong):
    assert service.post("/v1/spaces", a_space | wrong, as_=official).status == 422


def test_spaces_are_listed_by_kind_and_by_place(service, worker, a_space, places):
    service.post("/v1/spaces", a_space, as_=worker)

    def count(query):
        return len(service.get(f"/v1/spaces?{query}").json["items"])

    assert (count(""), count("kind=happiness_home"), count("division=440605124")) == (2, 1, 0)


@pytest.mark.parametrize(
    ("kind", "group"), [("happiness_home", "elder"), ("migrant_children_station", "newcomer")]
)
def test_a_space_serves_the_groups_of_its_kind_unless_others_are_named(
    service, worker, a_space, kind, group
):
    told = a_space | {"kind": kind}
    service.post("/v1/spaces", told | {"serves": []}, as_=worker)
    service.post("/v1/spaces", told | {"serves": ["foreigner"]}, as_=worker)

    served = [service.get(f"/v1/spaces?serves={who}").json["items"] for who in (group, "foreigner")]

    assert [[space["kind"] for space in spaces] for spaces in served] == [[kind], [kind]]


def test_a_visit_is_announced_and_is_the_first_rung(service, ann, announced, event_id):
    answer = service.post("/v1/visits", VISIT, as_=ann)

    assert answer.status == 201
    assert announced() == ["SpaceVisited", "ResidentSteppedUp"]
    assert service.announced[0].host_id == "o"
    assert service.announced[1].evidence == [event_id("SpaceVisited")]


def test_a_second_check_in_on_a_day_is_refused(service, ann, announced):
    service.post("/v1/visits", VISIT, as_=ann)

    assert service.post("/v1/visits", VISIT, as_=ann).status == 409
    assert announced() == ["SpaceVisited", "ResidentSteppedUp"]


def test_a_visitor_may_live_in_another_community(service, worker):
    answer = service.post("/v1/visits", VISIT | {"resident_id": "bob"}, as_=worker)

    assert answer.status == 201
    assert service.stored("standings", "bob").rung == "space"


def test_many_visits_are_imported_and_the_wrong_ones_refused_alone(service, integrator, places):
    days = [(places.noon - timedelta(days=n)).isoformat() for n in (-1, 1, 1, 40)]
    items = [VISIT | {"visited_at": day} for day in days]
    items += [VISIT | {"resident_id": "nobody"}, VISIT | {"space_id": "nowhere"}]

    answer = service.post("/v1/visits/bulk", {"items": items}, as_=integrator)

    assert [item["status"] for item in answer.json["items"]] == [422, 201, 409, 201, 404, 404]
    assert service.stored("standings", "ann").counts == {"space_visited": 2}


def test_repeated_visits_are_refused_without_a_commit_for_each(service, integrator, places):
    days = [places.noon - timedelta(days=n) for n in range(60)]
    items = [VISIT | {"visited_at": day.isoformat()} for day in days]
    service.post("/v1/visits/bulk", {"items": items[:50]}, as_=integrator)
    commit, commits = service.backend.commit, []
    service.backend.commit = lambda writes: (commits.append(1), commit(writes))

    answer = service.post("/v1/visits/bulk", {"items": items}, as_=integrator)

    assert [item["status"] for item in answer.json["items"]] == [409] * 50 + [201] * 10
    assert len(commits) == 2


def test_a_resident_checks_nobody_else_in(service, ann):
    assert service.post("/v1/visits", VISIT | {"resident_id": "bob"}, as_=ann).status == 403


def test_a_captain_elsewhere_checks_nobody_in_here(service, captain):
    assert service.post("/v1/visits", VISIT, as_=captain).status == 403


def test_the_use_of_a_space_is_counted_by_month(service, integrator, worker, places):
    visit_daily(service, integrator, places, range(11))

    use = service.get("/v1/spaces/home/use").json
    detail = service.get("/v1/spaces/home/use/detail", as_=worker).json

    assert (use["visits"], use["last_used_on"]) == (11, "2019-05-06")
    assert use["by_month"] == detail["by_month"] == {"2019-04": 5, "2019-05": 6}


def visit_daily(service, integrator, places, days_ago):
    for day in days_ago:
        moment = (places.noon - timedelta(days=day)).isoformat()
        service.post("/v1/visits", VISIT | {"visited_at": moment}, as_=integrator)


def test_small_numbers_of_use_are_for_those_who_answer_for_the_space_alone(
    service, integrator, worker, places
):
    visit_daily(service, integrator, places, range(7))

    use = service.get("/v1/spaces/home/use").json
    detail = service.get("/v1/spaces/home/use/detail", as_=worker).json

    # May goes along with April, which would follow from it and the sum
    assert (use["visits"], use["by_month"]) == (7, {"2019-04": None, "2019-05": None})
    assert (detail["visits"], detail["by_month"]) == (7, {"2019-04": 1, "2019-05": 6})


def test_a_space_nobody_came_to_is_found_idle_once(service, worker, a_space, announced):
    service.post("/v1/spaces", a_space, as_=worker)
    service.now += timedelta(days=31)

    service.tick("find_idle_spaces")
    service.tick("find_idle_spaces")

    assert announced() == ["SpaceOpened", "SpaceIdleFound"]
    assert service.announced[1].idle_days == 31


def test_a_space_that_was_used_again_may_be_found_idle_again(service, ann, announced):
    for _ in range(2):
        service.post("/v1/visits", VISIT, as_=ann)
        service.now += timedelta(days=31)
        service.tick("find_idle_spaces")

    assert announced().count("SpaceIdleFound") == 2


def test_staff_see_the_check_ins_of_their_own_spaces(service, worker, captain, ann):
    service.post("/v1/visits", VISIT, as_=ann)
    own = service.get("/v1/visits", as_=worker).json["items"]

    assert [visit["resident_id"] for visit in own] == ["ann"]
    assert service.get("/v1/visits", as_=captain).status == 403


def test_nobody_checks_in_outside_the_opening_hours(service, worker, a_space, ann):
    space = service.post("/v1/spaces", a_space, as_=worker).json["id"]
    saturday, later = "2019-05-04T20:59:00+08:00", "2019-05-04T21:01:00+08:00"
    visit = VISIT | {"space_id": space}

    late = service.post("/v1/visits", visit | {"visited_at": later}, as_=ann)
    in_time = service.post("/v1/visits", visit | {"visited_at": saturday}, as_=ann)

    assert (late.status, in_time.status) == (409, 201)
    assert late.json["errors"][0]["rule"] == "outside-opening-hours"
    assert "09:00-21:00" in late.json["detail"]


def test_a_space_is_shut_on_the_days_said_and_opens_again(service, worker, ann):
    shut = {"first_day": "2019-05-06", "last_day": "2019-05-06", "reason": "维修"}
    service.put("/v1/spaces/home/times", {"hours": [], "closures": [shut]}, as_=worker)

    refused = service.post("/v1/visits", VISIT, as_=ann, language="zh")
    service.put("/v1/spaces/home/times", {"hours": []}, as_=worker)

    assert refused.status == 409
    assert "维修" in refused.json["errors"][0]["message"]
    assert service.post("/v1/visits", VISIT, as_=ann).status == 201


@pytest.mark.parametrize(
    "wrong",
    [
        {"hours": [{"weekday": 1, "opens": "21:00", "closes": "09:00"}]},
        {"hours": [{"weekday": 0, "opens": "09:00", "closes": "21:00"}]},
        {
            "hours": [],
            "closures": [{"first_day": "2019-05-07", "last_day": "2019-05-06", "reason": "节"}],
        },
        {},
    ],
)
def test_times_that_make_no_sense_are_refused(service, worker, wrong):
    assert service.put("/v1/spaces/home/times", wrong, as_=worker).status == 422
    assert service.stored("spaces", "home").hours == ()


def test_another_town_s_official_sets_no_times(service, captain):
    stranger = token("official", sub="x", divisions=("440605124",))

    assert service.put("/v1/spaces/home/times", {"hours": []}, as_=stranger).status == 403
    assert service.put("/v1/spaces/home/times", {"hours": []}, as_=captain).status == 403
