"""Act 8: the pilot year of 2019: visits, activities, hours, and the affairs of captains."""

from datetime import timedelta
from typing import Any

from ..desk import Desk
from ..world import World, content
from . import captains
from .days import DAYS, NEW_YEAR, moment

PAST_ACTIVITIES = 4
VISITS = (0, 1, 1, 1, 2)
ATTENDING, SERVING = 0.35, 0.2


def replay(desk: Desk, world: World) -> None:
    """Send what residents did in 2019, as an integrator brings it from lists kept on paper."""
    schedule_past(desk, world)
    desk.bulk("participation", "/v1/affairs/handled", captains.affairs(world), "affairs")
    desk.bulk("participation", "/v1/visits", _visits(world), "visits")
    attendances = _attendances(world)
    desk.bulk("participation", "/v1/attendances", attendances, "attendances")
    desk.bulk("participation", "/v1/hours", _hours(world, attendances), "hours")


def schedule_past(desk: Desk, world: World) -> None:
    """Enter the timetable of the year: venues along one side, organizations along the other."""
    names = content("bodies")["activities"]
    wanted = [
        _activity(world, code, number, names[(place + number) % len(names)])
        for place, code in enumerate(world.communities)
        for number in range(PAST_ACTIVITIES)
    ]
    for activity in desk.bulk("participation", "/v1/activities", wanted, "activities"):
        world.activities[activity["division"]].append(activity)


def _activity(world: World, code: str, number: int, name: str) -> dict[str, Any]:
    chance = world.chance("activity", code, number)
    day = NEW_YEAR + timedelta(days=number * 90 + chance.randrange(80))
    return {
        "title": name,
        "division": code,
        "space_id": chance.choice(world.spaces[code]),
        "host_id": world.groups[code][0],
        "starts_at": f"{day}T09:30:00+08:00",
        "ends_at": f"{day}T11:30:00+08:00",
        "capacity": 60,
        "reference": f"pilot-{code}-2019-{number}",
    }


def _visits(world: World) -> list[dict[str, Any]]:
    return [visit for one in world.residents for visit in _visits_of(world, one.id, one.number)]


def _visits_of(world: World, resident_id: str, number: int) -> list[dict[str, Any]]:
    chance = world.chance("visits", number)
    spaces = world.spaces[world.residents[number - 1].community]
    days = sorted(chance.sample(range(DAYS), chance.choice(VISITS)))
    return [
        {
            "resident_id": resident_id,
            "space_id": chance.choice(spaces),
            "visited_at": moment(day, chance.randint(9, 20)),
        }
        for day in days
    ]


def _attendances(world: World) -> list[dict[str, Any]]:
    attending = [(one, world.chance("attends", one.number)) for one in world.residents]
    chosen = [
        (one.id, chance.choice(world.activities[one.community][:PAST_ACTIVITIES]))
        for one, chance in attending
        if chance.random() < ATTENDING
    ]
    return [
        {
            "activity_id": activity["id"],
            "resident_id": resident_id,
            "attended_at": activity["starts_at"],
        }
        for resident_id, activity in chosen
    ]


def _hours(world: World, attendances: list[dict[str, Any]]) -> list[dict[str, Any]]:
    chances = [(world.by_id[row["resident_id"]], row["attended_at"]) for row in attendances]
    serving = [
        (one, day, chance)
        for one, day in chances
        if (chance := world.chance("serves", one.number)).random() < SERVING
    ]
    return [
        {
            "resident_id": one.id,
            "minutes": chance.choice((60, 120, 180)),
            "served_on": day[:10],
            "organization_id": world.groups[one.community][0],
        }
        for one, day, chance in serving
    ]
