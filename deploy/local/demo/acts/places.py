"""Act 2: the official places, the buildings below some of them, and the pilot communities."""

from typing import Any

from gongzhi.divisions import read_divisions

from ..desk import Desk
from ..world import DIVISIONS, RURAL, STORIES, URBAN, World

SETTINGS = dict.fromkeys(URBAN, "urban") | dict.fromkeys(RURAL, "rural")
SHISHAN, LISHUI, XIQIAO = "440605124", "440605126", "440605122"
PILOTS, AT_LEAST_IN_A_TOWN = 30, 4
BUILDINGS, BUILDINGS_OF_OTHERS = 24, 6
FURTHER = ((SHISHAN, 5, "2019-town"), (LISHUI, 5, "2019-town"), (XIQIAO, 7, "2019-village"))


def enter(desk: Desk, world: World) -> None:
    """Enter the places and take communities into the rounds of pilots."""
    places = read_divisions(DIVISIONS)
    desk.bulk("participation", "/v1/divisions", places)
    committees = [place for place in places if place["kind"].endswith("_committee")]
    world.pilots = _pilots(world, committees)
    desk.bulk("participation", "/v1/divisions", _all_below(world))
    further = _further(world, committees)
    joining = [_joining(place, "2018-1", "district", "2018-02-01") for place in world.pilots]
    joining += [_joining(place, name, "town", "2019-01-01") for place, name in further]
    desk.bulk("participation", "/v1/pilots", joining, "places")


def _all_below(world: World) -> list[dict[str, Any]]:
    """Name buildings where the replay needs some: in its three stories, and where captains are."""
    others = [code for code in world.captained if code not in STORIES.values()]
    below = [place for code in STORIES.values() for place in _below(code, BUILDINGS)]
    return below + [place for code in others for place in _below(code, BUILDINGS_OF_OTHERS)]


def _below(community: str, buildings: int) -> list[dict[str, Any]]:
    estate = f"{community}-e01"
    named = [
        {"code": f"{estate}-b{n:02}", "name": f"{n}栋", "kind": "building", "parent": estate}
        for n in range(1, buildings + 1)
    ]
    return [
        {"code": estate, "name": "第一小区（示例）", "kind": "estate", "parent": community},
        *named,
    ]


def _pilots(world: World, committees: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Choose thirty communities by the seed, some in every town, the three of the source first."""
    chance = world.chance("pilots")
    named = [place for place in committees if place["code"] in STORIES.values()]
    chosen = [*named]
    for town in sorted({place["parent"] for place in committees}):
        there = [place for place in committees if place["parent"] == town and place not in named]
        have = sum(place["parent"] == town for place in named)
        chosen += chance.sample(there, AT_LEAST_IN_A_TOWN - have)
    rest = [place for place in committees if place not in chosen]
    return chosen + chance.sample(rest, PILOTS - len(chosen))


def _further(world: World, committees: list[dict[str, Any]]) -> list[tuple[dict[str, Any], str]]:
    chance = world.chance("further pilots")
    free = [place for place in committees if place not in world.pilots]
    return [
        (place, name)
        for town, number, name in FURTHER
        for place in chance.sample([p for p in free if p["parent"] == town], number)
    ]


def _joining(place: dict[str, Any], name: str, level: str, since: str) -> dict[str, Any]:
    setting = SETTINGS.get(place["parent"])
    joining = {"community_id": place["code"], "round": name, "since": since, "level": level}
    return joining | ({"setting": setting} if setting else {})
