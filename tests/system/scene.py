"""What is there before a story begins: places, rules, bodies, a space, an activity, a shift."""

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from .running import Caller, Running, eventually

FACTS = Path(__file__).parents[2] / "services" / "participation" / "divisions" / "440605.json"
DISTRICT, SHISHAN, TANGZHONG = "440605", "440605124", "440605124004"
OTHER_TOWN = "440605126"
SCORED = {
    "space_visited": 1,
    "activity_attended": 2,
    "member_joined": 3,
    "hours_credited": 4,
    "topic_raised": 5,
    "statement_made": 6,
    "vote_cast": 7,
    "resolution_published": 8,
    "task_progressed": 9,
    "task_completed": 10,
    "execution_reported": 11,
    "topic_closed": 12,
    "advice_delivered": 13,
}
ROLES = {"resident": 1, "organization": 17, "community": 31, "town": 71}
POINTS = {fact: {role: n * times for role, times in ROLES.items()} for fact, n in SCORED.items()}
LADDER = {
    "space": {"space_visited": 1},
    "activity": {"activity_attended": 1},
    "organization": {"member_joined": 1},
    "service": {"minutes": 60},
    "public_affairs": {"affairs": 1},
}
DELIBERATION = {
    "deadlines": {"screening": 3, "execution": 30},
    "notice": {"days": 0},  # a story is told in minutes, and no clock but that of the machine runs
    "quorums": {"building": 4},
    "majority": 0.6,
    "categories": {"parking": {"advice": True}},
}


@dataclass
class Scene:
    """The stage, and those who act on it by office."""

    running: Running
    building: str = ""
    space: str = ""
    activity: str = ""
    shift: str = ""
    neighbors: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        caller = self.running.caller
        self.integrator = caller("integrator", DISTRICT)
        self.official = caller("official", DISTRICT)
        self.worker = caller("worker", TANGZHONG)
        self.center = caller("center", SHISHAN)
        self.center_id, self.team_id = "center-shishan", "volunteer_team-tangzhong"

    def set(self) -> "Scene":
        """Set the stage, as integrators, officials and community workers do."""
        self._places()
        self._rules()
        self._bodies()
        self._offers()
        self.neighbors = [self.register() for _ in range(5)]
        self.running.settle()
        return self

    def register(self, **who: Any) -> str:
        """Register a resident of the building; give the opaque id."""
        groups = {"groups": ["worker", "newcomer"], "division": self.building}
        return str(self.worker.post("participation", "/v1/residents", **groups, **who)["id"])

    def resident(self, resident_id: str) -> Caller:
        """Give a resident's own voice."""
        return self.running.caller("resident", sub=resident_id)

    def _places(self) -> None:
        facts = json.loads(FACTS.read_text(encoding="utf-8"))["items"]
        wanted = (DISTRICT, SHISHAN, OTHER_TOWN, TANGZHONG)
        for place in (place for code in wanted for place in facts if place["code"] == code):
            self.integrator.post("participation", "/v1/divisions", **_entry(place))
        estate = self._build(TANGZHONG, kind="estate", name="塘中花园")
        self.building = self._build(estate, kind="building", name="3栋")

    def _build(self, parent: str, **place: str) -> str:
        path = f"/v1/divisions/{parent}/places"
        return str(self.worker.post("participation", path, **place)["id"])

    def _rules(self) -> None:
        sections = {"ladder": {"ladder": LADDER}, "points": {"points": POINTS}}
        sections |= {"deliberation": DELIBERATION, "offers": {"suggestions": {"per_week": 9}}}
        for reference, rules in sections.items():
            standard = {"reference": reference, "title": reference, "kind": "guideline"}
            standard |= {"in_force_from": "2018-02-01", "division": DISTRICT}
            self.official.post("guidance", "/v1/standards", **standard, rules=rules)

    def _bodies(self) -> None:
        center = {"name": "狮山镇创益中心", "kind": "center", "reference": "shishan"}
        center |= {"division": SHISHAN, "serves": [SHISHAN]}
        team = {"name": "塘中志愿队", "kind": "volunteer_team", "reference": "tangzhong"}
        for body in (center, team | {"division": TANGZHONG}):
            self.integrator.post("collaboration", "/v1/organizations", **body)
        seat = {"reference": "07", "kind": "practice", "division": DISTRICT, "expertise": "停车"}
        self.integrator.post("collaboration", "/v1/advisers", **seat)

    def _offers(self) -> None:
        soon, later = (datetime.now(UTC) + timedelta(minutes=m) for m in (30, 90))
        slot = {"starts_at": soon.isoformat(), "ends_at": later.isoformat()}
        home = {"kind": "youth_home", "name": "塘中亲青家园", "host_id": self.center_id}
        home |= {"division": TANGZHONG, "capacity": 40}
        self.space = self.worker.post("participation", "/v1/spaces", **home)["id"]
        talk = {"title": "邻里茶话会", "space_id": self.space, "host_id": self.center_id}
        talk |= slot | {"division": TANGZHONG, "capacity": 20}
        self.activity = self.worker.post("participation", "/v1/activities", **talk)["id"]
        visits = {"title": "探访长者", "organization_id": self.team_id, "division": TANGZHONG}
        visits |= slot | {"places": 6}
        self.shift = self.worker.post("participation", "/v1/shifts", **visits)["id"]


def _entry(place: dict[str, Any]) -> dict[str, Any]:
    names = ("code", "name", "kind", "parent")
    return {name: place[name] for name in names if place.get(name)}


__all__ = ["Scene", "eventually"]
