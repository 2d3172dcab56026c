from datetime import timedelta

import pytest

from chassis.testing import token
from services.participation.domain.spaces.openings import Hours
from services.participation.domain.spaces.space import Space, SpaceKind
from services.participation.inbound import StandardPublished

ATTEMPTS = 500


@pytest.fixture
def booking(places):
    """Ask for the space in Dabu from two to four in the afternoon."""

    def ask(**changes):
        starts = places.noon + timedelta(hours=2)
        wanted = {"space_id": "home", "organization_id": "choir", "purpose": "合唱团排练"}
        wanted |= {"starts_at": starts.isoformat()}
        return wanted | {"ends_at": (starts + timedelta(hours=2)).isoformat()} | changes

    return ask


@pytest.fixture
def evenings(service, places):
    """A space that opens in the evening."""
    hours = (Hours(1, "18:00", "21:00"),)
    kind = SpaceKind.WORKERS_HOME
    service.given(
        "spaces", Space("evenings", places.dabu, kind, "职工家", 9, places.noon, hours=hours)
    )


@pytest.fixture
def at(places):
    return lambda hours: (places.noon + timedelta(hours=hours)).isoformat()


def test_a_booked_space_is_seen_by_everybody_and_announced(service, worker, booking, announced):
    booked = service.post("/v1/bookings", booking(), as_=worker)

    [listed] = service.get("/v1/bookings?space_id=home").json["items"]

    assert (booked.status, announced()) == (201, ["SpaceBooked"])
    assert listed == service.get(f"/v1/bookings/{booked.json['id']}").json
    assert service.get("/v1/bookings?organization_id=others").json["items"] == []


def test_of_500_attempts_at_an_hour_one_wins(service, integrator, booking, announced):
    items = [booking(organization_id=f"org-{n}") for n in range(ATTEMPTS)]

    answer = service.post("/v1/bookings/bulk", {"items": items}, as_=integrator)

    assert answer.json["counts"] == {"done": 1, "refused": ATTEMPTS - 1}
    told = {item["problem"]["type"] for item in answer.json["items"] if item["status"] == 409}
    assert told == {"urn:gongzhi:problem:slot-taken"}
    assert announced() == ["SpaceBooked"]
    holders = {s["organization_id"] for s in service.backend.collections["booked_slots"].values()}
    assert holders == {"org-0"}


def test_whoever_commits_second_is_told_who_was_first(service, worker, booking, announced):
    """Another replica books between the reading and the commit of this one."""
    commit, rival = service.backend.commit, booking(organization_id="rival")

    def beaten(writes):
        service.backend.commit = commit
        assert service.post("/v1/bookings", rival, as_=worker).status == 201
        commit(writes)

    service.backend.commit = beaten

    answer = service.post("/v1/bookings", booking(), as_=worker)

    assert answer.status == 409
    assert "rival" in answer.json["detail"]
    assert announced() == ["SpaceBooked"]


def test_of_two_that_overlap_the_second_gets_none_of_its_hours(service, worker, booking, at):
    service.post("/v1/bookings", booking(), as_=worker)

    overlapping = booking(starts_at=at(3), ends_at=at(5))
    assert service.post("/v1/bookings", overlapping, as_=worker).status == 409
    assert len(service.backend.collections["booked_slots"]) == 2
    after = booking(starts_at=at(4), ends_at=at(5))
    assert service.post("/v1/bookings", after, as_=worker).status == 201


def test_a_cancelled_booking_frees_its_hours(service, worker, booking, announced):
    first = service.post("/v1/bookings", booking(), as_=worker).json["id"]

    path = f"/v1/bookings/{first}/cancellation"
    answers = [service.post(path, as_=worker) for _ in range(2)]

    assert [answer.status for answer in answers] == [200, 200]
    assert service.post("/v1/bookings", booking(organization_id="o2"), as_=worker).status == 201
    assert announced() == ["SpaceBooked", "BookingCancelled", "SpaceBooked"]
    assert service.post(path, as_=worker).status == 200
    assert len(service.backend.collections["booked_slots"]) == 2


