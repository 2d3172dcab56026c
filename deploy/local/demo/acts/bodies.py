"""Act 3: the park, the centers, the groups of every pilot community, the advisers, the spaces."""

from typing import Any

from ..desk import DISTRICT, Desk
from ..world import STORIES, World, content

SHARED_CAPACITY = 60


def register(desk: Desk, world: World) -> None:
    """Register the bodies, seat the advisers, open spaces of all eight kinds in every pilot."""
    told = content("bodies")
    centers = [{"kind": "center", **center} for center in told["centers"]]
    groups = [body for pilot in world.pilots for body in _groups(world, pilot, told)]
    groups += _special_groups(told)
    bodies = [{"kind": "park", **told["park"]}, *centers, *told["further"], *groups]
    registered = desk.bulk("collaboration", "/v1/organizations", bodies, "bodies")
    for body in registered[-len(groups) :]:
        world.groups[body["division"]].append(body["id"])
    world.bodies = {body["reference"]: body["id"] for body in registered[: -len(groups)]}
    desk.bulk("collaboration", "/v1/advisers", _advisers(told["advisers"]), "advisers")
    _open_spaces(desk, world, told["spaces"])


def _groups(world: World, pilot: dict[str, Any], told: dict[str, Any]) -> list[dict[str, Any]]:
    """Give a community every kind of group its town raises; the seed says which leads."""
    kinds = told["kinds_by_town"][pilot["parent"]]
    if pilot["code"] == STORIES["tangzhong"]:
        kinds = ["building_captains"]
    leading = world.chance("group", pilot["code"]).choice(kinds)
    ordered = [leading, *(kind for kind in kinds if kind != leading)]
    return [_body(kind, pilot["code"], pilot["short_name"], told) for kind in ordered]


def _special_groups(told: dict[str, Any]) -> list[dict[str, Any]]:
    """Give two communities of the source a team of young people beside their group."""
    named = ((STORIES["dabu"], "大步社区"), (STORIES["lixiong"], "沥雄社区"))
    return [_body("youth_team", code, name, told) for code, name in named]


def _body(kind: str, code: str, place: str, told: dict[str, Any]) -> dict[str, Any]:
    name = f"{place}{told['names'][kind]}"
    return {"kind": kind, "reference": code, "name": name, "division": code}


def _advisers(told: dict[str, list[str]]) -> list[dict[str, Any]]:
    seats = [(kind, fields[n % len(fields)]) for kind, fields in told.items() for n in range(10)]
    return [
        {"reference": f"{n:02}", "kind": kind, "expertise": field, "division": DISTRICT}
        for n, (kind, field) in enumerate(seats, 1)
    ]


def _open_spaces(desk: Desk, world: World, kinds: dict[str, Any]) -> None:
    wanted = [
        {
            "kind": kind,
            "name": f"{pilot['short_name']}{name}",
            "division": pilot["code"],
            "capacity": SHARED_CAPACITY,
            "keeper": pilot["name"],
            "host_id": world.groups[pilot["code"]][0],
            "serves": serves,
            "reference": f"pilot-{pilot['code']}-{kind}",
        }
        for pilot in world.pilots
        for kind, (name, serves) in kinds.items()
    ]
    for space in desk.bulk("participation", "/v1/spaces", wanted, "spaces"):
        world.spaces[space["division"]].append(space["id"])
