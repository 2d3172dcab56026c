from datetime import timedelta

import pytest

ANN = {"resident_id": "ann"}
OFF = {"reason": "台风"}


@pytest.fixture
def shift(service, worker, places):
    """A shift for one, which begins in an hour; give its path."""
    begins = places.noon + timedelta(hours=1)
    wanted = {"title": "探访", "organization_id": "aid", "division": places.dabu, "places": 1}
    wanted |= {"starts_at": begins.isoformat()}
    wanted |= {"ends_at": (begins + timedelta(hours=2)).isoformat()}
    return f"/v1/shifts/{service.post('/v1/shifts', wanted, as_=worker).json['id']}"


@pytest.fixture
def credit(service, worker, shift):
    hours = {"minutes": 60, "served_on": "2019-05-06", "shift_id": shift.rpartition("/")[2]}
    return lambda: service.post("/v1/hours", hours | ANN, as_=worker)


def rule_of(answer):
    return answer.json["type"].rpartition(":")[2]


def test_who_cannot_come_leaves_the_place_to_others(service, shift, ann, integrator):
    service.post(f"{shift}/volunteers", ANN, as_=ann)

    left = [service.post(f"{shift}/cancellations", ANN, as_=ann) for _ in range(2)]

    assert [(one.status, one.json["places_left"]) for one in left] == [(201, 1), (201, 1)]
    bob = service.post(f"{shift}/volunteers", {"resident_id": "bob"}, as_=integrator)
    assert (bob.status, bob.json["places_left"]) == (201, 0)


def test_who_was_there_does_not_leave_the_list(service, shift, ann, worker, credit):
    service.post(f"{shift}/volunteers", ANN, as_=ann)
    credited = credit().json["id"]
    path = f"{shift}/cancellations"

    assert rule_of(service.post(path, ANN, as_=ann)) == "was-there"
    service.post(f"/v1/hours/{credited}/reversals", {"reason": "mistyped"}, as_=worker)
    credit()
    assert rule_of(service.post(path, ANN, as_=ann)) == "was-there"
    anew = f"{credited}:2"
    service.post(f"/v1/hours/{anew}/reversals", {"reason": "mistyped"}, as_=worker)
    assert service.post(path, ANN, as_=ann).status == 201


def test_a_shift_that_is_over_keeps_its_list(service, shift, ann, worker):
    service.post(f"{shift}/volunteers", ANN, as_=ann)
    service.now += timedelta(hours=4)

    assert rule_of(service.post(f"{shift}/cancellations", ANN, as_=ann)) == "shift-over"
    assert rule_of(service.post(f"{shift}/calling-off", OFF, as_=worker)) == "shift-over"


def test_a_shift_is_called_off_once(service, shift, worker, announced):
    answers = [service.post(f"{shift}/calling-off", OFF, as_=worker) for _ in range(2)]

    assert [one.json["called_off"] for one in answers] == ["台风", "台风"]
    assert announced() == ["ShiftOpened", "ShiftCalledOff"]


def test_nothing_is_done_on_a_shift_that_was_called_off(service, shift, worker, ann, credit):
    service.post(f"{shift}/calling-off", OFF, as_=worker)

    refused = [service.post(f"{shift}/volunteers", ANN, as_=ann), credit()]

    assert [rule_of(one) for one in refused] == ["shift-called-off"] * 2
    assert "台风" in refused[0].json["detail"]


def test_a_shift_on_which_time_was_credited_is_not_called_off(service, shift, worker, ann, credit):
    service.post(f"{shift}/volunteers", ANN, as_=ann)
    credit()

    assert rule_of(service.post(f"{shift}/calling-off", OFF, as_=worker)) == "hours-stand"


def test_only_those_who_run_a_shift_call_it_off(service, shift, ann, captain, worker):
    assert service.post(f"{shift}/calling-off", OFF, as_=ann).status == 403
    assert service.post(f"{shift}/calling-off", OFF, as_=captain).status == 403
    assert service.post(f"{shift}/calling-off", {"reason": ""}, as_=worker).status == 422
    assert service.post(f"{shift}/cancellations", {"resident_id": "bob"}, as_=ann).status == 403
