"""The figures of the source document that these capabilities can carry, read from the API."""

from collections import Counter
from typing import Any

from ..desk import DISTRICT, Desk
from ..world import STORIES, World
from .communities import figures_of_the_communities
from .dabu import figures_of_dabu
from .figure import Figure


def figures_of_the_source(desk: Desk, world: World) -> list[Figure]:
    """Read every one of them back."""
    return [
        *_standards(desk),
        *_places(desk),
        *figures_of_the_communities(desk),
        *_bodies(desk),
        *_affairs(desk, world),
        *figures_of_dabu(desk),
    ]


def _standards(desk: Desk) -> list[Figure]:
    kinds = Counter(one["kind"] for one in desk.integrator.pages("guidance", "/v1/standards"))
    return [
        Figure("overall plan / 总体方案", 1, kinds["plan"]),
        Figure("guidelines / 工作指引", 6, kinds["guideline"]),
    ]


def _places(desk: Desk) -> list[Figure]:
    query = {"division": DISTRICT}
    summary = desk.integrator.get("participation", "/v1/divisions/summary", **query)
    pilots = list(desk.integrator.pages("participation", "/v1/pilots"))
    levels = Counter(one["pilot"]["level"] for one in pilots)
    rounds = Counter(one["pilot"]["round"] for one in pilots)
    towns = {one["id"][:9] for one in pilots if one["pilot"]["level"] == "district"}
    kinds = {one["kind"] for one in desk.integrator.pages("participation", "/v1/spaces")}
    return [
        Figure("towns and subdistricts / 镇街", 7, summary["towns"]),
        Figure("committees / 村居委会", 290, summary["committees"]),
        Figure("zones without a committee", 17, summary["zones"]),
        Figure("pilot communities / 试点社区", 30, levels["district"]),
        Figure("towns with pilots", 7, len(towns)),
        Figure("further pilots at Shishan and Lishui", 10, rounds["2019-town"]),
        Figure("further pilots at Xiqiao", 7, rounds["2019-village"]),
        Figure("kinds of spaces / 参与空间", 8, len(kinds)),
    ]


def _bodies(desk: Desk) -> list[Figure]:
    def registered(kind: str) -> int:
        return len(list(desk.integrator.pages("collaboration", "/v1/organizations", kind=kind)))

    seats = desk.integrator.get("collaboration", "/v1/advisers")["items"]
    kinds = Counter(seat["kind"] for seat in seats)
    return [
        Figure("innovation park / 区创益园", 1, registered("park")),
        Figure("town centers / 镇街创益中心", 8, registered("center")),
        Figure("advisers / 社会建设顾问团", 30, len(seats)),
        Figure("kinds of advisers / 学术、实务、公众", 3, len(kinds)),
    ]


def _affairs(desk: Desk, world: World) -> list[Figure]:
    community, team = STORIES["tangzhong"], world.groups[STORIES["tangzhong"]][0]
    listed = desk.integrator.pages("participation", "/v1/affairs", division=community)
    handled = [one for one in listed if _handled_in_2019(one, team)]
    credits_ = desk.integrator.get("collaboration", f"/v1/organizations/{team}/credits")
    log = desk.integrator.pages("participation", "/v1/captains-log", team_id=team)
    by_captains = sum(captain["affairs"] for captain in credits_["captains"])
    rows = desk.integrator.pages("guidance", f"/v1/scores/organization:{team}/ledger")
    scored = sum(row["rule"] == "affair_completed.organization" for row in rows)
    return [
        Figure("affairs of Tangzhong's captains / 楼长处理事务, participation", 180, len(handled)),
        Figure("the same, in the captains' log by building", 180, sum(r["affairs"] for r in log)),
        Figure("the same, credited to captains by collaboration", 180, by_captains),
        Figure("the same, scored by guidance", 180, scored),
    ]


def _handled_in_2019(affair: dict[str, Any], team: str) -> bool:
    completed = affair["completed_at"] or ""
    return affair["team_id"] == team and completed[:4] in ("2018", "2019")
