"""Act 4: residents from the seed, none of them real, and the building captains of Tangzhong."""

from collections.abc import Iterator
from typing import Any

from ..desk import Desk
from ..world import STORIES, Resident, World, spread

GROUPS = ("youth", "elder", "worker", "woman", "family", "party_member", "newcomer")
NEWCOMERS_FIRST = (("dabu", 40), ("lixiong", 40), ("tangzhong", 30))
CAPTAINS = 12
BUILDINGS_EACH = 2


def register(desk: Desk, world: World) -> None:
    """Register the residents and enter the captains with the buildings they look after."""
    wanted = list(_residents(world))
    registered = desk.bulk("participation", "/v1/residents", wanted, "residents")
    world.residents = [
        Resident(body["id"], number, body["division"][:12])
        for number, body in enumerate(registered, 1)
    ]
    captains = world.neighbors(STORIES["tangzhong"])[:CAPTAINS]
    world.captains = [captain.id for captain in captains]
    team = world.groups[STORIES["tangzhong"]][0]
    joining = [_captain(one.id, place, team) for place, one in enumerate(captains)]
    desk.bulk("collaboration", "/v1/members", joining, "captains")


def _residents(world: World) -> Iterator[dict[str, Any]]:
    homes = spread([(STORIES[name], count) for name, count in NEWCOMERS_FIRST])
    for number in range(1, world.residents_wanted + 1):
        chance = world.chance("resident", number)
        drawn = chance.choice(world.communities)
        home = homes[number - 1] if number <= len(homes) else drawn
        yield {
            "reference": f"demo-{world.seed}-{number:05}",
            "division": _address(home, number),
            "groups": sorted(chance.sample(GROUPS, chance.randint(0, 2))),
            "name": f"模拟居民{number:05}",
        }


def _address(home: str, number: int) -> str:
    """Let those of the three communities with buildings live in one; ten in the first."""
    if home not in STORIES.values():
        return home
    return f"{home}-e01-b{1 if number % 4 == 0 else number % 24 + 1:02}"


def _captain(resident_id: str, place: int, team: str) -> dict[str, Any]:
    first = place * BUILDINGS_EACH + 1
    estate = f"{STORIES['tangzhong']}-e01"
    buildings = [f"{estate}-b{n:02}" for n in range(first, first + BUILDINGS_EACH)]
    return {
        "organization_id": team,
        "resident_id": resident_id,
        "role": "captain",
        "buildings": buildings,
    }
