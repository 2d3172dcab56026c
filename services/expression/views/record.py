"""Read model: the public record of a topic, put together from what is kept of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from ..domain.resolutions.objections import Objection
from ..domain.resolutions.resolution import Proposal
from ..domain.topics.records import promises, shown
from ..domain.topics.tellings import Telling
from ..domain.topics.topic import Stage, Topic
from ..schemas.notices import ObjectionView
from ..schemas.records import MoveView, ReviewView, StoryView, Told, VotedText

COUNTED = ("statements", "votes", "voters")
SAID = "said_"
SAME = (
    "id", "division", "title", "note", "category", "channel", "origin", "window", "raised_at",
    "stage", "step", "due_at", "overdue_level", "resolution", "notice", "declining", "closed_at",
    "satisfied", "reassessment", "merged_into",
)  # fmt: skip


@dataclass(frozen=True)
class Kept:
    """What is kept of a topic beside the topic itself."""

    proposals: Sequence[Proposal]
    objections: Sequence[Objection]
    tellings: Sequence[Telling]
    counted: Mapping[str, Any]


def story(topic: Topic, kept: Kept, now: datetime) -> StoryView:
    """Tell the whole story of a topic, without the name of any resident."""
    said_in = {stage: kept.counted.get(f"{SAID}{stage}", 0) for stage in Stage}
    return StoryView(
        **{name: getattr(topic, name) for name in SAME},
        owner=topic.owner and shown(topic, topic.owner),
        voices=len(topic.voices),
        monitors=len(topic.monitors),
        counts={name: kept.counted.get(name, 0) for name in COUNTED},
        said_in={str(stage): number for stage, number in said_in.items() if number},
        promises=promises(topic, now),
        moves=_moves(topic),
        texts=[_picked(VotedText, one) for one in kept.proposals],
        objections=[_picked(ObjectionView, one) for one in kept.objections],
        review=_picked(ReviewView, topic.review) if topic.review else None,
        advice=list(topic.advice),
        feedback=[
            replace(one, reported_by=shown(topic, one.reported_by)) for one in topic.feedback
        ],
        merged=list(topic.merged),
        parts=list(topic.parts),
        split_from=list(topic.split_from),
        follows=topic.follows,
        followed_by=list(topic.followed_by),
        told=[Told(one.act, one.at, one.told, bool(one.done_at)) for one in kept.tellings],
        links=_links(topic.id),
    )


def _moves(topic: Topic) -> list[MoveView]:
    return [
        MoveView(
            at=line.at,
            act=line.act,
            stage=line.stage,
            by=shown(topic, line.actor),
            reason=line.reason,
            clause=line.clause,
            on_behalf=line.entered_by is not None,
            step=line.step,
            owner=line.owner and shown(topic, line.owner),
            due_at=line.due_at,
        )
        for line in topic.history
    ]


def _picked(view: Any, state: Any) -> Any:
    return view(**{name: getattr(state, name) for name in view.__dataclass_fields__})


def _links(topic_id: str) -> dict[str, str]:
    path = f"/v1/topics/{topic_id}"
    return {
        "page": f"{path}/record.html",
        "statements": f"{path}/statements",
        "statements_page": f"{path}/statements.html",
        "objections": f"{path}/objections",
        "reassessment": f"{path}/reassessment",
    }
