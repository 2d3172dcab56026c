from datetime import timedelta

import pytest

from services.participation.inbound import InvitationAccepted, Served, TaskCompleted

HOURS = {"resident_id": "ann", "minutes": 120, "served_on": "2019-05-06"}


@pytest.fixture
def shift(service, worker, places):
    wanted = {"title": "探访长者", "organization_id": "o", "division": places.dabu, "places": 1}
    wanted |= {"starts_at": places.noon.isoformat()}
    wanted |= {"ends_at": (places.noon + timedelta(hours=2)).isoformat()}
    return service.post("/v1/shifts", wanted, as_=worker).json["id"]


def test_a_shift_is_announced(service, shift, announced):
    assert announced() == ["ShiftOpened"]
    assert service.get(f"/v1/shifts/{shift}").json["places_left"] == 1


def test_a_full_shift_takes_no_more(service, shift, ann, worker):
    path = f"/v1/shifts/{shift}/volunteers"

    assert service.post(path, {"resident_id": "ann"}, as_=ann).status == 201
    assert service.post(path, {"resident_id": "bob"}, as_=worker).status == 409


def test_an_accepted_invitation_to_a_shift_puts_the_resident_on_its_list(service, shift):
    service.hears(InvitationAccepted("i1", "ann", "shift", shift, None), twice=True)

    assert service.stored("shifts", shift).volunteers == ("ann",)


def test_hours_on_a_shift_are_sure_and_a_step_up(service, shift, ann, worker, event_id):
    service.post(f"/v1/shifts/{shift}/volunteers", {"resident_id": "ann"}, as_=ann)

    entry = service.post("/v1/hours", HOURS | {"shift_id": shift}, as_=worker).json

    assert (entry["grade"], entry["organization_id"]) == ("system", "o")
    assert service.announced[-1].rung == "service"
    assert service.announced[-1].evidence == [event_id("HoursCredited")]


def test_a_shift_is_credited_once(service, shift, worker):
    first = service.post("/v1/hours", HOURS | {"shift_id": shift}, as_=worker)
    second = service.post("/v1/hours", HOURS | {"shift_id": shift}, as_=worker)

    assert (first.status, second.status) == (201, 409)


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"minutes": 0}, 422),
        ({"minutes": 721}, 422),
        ({"minutes": 1.5}, 422),
        ({"served_on": "2019-05-07"}, 422),
        ({"shift_id": "none"}, 404),
        ({"resident_id": "nobody"}, 404),
        ({"resident_id": "bob"}, 403),
    ],
)
def test_hours_that_cannot_be_are_refused(service, worker, change, status):
    assert service.post("/v1/hours", HOURS | change, as_=worker).status == status


def test_nobody_credits_themselves(service, ann):
    assert service.post("/v1/hours", HOURS, as_=ann).status == 403


def test_the_totals_equal_the_ledger(service, ann, worker):
    items = [HOURS | {"minutes": m, "organization_id": "o"} for m in (30, 60, 721)]
    service.post("/v1/hours/bulk", {"items": items}, as_=worker)

    lines = service.get("/v1/hours", as_=worker).json["items"]

    assert sum(line["minutes"] for line in lines) == 90
    assert service.get("/v1/residents/ann/hours", as_=ann).json["minutes"] == 90
    assert service.stored("hours_totals", "o")["entries"] == 2


def test_who_served_on_a_completed_task_is_credited_once(service, places, announced):
    served = [Served("ann", 90), Served("bob", 150), Served("stranger", 60), Served("ann", 5)]

    service.hears(TaskCompleted("t1", "o", served, places.dabu), twice=True)

    assert announced().count("HoursCredited") == 2
    assert service.stored("hours", "t1:1:ann").task_id == "t1"
    assert service.stored("standings", "bob").rung == "service"


def test_a_task_told_again_by_another_event_credits_nothing_more(service, places, announced):
    for _ in range(2):
        service.hears(TaskCompleted("t1", "o", [Served("ann", 90)], places.dabu))

    assert announced() == ["HoursCredited"]


def test_a_task_done_again_after_its_topic_was_reopened_counts_again(service, ann, places):
    for number, minutes in ((1, 90), (2, 30), (2, 30)):
        served = [Served("ann", minutes)]
        service.hears(TaskCompleted("t1", "o", served, places.dabu, round=number))

    assert service.get("/v1/residents/ann/hours", as_=ann).json["minutes"] == 120
    assert service.stored("hours", "t1:2:ann").minutes == 30
