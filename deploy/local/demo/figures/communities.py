"""What the source says of the pilot communities: their spaces, their mutual aid, their captains."""

from collections import defaultdict
from typing import Any

from ..desk import Desk
from ..world import RURAL, URBAN
from .figure import Figure

KINDS_OF_SPACES = 8
MUTUAL_AID = frozenset({"mutual_aid", "neighborhood_association", "neighborhood_center"})

Pilots = list[dict[str, Any]]


def figures_of_the_communities(desk: Desk) -> list[Figure]:
    """Ask who opened which spaces, who helps whom, and whose captains see affairs through."""
    listed = desk.integrator.pages("participation", "/v1/pilots")
    pilots = [one for one in listed if one["pilot"]["level"] == "district"]
    helping = _towns_where_all(pilots, RURAL, _helping(desk))
    captained = _towns_where_all(pilots, URBAN, _captained(desk, pilots))
    return [
        Figure("pilots with all eight kinds of spaces", 30, _equipped(desk, pilots)),
        Figure("towns with mutual aid of all kinds / 西樵、九江、丹灶", 3, helping),
        Figure("towns whose captains see affairs through / 桂城、大沥", 2, captained),
    ]


def _equipped(desk: Desk, pilots: Pilots) -> int:
    kinds = defaultdict(set)
    for space in desk.integrator.pages("participation", "/v1/spaces"):
        kinds[space["division"]].add(space["kind"])
    return sum(len(kinds[one["id"]]) == KINDS_OF_SPACES for one in pilots)


def _towns_where_all(pilots: Pilots, towns: tuple[str, ...], having: set[str]) -> int:
    """Count the towns that have pilots, and where every one of them is among those having it."""
    found = [{one["id"] for one in pilots if one["parent"] == town} for town in towns]
    return sum(bool(codes) and codes <= having for codes in found)


def _helping(desk: Desk) -> set[str]:
    """Name the communities that have mutual-aid organizations of every kind."""
    kinds = defaultdict(set)
    for kind in MUTUAL_AID:
        for body in desk.integrator.pages("collaboration", "/v1/organizations", kind=kind):
            kinds[body["division"]].add(body["kind"])
    return {code for code, found in kinds.items() if found == MUTUAL_AID}


def _captained(desk: Desk, pilots: Pilots) -> set[str]:
    """Name the urban pilots whose captains look after buildings and saw affairs through."""
    urban = {one["id"] for one in pilots if one["parent"] in URBAN}
    query = {"kind": "building_captains"}
    teams = desk.integrator.pages("collaboration", "/v1/organizations", **query)
    return {
        team["division"]
        for team in teams
        if team["division"] in urban and _look_after(desk, team) and _saw_through(desk, team)
    }


def _look_after(desk: Desk, team: dict[str, Any]) -> bool:
    path = f"/v1/organizations/{team['id']}/members"
    captains = list(desk.integrator.pages("collaboration", path, role="captain"))
    return bool(captains) and all(captain["buildings"] for captain in captains)


def _saw_through(desk: Desk, team: dict[str, Any]) -> bool:
    told = desk.integrator.get("collaboration", f"/v1/organizations/{team['id']}/credits")
    return any(captain["affairs"] for captain in told["captains"])
