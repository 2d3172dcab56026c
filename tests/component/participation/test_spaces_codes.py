from datetime import timedelta

import pytest

from services.participation.inbound import StandardPublished

VISIT = {"resident_id": "ann", "space_id": "home"}
CODE = "/v1/spaces/home/code"


@pytest.fixture
def asking(service, worker):
    """Let the space in Dabu ask for its code."""
    service.put("/v1/spaces/home/times", {"hours": [], "asks_code": True}, as_=worker)
    return service


def shown(service, worker):
    return service.get(CODE, as_=worker).json["code"]


def test_a_resident_checks_in_with_the_code_shown(asking, ann, worker):
    code = shown(asking, worker)

    assert asking.post("/v1/visits", VISIT | {"code": code}, as_=ann).status == 201
    assert asking.get("/v1/spaces/home").json["asks_code"] is True


@pytest.mark.parametrize(
    ("said", "rule"), [({}, "code-needed"), ({"code": "AAAAAAAA"}, "code-wrong")]
)
def test_without_it_nobody_checks_themselves_in(asking, ann, said, rule):
    answer = asking.post("/v1/visits", VISIT | said, as_=ann)

    assert (answer.status, answer.json["errors"][0]["rule"]) == (409, rule)
    assert asking.announced == []


def test_a_code_grows_old(asking, ann, worker):
    code = shown(asking, worker)
    asking.now += timedelta(minutes=10)

    assert asking.post("/v1/visits", VISIT | {"code": code}, as_=ann).status == 409
    assert shown(asking, worker) != code


def test_how_long_a_code_holds_is_said_by_the_standard(asking, ann, worker, places):
    rules = {"spaces": {"code_minutes": 30}}
    asking.hears(StandardPublished("rooms", 1, places.noon.date(), rules, "440605"), twice=True)
    code = shown(asking, worker)

    asking.now += timedelta(minutes=29)

    assert asking.post("/v1/visits", VISIT | {"code": code}, as_=ann).status == 201


def test_a_keeper_checks_in_without_a_code_and_others_see_none(asking, worker, captain, ann):
    assert asking.post("/v1/visits", VISIT, as_=worker).status == 201
    assert asking.get(CODE, as_=captain).status == 403
    assert asking.get(CODE, as_=ann).status == 403


def test_new_times_leave_the_asking_as_it_was(asking, worker):
    asking.put("/v1/spaces/home/times", {"hours": []}, as_=worker)

    assert asking.stored("spaces", "home").asks_code


def test_the_code_is_kept_nowhere(asking, ann, worker):
    code = shown(asking, worker)
    asking.post("/v1/visits", VISIT | {"code": code}, as_=ann)

    assert code not in repr(asking.backend.collections)
