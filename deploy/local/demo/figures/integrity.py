"""What must follow: every point has its row, and no event was lost or counted twice."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from ..desk import DISTRICT, Desk
from ..settling import heard
from ..world import STORIES, World
from .dabu import what_follows_from_weakness
from .figure import Figure

SAMPLE = 5


def figures_that_follow(desk: Desk, world: World) -> list[Figure]:
    """Compare what the services say of one another's doings."""
    counted = heard(desk)
    agreeing = sum(announced == count for announced, count in counted.values())
    subjects = _sample(world)
    figures = [
        Figure("things guidance counts as often as they were announced", len(counted), agreeing),
        _ledgers("scores equal to the sum of their ledgers, of a sample", desk, subjects),
        *_towns(desk),
        *_ladder(desk),
        _invitations(desk),
        what_follows_from_weakness(desk),
    ]
    return [replace(figure, told_by="what follows from it") for figure in figures]


def _ledgers(name: str, desk: Desk, subjects: list[str]) -> Figure:
    return Figure(name, len(subjects), sum(_adds_up(desk, subject) for subject in subjects))


def _adds_up(desk: Desk, subject: str) -> bool:
    total = desk.integrator.get("guidance", f"/v1/scores/{subject}")
    rows = desk.integrator.pages("guidance", f"/v1/scores/{subject}/ledger")
    return bool(total["points"] == sum(row["points"] for row in rows))


def _sample(world: World) -> list[str]:
    """Choose subjects of each kind: captains, neighbors, the team, the three communities."""
    chosen = world.chance("sample").sample(world.residents, SAMPLE)
    captains = world.captains[STORIES["tangzhong"]][:SAMPLE]
    residents = [f"resident:{one}" for one in [*captains, *(r.id for r in chosen)]]
    teams = [f"organization:{world.groups[code][0]}" for code in STORIES.values()]
    return [*residents, *teams, *(f"community:{code}" for code in STORIES.values())]


def _towns(desk: Desk) -> list[Figure]:
    """A town has the points of its communities: every rule gives both the same."""
    towns = _points(desk.integrator.pages("guidance", "/v1/scores", kind="town"))
    communities = _points(desk.integrator.pages("guidance", "/v1/scores", kind="community"))
    sums: Counter[str] = Counter()
    for code, points in communities.items():
        sums[code[:9]] += points
    equal = sum(points == sums[code] for code, points in towns.items())
    shishan = towns.get(STORIES["tangzhong"][:9], 0)
    rows = desk.integrator.pages("guidance", f"/v1/scores/town:{STORIES['tangzhong'][:9]}/ledger")
    return [
        Figure("towns with the points of their communities", 7, equal),
        Figure("score of Shishan: the sum of its ledger", sum(r["points"] for r in rows), shishan),
    ]


def _points(scores: Iterable[dict[str, Any]]) -> dict[str, int]:
    return {score["id"].partition(":")[2]: score["points"] for score in scores}


def _ladder(desk: Desk) -> list[Figure]:
    standing = desk.integrator.get("participation", "/v1/standings/summary", division=DISTRICT)
    on_rungs = sum(standing["rungs"].values())
    return [Figure("residents on the rungs, of all residents", standing["residents"], on_rungs)]


def _invitations(desk: Desk) -> Figure:
    told = desk.integrator.get("collaboration", "/v1/invitations/conversion")["items"]
    issued = sum(kind["issued"] for kind in told)
    answered = sum(kind[fate] for kind in told for fate in ("accepted", "declined", "expired"))
    listed = desk.integrator.pages("collaboration", "/v1/invitations", status="issued")
    return Figure("invitations answered, lapsed or open, of all", issued, answered + _len(listed))


def _len(items: Iterable[Any]) -> int:
    return sum(1 for _ in items)
