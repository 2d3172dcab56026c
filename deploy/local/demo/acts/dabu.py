"""Acts 6 and 12: Dabu is found weak in 2018 and surveyed; after the loop, it is put right."""

from datetime import timedelta
from typing import Any

from ..desk import Desk, until
from ..world import STORIES, World, content

DABU = STORIES["dabu"]
WEAKNESS = f"/v1/divisions/{DABU}/weakness"
A_QUARTER = timedelta(days=90)
SURVEYED, DELIBERATED = 1, 2
VOLUNTEERS, MINUTES = 6, 120


def find_weak(desk: Desk) -> None:
    """Flag Dabu as it was in 2018, so that the other services come to its help."""
    body = {"reason": content("dabu")["reason"]}
    desk.once(desk.official, "participation", WEAKNESS, body)


def plan(desk: Desk, world: World) -> None:
    """Say how Dabu is to be put right; a plan that was made stands."""
    place = desk.integrator.get("participation", f"/v1/divisions/{DABU}")
    if place["rectifications"][-1]["plan"] is None:
        told = content("dabu")["plan"]
        due = (world.began_at + A_QUARTER).date().isoformat()
        steps = [{"title": s["title"], "owner": s["owner"], "due": due} for s in told["steps"]]
        body = {"goal": told["goal"], "steps": steps, "criteria": told["criteria"]}
        desk.official.put("participation", f"{WEAKNESS}/plan", body)


def survey(desk: Desk, world: World) -> None:
    """Let volunteers and social workers answer Dabu's call, and survey what troubles it."""
    told = content("dabu")
    team = world.groups[DABU][0]
    until(lambda: _calls(desk) or None, "Dabu to call for help")
    for helper in (team, world.bodies[told["social_workers"]]):
        body = {"organization_id": helper}
        desk.once(desk.worker, "collaboration", f"/v1/calls/{DABU}/answers", body)
    chosen = world.chance("surveys").sample(world.neighbors(DABU), VOLUNTEERS)
    volunteers = [one.id for one in chosen]
    joining = [{"organization_id": team, "resident_id": one} for one in volunteers]
    desk.bulk("collaboration", "/v1/members", joining)
    desk.bulk("participation", "/v1/hours", _hours(told["survey"], team, volunteers))
    done = _surveyed(told["survey"], team, volunteers[0])
    desk.bulk("participation", "/v1/affairs/handled", [done])
    _take_step(desk, SURVEYED)


def _hours(told: dict[str, Any], team: str, volunteers: list[str]) -> list[dict[str, Any]]:
    return [
        {
            "resident_id": one,
            "minutes": MINUTES,
            "served_on": day,
            "organization_id": team,
            "reference": f"dabu-survey-{day}-{number}",
        }
        for day in told["days"]
        for number, one in enumerate(volunteers, 1)
    ]


def _surveyed(told: dict[str, Any], team: str, resident_id: str) -> dict[str, Any]:
    return {
        "reference": "dabu-survey",
        "title": told["title"],
        "kind": "survey",
        "division": DABU,
        "resident_id": resident_id,
        "team_id": team,
        "completed_at": told["completed_at"],
    }


def recover(desk: Desk) -> None:
    """Test whether Dabu was put right, once its residents closed what they had deliberated on."""
    _take_step(desk, DELIBERATED)
    findings = [{"criterion": one, "passed": True} for one in content("dabu")["plan"]["criteria"]]
    desk.once(desk.official, "participation", f"{WEAKNESS}/exit-tests", {"findings": findings})
    desk.once(desk.official, "participation", f"/v1/divisions/{DABU}/recovery")
    until(lambda: all(heard_of_recovery(desk)) or None, "the others to hear that Dabu recovered")


def _take_step(desk: Desk, number: int) -> None:
    body = {"result": content("dabu")["plan"]["steps"][number - 1]["result"]}
    path = f"{WEAKNESS}/steps/{number}/completion"
    desk.once(desk.worker, "participation", path, body)


def heard_of_recovery(desk: Desk) -> tuple[bool, bool, bool]:
    """Tell who knows: no call is open, no consultation stands, Dabu counts as weak no more."""
    topic = desk.integrator.get("expression", f"/v1/topics/standing-{DABU}")
    counts = desk.integrator.get("guidance", f"/v1/indicators/{DABU}")["counts"]
    return (
        not any(call["open"] for call in _calls(desk)),
        topic["stage"] == "closed",
        counts["weak"] == 0 and counts["flagged_weak"] == counts["recovered"],
    )


def _calls(desk: Desk) -> list[dict[str, Any]]:
    return list(desk.integrator.pages("collaboration", "/v1/calls", division=DABU))
