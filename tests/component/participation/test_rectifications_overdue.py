from dataclasses import replace
from datetime import date, timedelta

import pytest

from services.participation.domain.divisions.division import Weakness
from services.participation.inbound import StandardPublished

DABU = "440605126009"
STEPS = [
    {"title": "每月议事", "owner": "里水镇组织办", "due": "2019-06-01"},
    {"title": "补选委员", "owner": "里水镇民政办", "due": "2019-07-01"},
]
PLAN = {"goal": "恢复议事", "steps": STEPS, "criteria": ["连续三个月议事"]}
RESULT = {"result": "已召开三次"}


@pytest.fixture
def weak(service, official):
    """Send something about Dabu, which is weak since noon, and give the answer."""
    path = f"/v1/divisions/{DABU}/weakness"
    service.post(path, {"reason": "没有议事"}, as_=official)
    return lambda what, body: service.post(f"{path}/{what}", body, as_=official)


@pytest.fixture
def plan(service, official, weak):
    return lambda body=PLAN: service.put(f"/v1/divisions/{DABU}/weakness/plan", body, as_=official)


@pytest.fixture
def told(service):
    """Let days pass, let the clock tell what is overdue, and give what was said then."""

    def pass_and_tell(days, *, times=2):
        service.now += timedelta(days=days)
        before = len(service.announced)
        for _ in range(times):
            service.tick("tell_what_is_overdue")
        return [(one.title, one.owner, one.level) for one in service.announced[before:]]

    return pass_and_tell


def test_a_step_is_said_overdue_once_for_each_level(plan, told):
    plan()

    on_the_day, after, again, later = told(26), told(1), told(13), told(2)

    assert (on_the_day, again) == ([], [])
    assert after == [("每月议事", "里水镇组织办", 1)]
    assert later == [("每月议事", "里水镇组织办", 2)]
    assert [level for _, _, level in told(200)] == [3, 1]
    assert [level for _, _, level in told(200)] == [2]


def test_what_is_done_is_said_overdue_no_more(weak, plan, told, announced):
    plan()
    told(30)

    weak("steps/1/completion", RESULT)

    assert announced()[-1] == "RectificationCaughtUp"
    assert told(20) == []


def test_what_was_done_in_time_catches_up_with_nothing(weak, plan, announced):
    plan()
    weak("steps/1/completion", RESULT)

    assert announced() == ["CommunityFlaggedWeak"]


def test_a_community_without_a_plan_is_said_to_wait_for_one_until_it_has(
    plan, told, announced, weak
):
    early, late = told(30), told(1)
    plan()

    assert (early, late) == ([], [("制订整顿计划", DABU, 1)])
    assert announced()[-1] == "RectificationCaughtUp"


def test_a_new_plan_does_not_say_again_what_was_said(plan, told):
    plan()
    told(27)

    plan(PLAN | {"goal": "恢复议事，选齐班子"})

    assert told(1) == []


def test_the_days_are_those_of_the_standard(service, official, told):
    rules = {"rectification": {"plan_days": 5, "again_days": 2}}
    service.hears(StandardPublished("plan", 1, service.now.date(), rules, "440605"))
    service.post(f"/v1/divisions/{DABU}/weakness", {"reason": "没有议事"}, as_=official)

    assert [told(days) for days in (6, 1)] == [[("制订整顿计划", DABU, 1)], []]
    assert told(2) == [("制订整顿计划", DABU, 2)]


def test_what_recovered_or_ended_is_waited_for_no_more(service, official, plan, told, places):
    plan()
    community = service.stored("divisions", DABU)
    service.given("divisions", replace(community, weak=False))

    assert told(60) == []
    assert service.stored("divisions", DABU).steps_due == date.max


def test_communities_kept_before_this_are_watched_too(service, told):
    """They were stored without the day on which somebody is to be told."""
    kept = service.stored("divisions", DABU)
    found = (Weakness("没有议事", date(2019, 1, 1)),)
    service.given("divisions", replace(kept, weak=True, rectifications=found))

    assert told(0) == [("制订整顿计划", DABU, 1)]


@pytest.mark.parametrize(
    ("on", "status", "rule"),
    [
        ("2019-05-05", 201, None),
        ("2019-05-07", 422, "in-the-future"),
        ("soon", 422, "invalid-body"),
    ],
)
def test_the_day_a_community_was_found_weak_can_be_given(service, official, on, status, rule):
    path = f"/v1/divisions/{DABU}/weakness"

    answer = service.post(path, {"reason": "没有议事", "on": on}, as_=official)

    assert answer.status == status
    if rule is None:
        assert answer.json["rectifications"][-1]["flagged_on"] == on
    else:
        assert answer.json["type"].endswith(rule)


def test_a_community_is_not_found_weak_before_it_last_recovered(service, official, weak):
    recovered = service.post(f"/v1/divisions/{DABU}/recovery", as_=official)
    body = {"reason": "没有议事", "on": "2019-05-05"}

    refused = service.post(f"/v1/divisions/{DABU}/weakness", body, as_=official)

    assert (recovered.status, refused.status) == (201, 422)
    assert refused.json["type"].endswith("before-another-change")
