from datetime import timedelta

import pytest

from chassis.testing.harness import token
from services.participation.domain.activities.activity import Activity
from services.participation.domain.sections import Edition, Section
from tests.component.participation.conftest import DABU, NOON

ME = {"resident_id": "ann"}
HOURS = timedelta(hours=1)


@pytest.fixture
def activity(an_activity):
    return an_activity(asks_code=True, capacity=2).json["id"]


@pytest.fixture
def shown(service, activity, worker):
    """Give the code as it is shown at the activity now."""
    return lambda: service.get(f"/v1/activities/{activity}/code", as_=worker)


@pytest.fixture
def typed(service, activity, ann):
    """Let Ann check herself in with a code, or without."""

    def type_in(code=None, **more):
        said = {} if code is None else {"code": code}
        return service.post(
            "/v1/attendances", ME | {"activity_id": activity} | said | more, as_=ann
        )

    return type_in


def test_who_types_in_the_code_shown_there_was_there(shown, typed, announced):
    answer = typed(shown().json["code"])

    assert (answer.status, answer.json["attended_at"]) == (201, "2019-05-06T04:00:00Z")
    assert announced()[1:] == ["ActivityAttended", "ResidentSteppedUp"]


def test_a_code_holds_for_a_few_minutes(service, shown, typed):
    told = shown().json
    service.now += timedelta(minutes=9)
    code_of_before = told["code"]
    assert shown().json["code"] != code_of_before
    assert "ETag" not in shown().headers

    service.now += timedelta(minutes=1)

    assert told["refused_from"] == "2019-05-06T04:10:00Z"
    assert typed(code_of_before).json["type"] == "urn:gongzhi:problem:code-wrong"


def test_a_code_of_the_slot_before_still_holds(service, shown, typed):
    code = shown().json["code"]
    service.now += timedelta(minutes=9)

    assert typed(code).status == 201


def test_the_standard_says_how_long_a_code_holds(service, shown):
    edition = Edition("g1", 1, DABU, NOON.date(), {"code_minutes": 1})
    service.given("sections", Section("timetable", (edition,)))

    assert shown().json["refused_from"] == "2019-05-06T04:02:00Z"


@pytest.mark.parametrize("code", ["AAAAAAAA", "签到码", "k"])
def test_another_code_is_refused_in_both_languages(typed, service, activity, ann, code):
    answer = typed(code)
    chinese = service.post(
        "/v1/attendances", ME | {"activity_id": activity, "code": code}, as_=ann, language="zh"
    )

    assert (answer.status, chinese.json["detail"]) == (409, "签到码不正确或已过期")
    assert service.stored("activities", activity).attended == ()


def test_the_code_of_one_activity_is_not_that_of_another(service, an_activity, shown, ann):
    other = an_activity(asks_code=True, space_id=None).json["id"]
    told = ME | {"activity_id": other, "code": shown().json["code"]}

    assert service.post("/v1/attendances", told, as_=ann).status == 409


def test_residents_need_the_code_and_staff_do_not(service, activity, typed, worker):
    told = {"resident_id": "bob", "activity_id": activity}

    assert typed().json["type"] == "urn:gongzhi:problem:code-needed"
    assert service.post("/v1/attendances", told, as_=worker).status == 201


def test_a_code_is_for_now(shown, typed):
    answer = typed(shown().json["code"], attended_at="2019-05-06T11:30:00+08:00")

    assert (answer.status, answer.json["type"]) == (422, "urn:gongzhi:problem:code-is-for-now")


def test_codes_are_shown_to_those_who_run_the_activity_while_it_is_on(
    service, activity, shown, ann, captain
):
    path = f"/v1/activities/{activity}/code"

    assert service.get(path, as_=ann).status == service.get(path, as_=captain).status == 403
    service.now += 3 * HOURS
    assert shown().json["type"] == "urn:gongzhi:problem:doors-shut"


def test_a_code_is_no_good_when_the_activity_is_over(service, an_activity, worker, ann):
    activity = an_activity(asks_code=True, space_id=None).json["id"]
    service.now += 2 * HOURS
    code = service.get(f"/v1/activities/{activity}/code", as_=worker).json["code"]
    service.now += timedelta(minutes=1)

    told = ME | {"activity_id": activity, "code": code}

    assert service.post("/v1/attendances", told, as_=ann).status == 409


