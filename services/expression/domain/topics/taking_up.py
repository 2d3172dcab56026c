"""复评无效后再提: what did not work is raised anew, and both records lead to one another."""

from dataclasses import replace
from datetime import datetime

from chassis.errors import Refused
from chassis.events import Event

from ...events import TopicRaised
from ..places import contains
from .moves import SYSTEM, Act, move
from .topic import Stage, Topic
from .turns import Answer

TAKEN_UP = "taken up anew"
MOST_FOLLOWING = 20
OVER = (Stage.DECLINED, Stage.CLOSED)


def require_failed(earlier: Topic, latest: Topic | None, division: str) -> None:
    """Refuse to follow what did not fail, is of another place, or is taken up already."""
    found = earlier.reassessment
    failed = found and found.round == earlier.round and found.outcome == Answer.FAILED
    if earlier.stage is not Stage.CLOSED or not failed:
        raise Refused(
            "did-not-fail",
            "a topic is taken up anew once its reassessment found that it did not work",
            "只有复评认定无效的议题可以再次提出",
            field="follows",
        )
    if not contains(earlier.division, division) and not contains(division, earlier.division):
        raise Refused(
            "followed-elsewhere",
            f"that topic is about {earlier.division}",
            f"该议题属于 {earlier.division}",
            field="follows",
        )
    if latest is not None and latest.stage not in OVER:
        raise Refused(
            "taken-up-already",
            f"topic {latest.id} takes it up already: speak there",
            f"议题 {latest.id} 已再次提出该事项，请在该议题中表达意见",
            field="follows",
        )
    if len(earlier.followed_by) >= MOST_FOLLOWING:
        raise Refused(
            "followed-too-often",
            f"it was taken up {MOST_FOLLOWING} times",
            f"该议题已再次提出{MOST_FOLLOWING}次",
            field="follows",
        )


def take_up_anew(
    topic: Topic, earlier: Topic, announced: list[Event], *, now: datetime
) -> tuple[Topic, Topic, list[Event]]:
    """Link what is raised anew with what it follows: each record names the other."""
    line = Act(TAKEN_UP, SYSTEM, now, topic.id)
    followed = move(earlier, line, followed_by=(*earlier.followed_by, topic.id))
    told = [
        replace(event, follows_id=earlier.id) if isinstance(event, TopicRaised) else event
        for event in announced
    ]
    return replace(topic, follows=earlier.id), followed, told