@pytest.mark.parametrize(
    "wrong",
    [
        ({"space_id": "nowhere"}, 404, "not-found"),
        ({"starts_at": "2019-05-06T08:00:00+08:00"}, 422, "in-the-past"),
        ({"starts_at": "2019-05-06T14:30:00+08:00"}, 422, "not-on-the-hour"),
        ({"ends_at": "2019-05-06T13:00:00+08:00"}, 422, "booking-length"),
        ({"ends_at": "2999-05-06T13:00:00+08:00"}, 422, "booking-length"),
        ({"space_id": "evenings"}, 409, "outside-opening-hours"),
        ({"starts_at": "whenever"}, 422, "invalid-body"),
    ],
)
@pytest.mark.usefixtures("evenings")
def test_what_makes_no_sense_is_refused_and_nothing_is_kept(service, worker, booking, wrong):
    changes, status, rule = wrong

    answer = service.post("/v1/bookings", booking(**changes), as_=worker)

    assert (answer.status, answer.json["type"]) == (status, f"urn:gongzhi:problem:{rule}")
    assert not service.backend.collections.get("booked_slots")


def test_the_field_and_the_rule_are_told_in_both_languages(service, worker, booking, at):
    wrong = booking(starts_at=at(-2))

    chinese = service.post("/v1/bookings", wrong, as_=worker, language="zh").json["errors"]
    english = service.post("/v1/bookings", wrong, as_=worker, language="en").json["errors"]

    assert (chinese[0]["field"], chinese[0]["rule"]) == ("starts_at", "in-the-past")
    assert chinese[0]["message"] == "不能预约过去的时间"
    assert english[0]["message"] == "starts_at is in the past"


def test_another_town_s_official_books_and_cancels_nothing(service, worker, booking):
    stranger = token("official", sub="x", divisions=("440605124",))
    made = service.post("/v1/bookings", booking(), as_=worker).json["id"]

    assert service.post("/v1/bookings", booking(), as_=stranger).status == 403
    assert service.post(f"/v1/bookings/{made}/cancellation", as_=stranger).status == 403


def test_a_resident_books_nothing(service, ann, booking):
    assert service.post("/v1/bookings", booking(), as_=ann).status == 403


def test_how_far_ahead_is_said_by_the_standard(service, worker, booking, at, places):
    later = booking(starts_at=at(24 * 40), ends_at=at(24 * 40 + 1))
    rules = {"spaces": {"booking_days": 14}}
    standard = StandardPublished("rooms", 1, places.noon.date(), rules, "440605")
    service.hears(standard, twice=True)

    assert service.post("/v1/bookings", later, as_=worker).status == 409
    soon = booking(starts_at=at(24 * 13), ends_at=at(24 * 13 + 1))
    assert service.post("/v1/bookings", soon, as_=worker).status == 201


def test_a_space_is_not_shut_over_an_activity(service, worker, an_activity):
    path = f"/v1/activities/{an_activity().json['id']}"
    shut = {"first_day": "2019-05-01", "last_day": "2019-05-06", "reason": "维修"}
    times = {"hours": [], "closures": [shut]}

    refused = service.put("/v1/spaces/home/times", times, as_=worker)
    service.post(f"{path}/calling-off", {"reason": "台风"}, as_=worker)

    assert (refused.status, refused.json["errors"][0]["rule"]) == (409, "activities-stand")
    assert service.put("/v1/spaces/home/times", times, as_=worker).status == 200


def test_a_space_is_not_shut_over_a_booking(service, worker, booking, places):
    made = service.post("/v1/bookings", booking(), as_=worker).json["id"]
    shut = {"first_day": "2019-05-06", "last_day": "2019-05-06", "reason": "维修"}
    times = {"hours": [], "closures": [shut]}

    refused = service.put("/v1/spaces/home/times", times, as_=worker)
    service.post(f"/v1/bookings/{made}/cancellation", as_=worker)

    assert (refused.status, refused.json["errors"][0]["rule"]) == (409, "bookings-stand")
    assert service.put("/v1/spaces/home/times", times, as_=worker).status == 200
    assert service.post("/v1/bookings", booking(), as_=worker).status == 409
