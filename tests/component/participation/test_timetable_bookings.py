from datetime import timedelta

import pytest

from services.participation.domain.activities.timetable import Week
from services.participation.domain.spaces.bookings import Booking
from tests.component.participation.conftest import DABU, NOON

WEEK = f"/v1/divisions/{DABU}/timetable"


@pytest.fixture
def book(service, worker):
    """Book the space of Dabu from so many hours after noon on, for two hours."""

    def ask(hours=2, **changes):
        starts = NOON + timedelta(hours=hours)
        wanted = {"space_id": "home", "organization_id": "choir", "purpose": "合唱团排练"}
        wanted |= {"starts_at": starts.isoformat()}
        wanted |= {"ends_at": (starts + timedelta(hours=2)).isoformat()} | changes
        return service.post("/v1/bookings", wanted, as_=worker)

    return ask


@pytest.fixture
def week(service, worker):
    return lambda name="2019-W19": service.get(f"{WEEK}?week={name}", as_=worker).json


def test_a_week_shows_activities_and_bookings_side_by_side(an_activity, book, week):
    an_activity()
    booked = book().json["id"]

    shown = week()

    [venue] = shown["items"]
    assert shown["organizations"] == ["choir", "o"]
    assert [cell["title"] for cell in venue["by_organization"]["o"]] == ["亲子阅读"]
    [cell] = venue["booked_by_organization"]["choir"]
    assert (cell["booking_id"], cell["purpose"]) == (booked, "合唱团排练")


def test_a_venue_that_is_only_booked_is_shown_too_in_each_of_its_weeks(book, week):
    over_midnight_on_sunday = 7 * 24 - 13
    book(over_midnight_on_sunday)

    for name in ("2019-W19", "2019-W20"):
        [venue] = week(name)["items"]
        assert list(venue["booked_by_organization"]) == ["choir"]
    assert week("2019-W21")["items"] == []


def test_what_is_given_back_is_shown_no_more(service, worker, book, week):
    booked = book().json["id"]

    service.post(f"/v1/bookings/{booked}/cancellation", as_=worker)

    assert week()["items"][0]["booked_by_organization"] == {}


def test_conflicts_across_both_are_refused_with_what_is_there(an_activity, book):
    booked = book().json["id"]
    later = (NOON + timedelta(hours=4)).isoformat()
    in_booked = an_activity(host_id="dancers", ends_at=later)
    planned = an_activity()
    in_planned = book(0)

    assert (in_booked.status, planned.status, in_planned.status) == (409, 201, 409)
    assert booked in in_booked.json["detail"]
    assert "2019-05-06 12:00" in in_planned.json["detail"]


def test_bookings_of_before_are_taken_in_once(service, week):
    ends = NOON + timedelta(hours=1)
    told = ("old", DABU, "home", "choir", "排练", NOON, ends, NOON)
    gone = ("gone", *told[1:])
    service.given("bookings", Booking(*told), Booking(*gone, cancelled_at=NOON))
    row = service.backend.collections["bookings"]["old"]
    row.pop("shown")

    service.tick("take_in_old_bookings")
    service.tick("take_in_old_bookings")

    [cell] = week()["items"][0]["booked_by_organization"]["choir"]
    assert cell["booking_id"] == "old"
    assert service.stored("bookings", "old").shown


def test_a_week_kept_before_bookings_were_shown_is_read(service, book, week):
    service.given("weeks", Week("home:2019-W19", DABU, DABU, "2019-W19", "home"))
    service.backend.collections["weeks"]["home:2019-W19"].pop("booked")

    assert week()["items"][0]["booked_by_organization"] == {}
    assert book().status == 201


@pytest.mark.parametrize("year", ["0001", "9999"])
def test_a_day_at_the_end_of_time_is_refused_and_breaks_nothing(book, year):
    moment = f"{year}-12-31T10:00:00+08:00"

    assert book(starts_at=moment, ends_at=moment).status == 422
