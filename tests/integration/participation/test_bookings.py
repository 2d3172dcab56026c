"""An hour of a space has one holder, whoever asks at once."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from functools import partial

import httpx

from deploy.local.servers import wait_until
from tests.integration.participation.desk import EVENTUALLY, Desk, at_once

ATTEMPTS = 500


def race(desk: Desk, space: str, attempts: int) -> list[httpx.Response]:
    """Ask for the same hours for so many organizations at once."""
    starts = datetime.now(UTC).replace(minute=0, second=0, microsecond=0) + timedelta(days=2)
    hours = {"starts_at": starts.isoformat()}
    hours |= {"ends_at": (starts + timedelta(hours=2)).isoformat()}
    booking = hours | {"space_id": space, "purpose": "排练"}
    wanted = (booking | {"organization_id": f"org-{number}"} for number in range(attempts))
    return at_once(partial(desk.post, "/v1/bookings", one) for one in wanted)


def test_of_500_who_ask_for_the_same_hours_exactly_one_wins(desk: Desk, space: str) -> None:
    answers = race(desk, space, ATTEMPTS)

    assert Counter(answer.status_code for answer in answers) == {201: 1, 409: ATTEMPTS - 1}
    [won] = [answer.json() for answer in answers if answer.status_code == 201]
    told = {answer.json()["errors"][0]["rule"] for answer in answers if answer.status_code == 409}
    slots = list(desk.kept["booked_slots"].find({"space_id": space}))
    assert told == {"slot-taken"}
    assert {slot["booking_id"] for slot in slots} == {won["id"]}
    assert len(slots) == 2
    assert desk.kept["bookings"].count_documents({"space_id": space}) == 1


def test_hours_that_were_given_back_are_won_once_again(desk: Desk, space: str) -> None:
    [first] = [a.json()["id"] for a in race(desk, space, 20) if a.status_code == 201]
    assert desk.post(f"/v1/bookings/{first}/cancellation").status_code == 200

    answers = race(desk, space, 20)

    [second] = [answer.json()["id"] for answer in answers if answer.status_code == 201]
    slots = desk.kept["booked_slots"].find({"space_id": space})
    assert {slot["booking_id"] for slot in slots} == {second} != {first}
    standing = {"space_id": space, "cancelled_at": None}
    assert desk.kept["bookings"].count_documents(standing) == 1


def test_an_idle_space_is_found_once_however_many_replicas_look(desk: Desk) -> None:
    def found(space: str) -> int:
        return sum(one["space_id"] == space for one in desk.announced("space_idle_found"))

    for space in (first := desk.a_space(), second := desk.a_space()):
        long_ago = {"$set": {"last_used_on": "2020-01-01"}}
        desk.kept["space_use"].update_one({"_id": space}, long_ago)

        desk.started()  # both look as soon as they are there

        assert wait_until(lambda one=space: found(one) > 0, EVENTUALLY)

    assert (found(first), found(second)) == (1, 1)
