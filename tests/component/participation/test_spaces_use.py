from datetime import timedelta

import pytest

from services.participation.domain.residents.resident import Purpose, Resident
from services.participation.domain.spaces.space import Space, SpaceKind
from services.participation.inbound import SpaceTakenUp, StandardPublished

VISIT = {"resident_id": "ann", "space_id": "home"}
DETAIL = "/v1/spaces/home/use/detail"


@pytest.fixture
def idle(service, worker, places):
    """Open spaces that nobody comes to; give their ids."""

    def opened(count, division=places.dabu):
        kinds = {"kind": "happiness_home", "capacity": 30, "division": division}
        items = [kinds | {"name": f"幸福院{n}"} for n in range(count)]
        answer = service.post("/v1/spaces/bulk", {"items": items}, as_=worker)
        return [item["body"]["id"] for item in answer.json["items"]]

    return opened


@pytest.fixture
def found(service):
    """Say which spaces were found idle by the timer, in order."""

    def tick():
        service.tick("find_idle_spaces")
        names = [(type(one).__name__, one) for one in service.announced]
        return [one.space_id for name, one in names if name == "SpaceIdleFound"]

    return tick


def a_rule(places, days, division, number=1):
    rules = {"spaces": {"idle_days": days}}
    return StandardPublished(f"rule-{division}", number, places.noon.date(), rules, division)


def test_use_is_counted_by_hour_and_by_group(service, integrator, worker, places):
    service.given("residents", Resident("eve", places.dabu, ("elder", "youth"), places.noon))
    for who, hours in (("ann", 0), ("ann", -24), ("eve", -3)):
        moment = (places.noon + timedelta(hours=hours)).isoformat()
        visit = VISIT | {"resident_id": who, "visited_at": moment}
        assert service.post("/v1/visits", visit, as_=integrator).status == 201

    use = service.get(DETAIL, as_=worker).json

    assert use["by_hour"] == {"09": 1, "12": 2}
    assert use["by_group"] == {"elder": 1, "youth": 3}
    assert use["visits"] == 3


def test_who_said_no_to_statistics_is_counted_in_no_group(service, integrator, worker, places):
    private = Resident("eve", places.dabu, ("elder",), places.noon, (Purpose.STATISTICS,))
    service.given("residents", private)
    service.post("/v1/visits", VISIT | {"resident_id": "eve"}, as_=integrator)

    use = service.get(DETAIL, as_=worker).json

    assert (use["visits"], use["by_group"]) == (1, {})


def test_use_in_detail_is_for_those_who_answer_for_the_space(service, ann, captain, worker):
    assert service.get(DETAIL).status == 401
    assert service.get(DETAIL, as_=ann).status == 403
    assert service.get(DETAIL, as_=captain).status == 403
    assert service.get(DETAIL, as_=worker).json["by_hour"] == {}


def test_a_use_that_is_refused_is_not_counted(service, ann, worker):
    for _ in range(2):
        service.post("/v1/visits", VISIT, as_=ann)

    assert service.get(DETAIL, as_=worker).json["by_hour"] == {"12": 1}


def test_when_a_space_is_idle_is_said_by_the_standard_of_its_place(service, idle, found, places):
    service.hears(a_rule(places, 90, places.district), twice=True)
    service.hears(a_rule(places, 7, places.dabu, number=2))
    [dabu] = idle(1)
    elsewhere = Space("x", places.tangzhong, SpaceKind.YOUTH_HOME, "亲青家园", 9, places.noon)
    service.given("spaces", elsewhere)
    use = {"_id": "x", "last_used_on": "2019-05-06", "watched": True, "visits": 0}
    service.backend.collections["space_use"]["x"] = use

    service.now += timedelta(days=6)
    assert found() == []
    service.now += timedelta(days=1)
    assert found() == [dabu]
    service.now += timedelta(days=82)
    assert found() == [dabu]
    service.now += timedelta(days=1)
    assert found() == [dabu, "x"]


def test_those_not_yet_due_do_not_stand_before_those_that_are(service, idle, found, places):
    service.hears(a_rule(places, 90, places.dabu))
    idle(120)
    service.given(
        "spaces", Space("zz", places.tangzhong, SpaceKind.YOUTH_HOME, "亲青家园", 9, places.noon)
    )
    use = {"_id": "zz", "last_used_on": "2019-05-06", "watched": True, "visits": 0}
    service.backend.collections["space_use"]["zz"] = use

    service.now += timedelta(days=31)

    assert found() == ["zz"]


def test_more_than_a_hundred_are_found_an_hour_apart(service, idle, found):
    ids = idle(120)
    service.now += timedelta(days=31)

    assert len(found()) == 100
    assert sorted(found()) == sorted(ids)
    assert len(found()) == 120


