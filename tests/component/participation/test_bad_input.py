"""Bad input is refused in Chinese and in English, with the field and the rule.

A refusal leaves everything that is kept as it was, and announces nothing.
"""

import copy
import json
import re

import pytest

from chassis.testing.harness import token
from services.participation.domain.residents.resident import Resident
from services.participation.domain.spaces.openings import Closure, Hours
from services.participation.domain.spaces.space import Space, SpaceKind
from tests.component.participation.conftest import DABU, NOON, TANGZHONG

NOWHERE, NUMBER = "440605126099", "44060519880713002X"
CHINESE = re.compile("[\u4e00-\u9fff]")
YESTERDAY, TODAY, TOMORROW = (f"2019-05-0{day}" for day in (5, 6, 7))
NIGHT = {"starts_at": f"{TOMORROW}T20:00:00+08:00", "ends_at": f"{TOMORROW}T22:00:00+08:00"}
PAST = {"starts_at": f"{YESTERDAY}T10:00:00+08:00", "ends_at": f"{YESTERDAY}T12:00:00+08:00"}
SHUT = {"starts_at": "2019-05-08T10:00:00+08:00", "ends_at": "2019-05-08T12:00:00+08:00"}

HERE, THERE = {"division": DABU}, {"division": NOWHERE}
SPACE = {"kind": "youth_home", "name": "亲青家园", "capacity": 9}
ACTIVITY = {"title": "亲子阅读", "capacity": 1}
SHIFT = {"title": "探访长者", "organization_id": "o", "places": 3}
AFFAIR = {"title": "停车", "kind": "parking"}
VISIT = {"resident_id": "ann", "space_id": "days"}
BOOKING = {"space_id": "days", "organization_id": "choir", "purpose": "排练"}
HOURS = {"resident_id": "ann", "minutes": 60}
IN_DAYS = ACTIVITY | HERE | {"space_id": "days"}
EVENING = f"{YESTERDAY}T20:30:00+08:00"

UNKNOWN_DIVISION = [
    ("/v1/residents", THERE, "division", "community-unknown"),
    ("/v1/spaces", SPACE | THERE, "division", "division-unknown"),
    ("/v1/activities", ACTIVITY | SHUT | THERE, "division", "division-unknown"),
    ("/v1/shifts", SHIFT | SHUT | THERE, "division", "division-unknown"),
    ("/v1/affairs", AFFAIR | THERE, "division", "division-unknown"),
    ("/v1/residents", {"division": "大步"}, "division", "pattern"),
    ("/v1/spaces", SPACE | {"division": "44060512600"}, "division", "pattern"),
]
OUTSIDE_OPENING_HOURS = [
    ("/v1/visits", VISIT | {"visited_at": EVENING}, "visited_at", "outside-opening-hours"),
    ("/v1/bookings", BOOKING | NIGHT, "starts_at", "outside-opening-hours"),
    ("/v1/activities", IN_DAYS | NIGHT, "starts_at", "outside-opening-hours"),
    ("/v1/bookings", BOOKING | SHUT, "starts_at", "space-shut"),
    ("/v1/activities", IN_DAYS | SHUT, "starts_at", "space-shut"),
]
NOT_NOW = [
    ("/v1/bookings", BOOKING | PAST, "starts_at", "in-the-past"),
    ("/v1/activities", IN_DAYS | PAST, "ends_at", "in-the-past"),
    ("/v1/hours", HOURS | {"served_on": TOMORROW}, "served_on", "in-the-future"),
    (
        "/v1/visits",
        VISIT | {"visited_at": f"{TOMORROW}T10:00:00+08:00"},
        "visited_at",
        "in-the-future",
    ),
    ("/v1/hours", HOURS | {"served_on": "2019-02-30"}, "served_on", "type"),
    ("/v1/bookings", BOOKING | {"starts_at": "8点", "ends_at": "9点"}, "starts_at", "type"),
]
ELSEWHERE = [
    (
        "/v1/attendances",
        {"resident_id": "bob", "activity_id": "{full}"},
        "resident_id",
        "not-of-this-community",
    ),
    (
        "/v1/activities/{full}/signups",
        {"resident_id": "bob"},
        "resident_id",
        "not-of-this-community",
    ),
]
OVERFULL = [
    (
        "/v1/attendances",
        {"resident_id": "eve", "activity_id": "{full}"},
        "activity_id",
        "activity-full",
    ),
    (
        "/v1/activities",
        ACTIVITY | HERE | NIGHT | {"space_id": "home", "capacity": 41},
        "capacity",
        "venue-too-small",
    ),
]
TWICE = [
    (
        "/v1/residents",
        HERE | {"identity_number": NUMBER},
        "identity_number",
        "identity-number-taken",
    ),
    (
        "/v1/residents",
        HERE | {"identity_number": NUMBER, "reference": "x"},
        "identity_number",
        "identity-number-taken",
    ),
]
ALL = UNKNOWN_DIVISION + OUTSIDE_OPENING_HOURS + NOT_NOW + ELSEWHERE + OVERFULL + TWICE


@pytest.fixture
def staff():
    """Somebody who may enter everything, but no history."""
    return token("official", "worker", sub="guan")


@pytest.fixture
def kept(service, worker, an_activity):
    """A space open by day, a full activity for its own community, and somebody with a number."""
    by_day = tuple(Hours(day, "09:00", "18:00") for day in range(1, 8))
    shut = (Closure(NOON.date().replace(day=8), NOON.date().replace(day=8), "repairs"),)
    kind = SpaceKind.WORKERS_HOME
    service.given(
        "spaces", Space("days", DABU, kind, "职工家", 9, NOON, hours=by_day, closures=shut)
    )
    service.given("residents", Resident("eve", DABU, (), NOON))
    chen = HERE | {"identity_number": NUMBER}
    assert service.post("/v1/residents", chen, as_=worker).status == 201
    full = an_activity(community_only=True).json["id"]
    there = {"resident_id": "ann", "activity_id": full}
    assert service.post("/v1/attendances", there, as_=worker).status == 201
    return {"full": full}


