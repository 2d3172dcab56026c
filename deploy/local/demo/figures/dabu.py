"""The story of Dabu as the source tells it, and as the four systems tell it."""

from typing import Any

from ..acts.dabu import DABU, heard_of_recovery
from ..desk import Desk
from .figure import Figure

HELPERS = frozenset({"volunteer_team", "social_organization"})


def figures_of_dabu(desk: Desk) -> list[Figure]:
    """Ask every system for its part of it."""
    place = desk.integrator.get("participation", f"/v1/divisions/{DABU}")
    found = [one for one in place["rectifications"] if "2018" in one["reason"]]
    recovered = [one for one in found if one["recovered_on"] and _tested(one["plan"])]
    return [
        Figure("Dabu: found weak in 2018 / 大步: 软弱涣散", 1, len(found)),
        Figure("its helpers: volunteers, social workers / 志愿团队、驻村社工", 2, _helpers(desk)),
        Figure("surveys of its problems in 2018 / 社区问题调研", 1, _surveys(desk)),
        Figure("problems deliberated on and closed / 停车、环境", 2, _deliberated(desk)),
        Figure("recovered since / 整顿完成", 1, len(recovered)),
    ]


def _tested(plan: dict[str, Any] | None) -> bool:
    """Tell whether every step of a plan was taken, and its last test passed."""
    if not plan or not plan["tests"]:
        return False
    done = all(step["done_on"] for step in plan["steps"])
    return done and all(finding["passed"] for finding in plan["tests"][-1]["findings"])


def _helpers(desk: Desk) -> int:
    """Count the kinds of bodies that answered the call of Dabu."""
    calls = desk.integrator.pages("collaboration", "/v1/calls", division=DABU)
    answered = [one for call in calls for one in call["answered_by"]]
    bodies = [desk.integrator.get("collaboration", f"/v1/organizations/{one}") for one in answered]
    return len({body["kind"] for body in bodies} & HELPERS)


def _surveys(desk: Desk) -> int:
    query = {"division": DABU, "kind": "survey"}
    affairs = desk.integrator.pages("participation", "/v1/affairs", **query)
    return sum((affair["completed_at"] or "").startswith("2018") for affair in affairs)


def _deliberated(desk: Desk) -> int:
    """Count the two categories the source names, in which a topic went through the whole loop."""
    query = {"division": DABU, "stage": "closed"}
    topics = desk.integrator.pages("expression", "/v1/topics", **query)
    return len({topic["category"] for topic in topics} & {"parking", "environment"})


def what_follows_from_weakness(desk: Desk) -> Figure:
    """Compare with the three systems that came to its help: each knows that it recovered."""
    heard = heard_of_recovery(desk)
    return Figure("systems that helped Dabu and know of its recovery", len(heard), sum(heard))
