"""Act 4: residents from the seed, none of them real."""

from collections.abc import Iterator
from typing import Any

from ..desk import Desk
from ..world import STORIES, Resident, World, spread

GROUPS = ("youth", "elder", "worker", "woman", "family", "party_member", "newcomer")
NEWCOMERS_FIRST = (("dabu", 40), ("lixiong", 40), ("tangzhong", 30))


def register(desk: Desk, world: World) -> None:
    """Register the residents; wherever captains are to be raised, somebody lives."""
    wanted = list(_residents(world))
    registered = desk.bulk("participation", "/v1/residents", wanted, "residents")
    world.residents = [
        Resident(body["id"], number, body["division"][:12])
        for number, body in enumerate(registered, 1)
    ]


def _residents(world: World) -> Iterator[dict[str, Any]]:
    homes = spread([(STORIES[name], count) for name, count in NEWCOMERS_FIRST])
    homes += [code for code in world.captained if code not in STORIES.values()]
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
