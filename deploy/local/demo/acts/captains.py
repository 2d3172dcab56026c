"""Act 5: building captains of Guicheng, Dali and Tangzhong, and the affairs they saw through."""

from typing import Any

from ..desk import Desk
from ..world import STORIES, World, content, spread
from .days import DAYS, moment

OF_TANGZHONG, OF_OTHERS = 12, 3
BUILDINGS_EACH = 2


def enter(desk: Desk, world: World) -> None:
    """Enter the captains of every team, with the buildings they look after."""
    for code in world.captained:
        most = OF_TANGZHONG if code == STORIES["tangzhong"] else OF_OTHERS
        world.captains[code] = [one.id for one in world.neighbors(code)[:most]]
    joining = [
        {
            "organization_id": world.groups[code][0],
            "resident_id": resident_id,
            "role": "captain",
            "buildings": _buildings(code, place),
        }
        for code, captains in world.captains.items()
        for place, resident_id in enumerate(captains)
    ]
    desk.bulk("collaboration", "/v1/members", joining, "captains")


def affairs(world: World) -> list[dict[str, Any]]:
    """List what captains saw through in 2019: 180 affairs in Tangzhong, some in every team."""
    kinds = spread([(kind, count) for kind, count, _ in content("bodies")["affairs"]])
    tangzhong, *others = world.captained
    listed = [
        _affair(world, tangzhong, f"tangzhong-2019-{number:03}", kind)
        for number, kind in enumerate(kinds, 1)
    ]
    for code in others:
        drawn = world.chance("affairs", code).sample(kinds, len(world.captains[code]))
        names = [f"pilot-{code}-2019-{number}" for number in range(1, len(drawn) + 1)]
        listed += [_affair(world, code, *one) for one in zip(names, drawn, strict=True)]
    return listed


def _affair(world: World, code: str, reference: str, kind: str) -> dict[str, Any]:
    chance = world.chance("affair", reference)
    place = chance.randrange(len(world.captains[code]))
    building = chance.choice(_buildings(code, place))
    titles = {kind: title for kind, _, title in content("bodies")["affairs"]}
    return {
        "reference": reference,
        "title": titles[kind].format(building=f"{int(building[-2:])}栋"),
        "kind": kind,
        "division": building,
        "resident_id": world.captains[code][place],
        "team_id": world.groups[code][0],
        "completed_at": moment(chance.randrange(DAYS), 14),
    }


def _buildings(community: str, place: int) -> list[str]:
    """Give the buildings of one captain, by the captain's place in the team."""
    first = place * BUILDINGS_EACH + 1
    return [f"{community}-e01-b{n:02}" for n in range(first, first + BUILDINGS_EACH)]
