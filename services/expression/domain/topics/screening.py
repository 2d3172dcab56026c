"""筛选: a topic is taken up, declined for a published reason, or goes on within another."""

from dataclasses import replace
from datetime import datetime

from chassis.errors import Invalid, Refused
from chassis.events import Event

from ...events import TopicDeclined, TopicMerged, TopicScreened
from ..places import contains, staff_of
from ..rules.rulebook import Rules
from .moves import SETTLED, SYSTEM, Act, move, owed, require
from .topic import Actor, Stage, Step, Topic
from .turns import Declining

Decision = tuple[Topic, list[Event]]
OTHER = "other"
BEFORE_RESOLUTION = (Stage.RAISED, Stage.SCREENED, Stage.DISCUSSION)


def screen(topic: Topic, *, by: Actor, note: str, rules: Rules, now: datetime) -> Decision:
    """Take a topic up: residents deliberate on it at once, or from the day its window opens."""
    require(topic, Stage.RAISED, to="be screened", zh="筛选")
    _require_open_window(topic, now)
    screened = move(
        topic,
        Act("screened", by, now, note, rules.clauses["categories"]),
        stage=Stage.SCREENED,
        **_waiting(topic),
    )
    announced = TopicScreened(
        topic_id=topic.id,
        title=topic.title,
        category=topic.category,
        wants_advice=rules.wants_advice(topic.category),
        raised_by=topic.raised_by,
        division=topic.division,
    )
    if topic.window and topic.window.opens_at > now:
        return screened, [announced]
    return open_discussion(screened, rules=rules, now=now), [announced]


def open_discussion(topic: Topic, *, rules: Rules, now: datetime) -> Topic:
    """Let residents speak and vote until the window closes, or the deadline of the standard."""
    until = topic.window.closes_at if topic.window else rules.due_at(Step.DISCUSSION, now)
    return move(
        topic,
        Act("opened", SYSTEM, now, clause=rules.clauses["deadlines"]),
        stage=Stage.DISCUSSION,
        **owed(Step.DISCUSSION, staff_of(topic.division), until),
    )


def decline(topic: Topic, act: Act, *, code: str = OTHER, rules: Rules) -> Decision:
    """Turn a topic away for a public reason; those who raised it may ask for a review."""
    require(topic, *BEFORE_RESOLUTION, to="be declined", zh="不予受理")
    require_no_running_vote(topic, act.at)
    _check_reason(code, rules)
    until = rules.days_after(rules.review["window_days"], act.at)
    declined = move(
        topic,
        replace(act, clause=rules.clauses["declining"]),
        stage=Stage.DECLINED,
        declining=Declining(code, act.reason, act.at, topic.stage, until),
        review=None,
        **SETTLED,
    )
    announced = TopicDeclined(
        topic_id=topic.id,
        reason=act.reason,
        raised_by=topic.raised_by,
        division=topic.division,
        code=code,
    )
    return declined, [announced]


def _check_reason(code: str, rules: Rules) -> None:
    if code not in rules.declining:
        known = ", ".join(sorted(rules.declining))
        raise Invalid(
            "reason-unknown",
            f"the standard knows these reasons: {known}",
            f"标准规定的理由为：{known}",
            field="code",
        )


def merge(topic: Topic, into: Topic, act: Act) -> tuple[Topic, Topic, list[Event]]:
    """Let a topic go on within another: those who raised it are heard there as its own."""
    _check_merger(topic, into, act.at)
    gone = move(topic, act, stage=Stage.MERGED, merged_into=into.id, **SETTLED)
    kept = move(
        into,
        replace(act, name="took in", reason=f"{topic.id}: {act.reason}"),
        voices=tuple(dict.fromkeys((*into.voices, *topic.voices))),
        merged=tuple(dict.fromkeys((*into.merged, topic.id, *topic.merged))),
        split_from=tuple(dict.fromkeys((*into.split_from, *topic.split_from))),
        monitors=tuple(dict.fromkeys((*into.monitors, *topic.monitors))),
    )
    announced = TopicMerged(
        topic_id=topic.id, into_id=into.id, voices=len(topic.voices), division=topic.division
    )
    return gone, kept, [announced]


def _check_merger(topic: Topic, into: Topic, now: datetime) -> None:
    if topic.id == into.id:
        raise Refused("merged-into-itself", "a topic cannot go on within itself", "不能并入自身")
    if into.id in topic.heard_on or topic.id in into.heard_on:
        raise Refused(
            "merged-in-a-ring",
            f"{topic.id} and {into.id} went on in one another already",
            f"{topic.id} 与 {into.id} 已有并入或拆分关系，不能循环合并",
        )
    if not contains(into.division, topic.division):
        raise Refused(
            "merged-elsewhere",
            f"{into.division} does not contain {topic.division}: its residents would not be heard",
            f"{into.division} 不包含 {topic.division}：其居民的意见将无法表达",
        )
    require(topic, *BEFORE_RESOLUTION, to="be merged", zh="合并")
    require(into, *BEFORE_RESOLUTION, to="take in another", zh="并入其他议题")
    require_no_running_vote(topic, now)


def _waiting(topic: Topic) -> dict[str, object]:
    if not topic.window:
        return {}
    return owed(Step.OPENING, staff_of(topic.division), topic.window.opens_at)


def _require_open_window(topic: Topic, now: datetime) -> None:
    if topic.window and topic.window.closes_at <= now:
        raise Refused(
            "window-past",
            "the consultation was to close before today: decline it, or raise it anew",
            "征询期已过：请不予受理或重新发起",
        )


def require_no_running_vote(topic: Topic, now: datetime) -> None:
    """Refuse to take a topic away from residents who are voting on it."""
    if topic.step is Step.RESOLUTION and topic.proposal_id and topic.due_at and now < topic.due_at:
        raise Refused(
            "vote-running",
            "residents are voting on a resolution: wait until its deadline",
            "居民正在对决议表决：请待截止后再办理",
        )
