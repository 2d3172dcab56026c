"""What of expression a resident takes along, and nothing of the others who stand beside them."""

from collections.abc import Callable
from typing import Any

from chassis.errors import Refused

from ..disputes.dispute import Dispute
from ..topics.topic import Topic
from .resident import Resident


def refuse_forgotten(resident: Resident) -> None:
    """Refuse a copy of what is nobody's any more."""
    if resident.erased:
        raise Refused("resident-erased", "the resident has been erased", "该居民信息已删除")


def topic_of(who: str) -> Callable[[Topic], dict[str, Any]]:
    """Show of a topic what it says and which part somebody has in it."""

    def show(topic: Topic) -> dict[str, Any]:
        parts = {
            "raised": topic.raised_by == who,
            "voice": who in topic.voices,
            "monitor": who in topic.monitors,
        }
        return {
            "id": topic.id,
            "title": topic.title,
            "note": topic.note if topic.raised_by == who else "",
            "category": topic.category,
            "division": topic.division,
            "stage": topic.stage,
            "raised_at": topic.raised_at,
            "as": [name for name, holds in parts.items() if holds],
        }

    return show


def case_of(dispute: Dispute) -> dict[str, Any]:
    """Show that somebody stands in a case; its file is sealed, and read at the case itself."""
    return {
        "id": dispute.id,
        "kind": dispute.kind,
        "division": dispute.division,
        "stage": dispute.stage,
        "opened_at": dispute.opened_at,
        "ended_at": dispute.ended_at,
    }