def test_a_booked_space_is_not_idle(service, worker, found, idle, places):
    [space] = idle(1)
    starts = places.noon + timedelta(days=20)
    booking = {"space_id": space, "organization_id": "o", "purpose": "排练"}
    booking |= {"starts_at": starts.isoformat()}
    booking |= {"ends_at": (starts + timedelta(hours=1)).isoformat()}
    made = service.post("/v1/bookings", booking, as_=worker).json["id"]
    service.now += timedelta(days=19)

    service.now += timedelta(days=12)
    assert found() == []
    service.now += timedelta(days=30)
    assert found() == [space]
    assert service.post(f"/v1/bookings/{made}/cancellation", as_=worker).status == 409


@pytest.fixture
def planned(service, worker, places):
    """Plan an activity in a space, so many days from the beginning; give its path."""

    def plan(space, days):
        starts = places.noon + timedelta(days=days)
        wanted = {"title": "茶话会", "division": places.dabu, "space_id": space, "capacity": 9}
        wanted |= {"starts_at": starts.isoformat()}
        wanted |= {"ends_at": (starts + timedelta(hours=1)).isoformat()}
        return "/v1/activities/" + service.post("/v1/activities", wanted, as_=worker).json["id"]

    return plan


def test_a_space_that_activities_are_held_in_is_not_idle(service, found, idle, planned):
    [space] = idle(1)
    planned(space, 20)

    service.now += timedelta(days=31)
    assert found() == []
    service.now += timedelta(days=20)
    assert found() == [space]


def test_what_was_called_off_keeps_no_space_from_being_found(service, worker, found, idle, planned):
    [space] = idle(1)
    service.post(f"{planned(space, 20)}/calling-off", {"reason": "台风"}, as_=worker)

    service.now += timedelta(days=31)

    assert found() == [space]


def test_a_space_that_is_shut_is_offered_to_nobody_until_it_opens(service, worker, found, idle):
    [space] = idle(1)
    shut = {"first_day": "2019-05-10", "last_day": "2019-06-30", "reason": "修缮"}
    service.put(f"/v1/spaces/{space}/times", {"hours": [], "closures": [shut]}, as_=worker)

    service.now += timedelta(days=31)
    assert found() == []
    service.now += timedelta(days=25)
    assert found() == [space]


def days_ago(service, days, space):
    moment = (service.now - timedelta(days=days)).isoformat()
    return VISIT | {"space_id": space, "visited_at": moment}


def test_a_list_of_long_ago_does_not_make_a_space_used_today(service, integrator, found, idle):
    [space] = idle(1)
    service.now += timedelta(days=31)
    [offered] = found()

    service.post("/v1/visits", days_ago(service, 400, space), as_=integrator)

    assert service.stored("spaces", offered).idle_since is not None
    assert service.get(f"/v1/spaces/{space}/use").json["last_used_on"] == "2019-05-06"
    assert found() == [space]


def test_a_list_of_last_week_is_use_of_last_week(service, integrator, found, idle):
    [space] = idle(1)
    service.now += timedelta(days=31)
    service.post("/v1/visits", days_ago(service, 7, space), as_=integrator)

    assert found() == []
    assert service.get(f"/v1/spaces/{space}/use").json["last_used_on"] == "2019-05-30"
    service.now += timedelta(days=23)
    assert found() == [space]
    assert service.announced[-1].idle_days == 30


def test_a_space_found_idle_that_was_used_after_all_is_idle_no_longer(
    service, integrator, found, idle
):
    [space] = idle(1)
    service.now += timedelta(days=31)
    found()

    service.post("/v1/visits", days_ago(service, 7, space), as_=integrator)

    assert service.stored("spaces", space).idle_since is None


def test_an_idle_space_that_is_taken_up_has_a_new_host_and_new_time(service, idle, found, places):
    [space] = idle(1)
    service.now += timedelta(days=31)
    found()

    service.hears(SpaceTakenUp(space, "aid"), twice=True)

    kept = service.stored("spaces", space)
    assert (kept.host_id, kept.idle_since) == ("aid", None)
    assert kept.taken_up_on == service.now.date()
    service.now += timedelta(days=29)
    assert found() == [space]
    service.now += timedelta(days=1)
    assert found() == [space, space]


def test_a_space_unknown_here_is_taken_up_by_nobody(service):
    service.hears(SpaceTakenUp("nowhere", "aid"), twice=True)

    assert service.stored("spaces", "nowhere") is None


def test_a_space_that_somebody_came_to_is_idle_no_longer(service, ann, found):
    service.post("/v1/visits", VISIT, as_=ann)
    service.now += timedelta(days=31)
    found()
    assert service.stored("spaces", "home").idle_since is not None

    service.post("/v1/visits", VISIT, as_=ann)

    assert service.stored("spaces", "home").idle_since is None
