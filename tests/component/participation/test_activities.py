from datetime import timedelta

import pytest

from chassis.testing.harness import token
from services.participation.inbound import InvitationAccepted

ME = {"resident_id": "ann"}


@pytest.fixture
def activity(service, an_activity):
    return an_activity().json["id"]


def test_an_activity_is_announced(service, an_activity):
    answer = an_activity()

    assert answer.status == 201
    assert service.announced[0].activity_id == answer.json["id"]
    assert service.announced[0].space_id == "home"


@pytest.mark.parametrize(
    ("wrong", "status"),
    [
        ({"capacity": 41}, 422),
        ({"ends_at": "2019-05-06T11:00:00+08:00"}, 422),
        ({"starts_at": "2019-05-06T11:00:00"}, 422),
        ({"space_id": "nowhere"}, 404),
        ({"division": "440605124004"}, 403),
    ],
)
def test_an_activity_that_makes_no_sense_is_refused(an_activity, wrong, status):
    assert an_activity(**wrong).status == status


def test_the_timetable_is_read_by_venue_and_by_organization(service, activity):
    def titles(query):
        return [item["title"] for item in service.get(f"/v1/activities?{query}").json["items"]]

    assert titles("space_id=home") == titles("host_id=o") == ["亲子阅读"]
    assert titles("host_id=other") == []


def test_one_has_the_place_and_the_next_one_waits(service, activity, ann, worker):
    path = f"/v1/activities/{activity}"
    first = service.post(f"{path}/signups", ME, as_=ann).json
    second = service.post(f"{path}/signups", {"resident_id": "bob"}, as_=worker).json

    assert (first["place"], second["place"]) == ("signed_up", "waiting")
    assert service.get(path).json["places_left"] == 0


def test_a_place_given_back_goes_to_who_waits(service, activity, ann, worker):
    path = f"/v1/activities/{activity}"
    service.post(f"{path}/signups", ME, as_=ann)
    service.post(f"{path}/signups", {"resident_id": "bob"}, as_=worker)

    service.post(f"{path}/cancellations", ME, as_=ann)

    assert service.get(f"{path}/roster", as_=worker).json["signed_up"] == ["bob"]


def test_the_roster_is_not_shown_to_residents(service, activity, ann, captain):
    assert service.get(f"/v1/activities/{activity}/roster", as_=ann).status == 403
    assert service.get(f"/v1/activities/{activity}/roster", as_=captain).status == 403


def test_being_there_is_announced_and_is_a_step_up(service, activity, ann, announced, event_id):
    answer = service.post("/v1/attendances", ME | {"activity_id": activity}, as_=ann)

    assert answer.status == 201
    assert announced()[1:] == ["ActivityAttended", "ResidentSteppedUp"]
    assert service.announced[-1].rung == "activity"
    assert service.announced[-1].evidence == [event_id("ActivityAttended")]


def test_an_overfull_activity_takes_nobody_more(service, activity, worker, places):
    items = [{"resident_id": who, "activity_id": activity} for who in ("ann", "bob", "ann")]

    answer = service.post("/v1/attendances/bulk", {"items": items}, as_=worker)

    assert [item["status"] for item in answer.json["items"]] == [201, 409, 409]


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"attended_at": "2019-05-07T12:00:00+08:00"}, 422),
        ({"attended_at": "2019-05-06T08:00:00+08:00"}, 409),
        ({"activity_id": "none"}, 404),
        ({"resident_id": "nobody"}, 404),
    ],
)
def test_an_attendance_that_cannot_be_is_refused(service, activity, worker, change, status):
    wanted = ME | {"activity_id": activity} | change

    assert service.post("/v1/attendances", wanted, as_=worker).status == status


def test_an_accepted_invitation_signs_the_resident_up_once(service, activity, worker):
    accepted = InvitationAccepted("i1", "ann", "activity", activity, "g1")

    service.hears(accepted, twice=True)

    roster = service.get(f"/v1/activities/{activity}/roster", as_=worker).json
    assert roster["signed_up"] == ["ann"]
    assert service.stored("steps", "ann").offered[0].fate == "accepted"


def test_an_invitation_accepted_too_late_is_still_answered(service, activity):
    service.now += timedelta(days=1)

    service.hears(InvitationAccepted("i1", "ann", "activity", activity, None), twice=True)

    assert service.stored("activities", activity).signed_up == ()
    assert service.stored("steps", "ann").offered[0].fate == "accepted"


def test_a_resident_of_nowhere_signs_up_for_nothing(service, activity):
    stranger = token("resident", sub="nobody")

    answer = service.post(
        f"/v1/activities/{activity}/signups", {"resident_id": "nobody"}, as_=stranger
    )

    assert answer.status == 404


def test_a_roster_others_changed_meanwhile_is_read_again_first(service, activity, ann, worker):
    path = f"/v1/activities/{activity}"
    seen = service.get(path).etag
    service.post(f"{path}/signups", ME, as_=ann)

    answer = service.post(f"{path}/signups", {"resident_id": "bob"}, as_=worker, if_match=seen)

    assert answer.status == 412
