from datetime import timedelta

import pytest

from services.participation.ways_in.spaces import closing as spaces_closing

CLOSING = "/v1/spaces/home/closing"
FROM_WEDNESDAY = {"reason": "房屋拆除", "on": "2019-05-08"}
VISIT = {"resident_id": "ann", "space_id": "home"}


@pytest.fixture
def booked(service, worker, places):
    """Book the space for an hour, so many hours from noon on Monday."""

    def book(hours, organization_id="choir"):
        starts = places.noon + timedelta(hours=hours)
        wanted = {"space_id": "home", "organization_id": organization_id, "purpose": "排练"}
        wanted |= {"starts_at": starts.isoformat()}
        wanted |= {"ends_at": (starts + timedelta(hours=1)).isoformat()}
        return service.post("/v1/bookings", wanted, as_=worker)

    return book


@pytest.fixture
def planned(an_activity, places):
    """Plan an activity in the space, so many hours from noon on Monday."""

    def plan(hours):
        starts = places.noon + timedelta(hours=hours)
        ends = starts + timedelta(hours=1)
        times = {"starts_at": starts.isoformat(), "ends_at": ends.isoformat()}
        return an_activity(**times).json["id"]

    return plan


def test_what_is_there_after_the_day_is_called_off_and_told(
    service, worker, booked, planned, announced
):
    before, after = booked(2).json["id"], booked(50).json["id"]
    staying, off = planned(24), planned(53)

    closed = service.post(CLOSING, FROM_WEDNESDAY, as_=worker)

    assert (closed.status, closed.json["closed"]) == (200, True)
    assert closed.json["closed_from"] == "2019-05-08"
    assert announced()[4:] == ["SpaceClosed", "BookingCancelled", "ActivityCalledOff"]
    cancelled = {one: service.stored("bookings", one).cancelled_at for one in (before, after)}
    assert cancelled == {before: None, after: service.now}
    activities = {one: service.stored("activities", one).called_off for one in (staying, off)}
    assert activities[staying] is None
    assert "房屋拆除" in activities[off]


def test_a_space_is_used_until_the_day_and_no_more_from_then_on(
    service, worker, booked, an_activity, ann
):
    service.post(CLOSING, FROM_WEDNESDAY, as_=worker)

    assert service.post("/v1/visits", VISIT, as_=ann).status == 201
    assert booked(30).status == 201
    refused = [booked(50), an_activity(ends_at="2019-05-08T00:30:00+08:00")]
    service.now += timedelta(days=2)
    refused.append(service.post("/v1/visits", VISIT, as_=ann))
    assert [one.json["type"].rpartition(":")[2] for one in refused] == ["space-closed"] * 3
    assert "2019-05-08" in refused[0].json["detail"]


def test_a_space_given_up_is_found_idle_no_more_until_it_opens_again(service, worker, announced):
    service.post(
        "/v1/spaces",
        {
            "kind": "youth_home",
            "name": "家",
            "division": "440605126009",
            "capacity": 9,
            "reference": "r",
        },
        as_=worker,
    )
    [home] = [s for s in service.backend.collections["spaces"] if s != "home"]
    path = f"/v1/spaces/{home}"
    service.post(f"{path}/closing", FROM_WEDNESDAY, as_=worker)
    service.now += timedelta(days=40)
    service.tick("find_idle_spaces")
    quiet = announced()

    opened = service.post(f"{path}/reopening", as_=worker)
    service.post(f"{path}/reopening", as_=worker)
    service.now += timedelta(days=31)
    service.tick("find_idle_spaces")

    assert (opened.json["closed"], opened.json["closed_from"]) == (False, None)
    assert quiet == ["SpaceOpened", "SpaceClosed"]
    assert announced()[2:] == ["SpaceReopened", "SpaceIdleFound"]


def test_what_one_commit_cannot_hold_is_called_off_by_the_clock(
    service, worker, booked, announced, monkeypatch
):
    monkeypatch.setattr(spaces_closing, "MOST_CALLED_OFF", 2)
    for hours in range(48, 53):
        booked(hours)

    service.post(CLOSING, FROM_WEDNESDAY, as_=worker)
    at_once = announced().count("BookingCancelled")
    for _ in range(3):
        service.tick("clear_closed_spaces")

    assert (at_once, announced().count("BookingCancelled")) == (2, 5)
    assert service.backend.collections["booked_slots"] == {}
    assert service.stored("spaces", "home").clear_at == service.now + timedelta(minutes=10)


def test_a_booking_made_at_that_moment_by_another_replica_is_called_off_too(
    service, worker, booked, announced
):
    """It found the space open, and was committed after the space was closed."""
    service.post(CLOSING, FROM_WEDNESDAY, as_=worker)
    kept = service.backend.collections["spaces"].pop("home")
    open_still = {**kept, "closed": False, "clear_at": None}
    service.backend.collections["spaces"]["home"] = open_still
    assert booked(50).status == 201
    service.backend.collections["spaces"]["home"] = kept

    service.tick("clear_closed_spaces")
    service.now += timedelta(minutes=10)
    service.tick("clear_closed_spaces")

    assert announced() == ["SpaceClosed", "SpaceBooked", "BookingCancelled"]
    assert service.stored("spaces", "home").clear_at is None


def test_closing_twice_is_harmless_and_another_day_is_refused(service, worker, announced):
    answers = [service.post(CLOSING, FROM_WEDNESDAY, as_=worker) for _ in range(2)]
    other = service.post(CLOSING, FROM_WEDNESDAY | {"on": "2019-06-01"}, as_=worker)

    assert [one.status for one in answers] == [200, 200]
    assert (other.status, other.json["type"]) == (409, "urn:gongzhi:problem:space-closed")
    assert announced() == ["SpaceClosed"]


def test_a_day_on_which_somebody_came_was_no_day_of_a_closed_space(service, worker, integrator):
    visit = VISIT | {"visited_at": "2019-05-04T09:30:00+08:00"}
    service.post("/v1/visits", visit, as_=integrator)

    refused = service.post(CLOSING, {"reason": "拆除", "on": "2019-05-04"}, as_=worker)

    assert (refused.status, refused.json["type"]) == (422, "urn:gongzhi:problem:visits-stand")
    assert service.post(CLOSING, {"reason": "拆除", "on": "2019-05-05"}, as_=worker).status == 200


@pytest.mark.parametrize("wrong", [{"on": "soon"}, {"reason": ""}, {"reason": "因" * 201}])
def test_what_makes_no_sense_closes_nothing(service, worker, announced, wrong):
    assert service.post(CLOSING, FROM_WEDNESDAY | wrong, as_=worker).status == 422
    assert announced() == []


def test_only_those_who_run_the_space_close_it(service, ann, captain):
    assert service.post(CLOSING, FROM_WEDNESDAY, as_=ann).status == 403
    assert service.post(CLOSING, FROM_WEDNESDAY, as_=captain).status == 403
    assert service.post("/v1/spaces/nowhere/closing", FROM_WEDNESDAY, as_=captain).status == 403