@pytest.fixture
def over(service, an_activity, worker):
    """Ann and Bob had a place; only Bob came; a day has passed."""
    activity = an_activity(capacity=2).json["id"]
    for who in ("ann", "bob"):
        service.post(f"/v1/activities/{activity}/signups", {"resident_id": who}, as_=worker)
    there = {"resident_id": "bob", "activity_id": activity}
    service.post("/v1/attendances", there, as_=worker)
    service.now += 26 * HOURS
    return activity


def test_who_did_not_come_is_found_once(service, over, worker, announced):
    service.tick("find_no_shows")
    service.tick("find_no_shows")

    assert announced().count("ActivityMissed") == 1
    assert service.announced[-1].resident_id == "ann"
    assert service.get(f"/v1/activities/{over}/roster", as_=worker).json["missed"] == ["ann"]


def test_nobody_is_missed_while_lists_may_still_come_in(service, over, announced):
    service.now -= timedelta(seconds=1)
    service.tick("find_no_shows")

    assert "ActivityMissed" not in announced()


def test_the_standard_says_when_lists_are_closed(service, over, announced):
    edition = Edition("g1", 1, DABU, NOON.date(), {"missed_after_hours": 48})
    service.given("sections", Section("timetable", (edition,)))
    service.tick("find_no_shows")
    assert "ActivityMissed" not in announced()

    service.now += 24 * HOURS
    service.tick("find_no_shows")

    assert announced().count("ActivityMissed") == 1


def test_those_not_due_do_not_stand_before_those_that_are(service, over, announced, places):
    edition = Edition("g1", 1, places.tangzhong, NOON.date(), {"missed_after_hours": 900})
    service.given("sections", Section("timetable", (edition,)))
    starts, ends = NOON - 2 * HOURS, NOON - HOURS
    service.given(
        "activities",
        *(
            Activity(f"a{n:03}", places.tangzhong, "茶话会", None, None, starts, ends, 5, ("bob",))
            for n in range(401)
        ),
    )

    service.tick("find_no_shows")

    assert announced().count("ActivityMissed") == 1
    assert service.stored("activities", over).missed == ("ann",)


def test_more_than_a_hundred_are_settled_one_batch_after_another(service, announced):
    starts, ends = NOON - 30 * HOURS, NOON - 29 * HOURS
    lists = [
        Activity(f"a{n:03}", DABU, "茶话会", None, None, starts, ends, 5, ("ann",))
        for n in range(250)
    ]
    service.given("activities", *lists)

    counts = []
    for _ in range(4):
        service.tick("find_no_shows")
        counts.append(announced().count("ActivityMissed"))

    assert counts == [100, 200, 250, 250]


def test_two_replicas_that_look_at_once_find_the_same_absent_once(service, over, announced):
    commit = service.backend.commit

    def commit_after_the_other(writes):
        service.backend.commit = commit
        service.tick("find_no_shows")
        commit(writes)

    service.backend.commit = commit_after_the_other
    service.tick("find_no_shows")

    assert announced().count("ActivityMissed") == 1


def test_a_list_that_comes_in_late_still_counts(service, over, worker, announced):
    service.tick("find_no_shows")
    told = ME | {"activity_id": over, "attended_at": "2019-05-06T12:00:00+08:00"}

    assert service.post("/v1/attendances", told, as_=worker).status == 201
    assert service.stored("activities", over).missed == ()
    assert announced()[-2:] == ["ActivityAttended", "ResidentSteppedUp"]


def test_activities_kept_before_there_were_codes_and_lists_are_still_read(service, ann):
    service.given("activities", Activity("old", DABU, "茶话会", None, None, NOON, NOON + HOURS, 5))
    document = service.backend.collections["activities"]["old"]
    for name in ("missed", "community_only", "asks_code", "revision", "revised_at", "called_off"):
        del document[name]
    del document["settled"]

    signed = service.post("/v1/activities/old/signups", ME, as_=ann)

    assert (signed.status, signed.json["place"]) == (201, "signed_up")


def test_residents_of_another_community_stay_out_where_it_is_for_its_own(service, an_activity):
    path = f"/v1/activities/{an_activity(community_only=True).json['id']}/signups"
    bob = token("resident", sub="bob")

    answer = service.post(path, {"resident_id": "bob"}, as_=bob)

    assert (answer.status, answer.json["type"]) == (
        409,
        "urn:gongzhi:problem:not-of-this-community",
    )
