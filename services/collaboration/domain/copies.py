"""What of collaboration a resident takes along, and nothing of the others who stand beside them."""

from collections.abc import Callable
from typing import Any

from chassis.errors import Refused

from .advice import Advice
from .invitees import Invitee
from .tasks import Task


def refuse_forgotten(invitee: Invitee) -> None:
    """Refuse a copy of what is nobody's any more."""
    if invitee.erased:
        raise Refused("resident-erased", "the resident has been erased", "该居民信息已删除")


def task_of(who: str) -> Callable[[Task], dict[str, Any]]:
    """Show of a joint task what it is and the time somebody gave to it."""

    def show(task: Task) -> dict[str, Any]:
        served = (*task.served_before, *task.served)
        return {
            "id": task.id,
            "title": task.title,
            "division": task.division,
            "status": task.status,
            "opened_at": task.opened_at,
            "served": [one for one in served if one.resident_id == who],
        }

    return show


def advice_of(advice: Advice) -> dict[str, Any]:
    """Show what an adviser was asked, and what they said."""
    return {
        "id": advice.id,
        "title": advice.title,
        "division": advice.division,
        "status": advice.status,
        "opinion": advice.opinion,
        "asked_at": advice.asked_at,
        "delivered_at": advice.delivered_at,
    }
