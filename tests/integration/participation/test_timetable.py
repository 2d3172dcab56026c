"""The timetable on the real database: many come, go and ask for the same hours at once."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from functools import partial

import httpx

from deploy.local.servers import wait_until
from tests.integration.participation.desk import DABU, EVENTUALLY, Desk, at_once

ATTEMPTS, PLACES_THERE, CROWD = 120, 5, 40
SOON = datetime.now(UTC).replace(minute=0, second=0, microsecond=0) + timedelta(days=3)


def span(begins: float, ends: float) -> dict[str, str]:
    starts, until = (SOON + timedelta(hours=hours) for hours in (begins, ends))
    return {"starts_at": starts.isoformat(), "ends_at": until.isoformat()}


def schedule(desk: Desk, space: str, **changes: object) -> httpx.Response:
    wanted = {"title": "亲子阅读", "division": DABU, "space_id": space, "capacity": PLACES_THERE}
    return desk.post("/v1/activities", wanted | span(0, 2) | changes)


def test_of_many_activities_and_bookings_for_the_same_hours_one_wins(
    desk: Desk, space: str
) -> None:
    def act(number: int) -> httpx.Response:
        if number % 2:
            return schedule(desk, space, host_id=f"org-{number}")
        booking = {"space_id": space, "organization_id": f"org-{number}", "purpose": "排练"}
        return desk.post("/v1/bookings", booking | span(1, 3))

    answers = at_once(partial(act, number) for number in range(ATTEMPTS))

    assert Counter(answer.status_code for answer in answers) == {201: 1, 409: ATTEMPTS - 1}
    rules = {a.json()["type"].rpartition(":")[2] for a in answers if a.status_code == 409}
    assert rules <= {"space-taken", "space-booked", "slot-taken"}
    there = desk.kept["activities"].count_documents({"space_id": space})
    assert there + desk.kept["bookings"].count_documents({"space_id": space}) == 1


def test_no_place_is_lost_or_given_twice_while_many_come_and_go(desk: Desk, space: str) -> None:
    path = f"/v1/activities/{schedule(desk, space).json()['id']}"
    people = [{"reference": f"crowd-{n}", "division": DABU} for n in range(CROWD)]
    made = desk.post("/v1/residents/bulk", {"items": people}).json()["items"]
    crowd = [item["body"]["id"] for item in made]

    def send(what: str, who: str) -> httpx.Response:
        return desk.post(f"{path}/{what}", {"resident_id": who})

    at_once(partial(send, "signups", who) for who in crowd)
    before = desk.kept["activities"].find_one({"space_id": space})
    leaving = before["signed_up"][:4]
    at_once(partial(send, "cancellations", who) for who in [*leaving, *leaving])

    after = desk.kept["activities"].find_one({"space_id": space})
    moved = before["waiting"][: len(leaving)]
    assert sorted(before["signed_up"] + before["waiting"]) == sorted(crowd)
    assert after["signed_up"] == before["signed_up"][len(leaving) :] + moved
    assert after["waiting"] == before["waiting"][len(leaving) :]
    assert wait_until(lambda: gained(desk, before["_id"]) == sorted(moved), EVENTUALLY)


def gained(desk: Desk, activity: str) -> list[str]:
    """Name who moved up, once for each time that was announced."""
    told = desk.announced("place_gained")
    return sorted(one["resident_id"] for one in told if one["activity_id"] == activity)