def filled(told, names):
    """Put the ids of this run where a case names them."""
    if isinstance(told, dict):
        return {name: filled(value, names) for name, value in told.items()}
    return told.format(**names) if isinstance(told, str) else told


def named(case):
    path, _body, field, rule = case
    return f"{path} {field} {rule}"


@pytest.mark.parametrize("case", ALL, ids=named)
def test_it_is_refused_with_field_and_rule_in_both_languages(service, staff, kept, case):
    path, body, field, rule = filled(case[0], kept), filled(case[1], kept), *case[2:]
    before, told = copy.deepcopy(service.backend.collections), len(service.announced)

    chinese, english = (
        service.post(path, body, as_=staff, language=language) for language in ("zh", "en")
    )

    assert 400 <= chinese.status == english.status < 500
    found = [(one["field"], one["rule"]) for one in english.json["errors"]]
    assert (field, rule) in found
    assert all(CHINESE.search(one["message"]) for one in chinese.json["errors"])
    assert not any(CHINESE.search(one["message"]) for one in english.json["errors"])
    assert service.backend.collections == before
    assert len(service.announced) == told


def test_of_an_overfull_activity_one_waits_and_nobody_loses_a_place(service, staff, kept):
    path = f"/v1/activities/{kept['full']}"

    waiting = service.post(f"{path}/signups", {"resident_id": "eve"}, as_=staff)
    service.put(path, {"capacity": 2}, as_=staff)
    fewer = service.put(path, {"capacity": 1}, as_=staff)

    assert (waiting.status, waiting.json["place"]) == (201, "waiting")
    assert (fewer.status, fewer.json["errors"][0]["rule"]) == (409, "places-taken")


@pytest.mark.parametrize(
    ("path", "rule"),
    [
        (f"/v1/divisions/{NOWHERE}/timetable", "community-unknown"),
        (f"/v1/divisions/{NOWHERE}/calendar.ics", "community-unknown"),
        (f"/v1/divisions/{DABU}/timetable?week=2019-W60", "week-unknown"),
    ],
)
def test_what_is_not_there_is_not_shown(service, staff, path, rule):
    chinese, english = (service.get(path, as_=staff, language=one) for one in ("zh", "en"))

    assert chinese.json["errors"][0]["rule"] == english.json["errors"][0]["rule"] == rule
    assert CHINESE.search(chinese.json["detail"])


def test_a_worker_does_nothing_for_another_community(service, worker):
    told = {"resident_id": "bob", "minutes": 60, "served_on": TODAY}

    chinese, english = (
        service.post("/v1/hours", told, as_=worker, language=one) for one in ("zh", "en")
    )

    assert (chinese.status, english.status) == (403, 403)
    assert CHINESE.search(chinese.json["detail"])
    assert TANGZHONG in english.json["detail"]


def test_in_a_bulk_each_wrong_item_says_what_is_wrong_and_the_right_one_is_done(
    service, staff, kept
):
    wrong = UNKNOWN_DIVISION[0][1], TWICE[0][1], {"division": "大步"}, {"age": 7}, "no object"
    items = [*wrong[:2], HERE, *wrong[2:]]

    answer = service.post("/v1/residents/bulk", {"items": items}, as_=staff).json

    assert [item["status"] for item in answer["items"]] == [422, 409, 201, 422, 422, 422]
    problems = [item["problem"] for item in answer["items"] if item["status"] != 201]
    assert all(one["errors"][0]["field"] and one["errors"][0]["rule"] for one in problems)
    assert answer["counts"] == {"done": 1, "refused": 5}


def test_no_bulk_is_larger_than_it_may_be_and_none_of_it_is_done(service, staff):
    items = [HERE for _ in range(501)]

    chinese, english = (
        service.post("/v1/residents/bulk", {"items": items}, as_=staff, language=one)
        for one in ("zh", "en")
    )

    [fault] = english.json["errors"]
    assert (english.status, fault["field"], fault["rule"]) == (422, "items", "length")
    assert (english.json["detail"], chinese.json["detail"]) == ("1 to 500 items", "1 到 500 项")
    assert len(service.backend.collections["residents"]) == 2


def test_ten_thousand_broken_items_are_each_refused(service, staff):
    broken = [{"division": NOWHERE, "reference": f"r-{n}"} for n in range(10_000)]
    before = copy.deepcopy(service.backend.collections)

    answers = [
        service.post("/v1/residents/bulk", {"items": broken[n : n + 500]}, as_=staff).json
        for n in range(0, len(broken), 500)
    ]

    items = [item for answer in answers for item in answer["items"]]
    assert {item["problem"]["errors"][0]["rule"] for item in items} == {"community-unknown"}
    assert len(items) == 10_000
    assert service.backend.collections == before


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16"])
def test_a_body_in_another_encoding_is_refused_as_a_whole(service, staff, encoding):
    body = json.dumps(HERE | {"name": "陈大文"}, ensure_ascii=False)
    headers = {"Authorization": f"Bearer {staff}", "Content-Type": "application/json"}

    def sent(written, language="zh"):
        told = headers | {"Accept-Language": language}
        return service._client.post("/v1/residents", data=body.encode(written), headers=told)

    refused = [sent(encoding, language) for language in ("zh", "en")]

    assert [answer.status_code for answer in refused] == [400, 400]
    assert [answer.json["title"] for answer in refused] == ["JSON 格式有误", "Malformed JSON"]
    assert sent("utf-8").status_code == 201
