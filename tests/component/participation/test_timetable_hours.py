"""Activities and bookings of a space keep out of each other's way."""

from datetime import timedelta

import pytest

from tests.component.participation.conftest import NOON


def span(begins, ends):
    return {
        "starts_at": (NOON + timedelta(hours=begins)).isoformat(),
        "ends_at": (NOON + timedelta(hours=ends)).isoformat(),
    }


@pytest.fixture
def a_booking(service, worker):
    def book(begins, ends, by="choir"):
        wanted = {"space_id": "home", "organization_id": by, "purpose": "排练"}
        return service.post("/v1/bookings", wanted | span(begins, ends), as_=worker)

    return book


def rule(answer):
    return answer.json["type"].rpartition(":")[2]


def test_an_activity_keeps_out_of_hours_another_organization_booked(an_activity, a_booking):
    a_booking(2, 4)

    answer = an_activity(**span(3.5, 5))

    assert (rule(answer), "choir" in answer.json["detail"]) == ("space-booked", True)
    assert an_activity(**span(4, 5)).status == 201


def test_an_organization_holds_its_activity_in_the_hours_it_booked(an_activity, a_booking):
    a_booking(2, 4, by="o")

    assert an_activity(**span(2, 4)).status == 201


def test_nobody_books_the_hours_of_an_activity(an_activity, a_booking):
    an_activity(**span(2, 3.5))

    assert [a_booking(n, n + 1).status for n in (1, 2, 3, 4)] == [201, 409, 409, 201]


def test_hours_given_back_are_free_but_for_those_another_activity_touches(
    service, an_activity, a_booking, worker
):
    first = an_activity(**span(2, 3.5)).json["id"]
    an_activity(**span(3.5, 5))

    service.post(f"/v1/activities/{first}/calling-off", {"reason": "台风"}, as_=worker)

    assert [a_booking(n, n + 1).status for n in (2, 3, 4)] == [201, 409, 409]


def test_an_activity_that_moves_takes_its_hours_along(service, an_activity, a_booking, worker):
    activity = an_activity(**span(2, 4)).json["id"]
    service.put(f"/v1/activities/{activity}", span(3, 5), as_=worker)

    assert [a_booking(n, n + 1).status for n in (2, 3, 4)] == [201, 409, 409]


def test_the_hours_of_a_booking_outlast_the_activity_held_in_them(
    service, an_activity, a_booking, worker
):
    a_booking(2, 4, by="o")
    activity = an_activity(**span(2, 4)).json["id"]
    service.post(f"/v1/activities/{activity}/calling-off", {"reason": "台风"}, as_=worker)

    assert a_booking(2, 3).status == 409


def test_an_activity_keeps_its_hours_when_the_booking_around_it_is_given_back(
    service, an_activity, a_booking, worker
):
    booked = a_booking(2, 5, by="o").json["id"]
    activity = an_activity(**span(2.5, 3.5)).json["id"]

    service.post(f"/v1/bookings/{booked}/cancellation", as_=worker)

    assert [a_booking(n, n + 1).status for n in (2, 3, 4)] == [409, 409, 201]
    service.post(f"/v1/activities/{activity}/calling-off", {"reason": "台风"}, as_=worker)
    assert [a_booking(n, n + 1).status for n in (2, 3)] == [201, 201]


@pytest.mark.parametrize("activity_first", [True, False])
def test_an_activity_planned_while_its_booking_is_given_back_has_its_hours(
    service, an_activity, a_booking, worker, activity_first
):
    path = f"/v1/bookings/{a_booking(2, 4, by='o').json['id']}/cancellation"
    acts = [lambda: an_activity(**span(2, 4)), lambda: service.post(path, as_=worker)]
    slow, quick = acts if activity_first else reversed(acts)
    commit = service.backend.commit

    def others_first(writes):
        service.backend.commit = commit
        assert quick().status in (200, 201)
        commit(writes)

    service.backend.commit = others_first

    assert slow().status in (200, 201)
    assert a_booking(3, 4).status == 409


@pytest.mark.parametrize("activity_first", [True, False])
def test_of_a_booking_and_an_activity_at_once_one_wins(
    service, an_activity, a_booking, activity_first
):
    answers, commit = {}, service.backend.commit
    acts = [
        lambda: answers.update(activity=an_activity(**span(2, 4)).status),
        lambda: answers.update(booking=a_booking(3, 4).status),
    ]
    slow, quick = acts if activity_first else reversed(acts)

    def others_first(writes):
        service.backend.commit = commit
        quick()
        commit(writes)

    service.backend.commit = others_first
    slow()

    assert answers == {
        "activity": 409 if activity_first else 201,
        "booking": 201 if activity_first else 409,
    }
