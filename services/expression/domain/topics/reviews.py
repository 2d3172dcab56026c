"""复核: those who raised a topic that was declined have the level above look at it again."""

from dataclasses import replace

from chassis.errors import Forbidden, Invalid, Refused
from chassis.events import Event

from ...events import ReviewAsked, ReviewDecided
from ..places import contains, level_above, staff_of
from ..resolutions.execution import require_voice
from ..rules.calendar import day_of
from ..rules.rulebook import Rules
from .moves import SETTLED, Act, move, owed, require
from .screening import open_discussion
from .topic import Stage, Step, Topic
from .turns import Review

Decision = tuple[Topic, list[Event]]


def ask_review(topic: Topic, act: Act, *, rules: Rules) -> Decision:
    """Ask for a review while there is time; the level above owes it by a day."""
    require(topic, Stage.DECLINED, to="be reviewed", zh="复核")
    require_voice(topic, act.by)
    _check_open(topic, act)
    owner, due_at = level_above(topic.division), rules.due_at(Step.REVIEW, act.at)
    asked = move(
        topic,
        replace(act, clause=rules.clauses["review"]),
        stage=Stage.REVIEW,
        review=Review(act.by.id, act.reason, owner, act.at, due_at),
        **owed(Step.REVIEW, owner, due_at),
    )
    return asked, [ReviewAsked(topic.id, act.by.id, act.reason, owner, due_at, topic.division)]


def _check_open(topic: Topic, act: Act) -> None:
    if topic.review is not None:
        raise Refused("reviewed-already", "it was reviewed already", "该议题已经复核")
    declining = topic.declining
    if declining is None or act.at >= declining.review_until:
        until = day_of(declining.review_until) if declining else "—"
        raise Refused(
            "review-past",
            f"a review could be asked for before {until}: raise the topic anew",
            f"申请复核的期限（{until} 之前）已过：请重新发起议题",
        )


def decide_review(topic: Topic, act: Act, *, upheld: bool, rules: Rules) -> Decision:
    """Uphold what was declined, or take the topic up again where it stood."""
    require(topic, Stage.REVIEW, to="be decided on review", zh="作出复核决定")
    review = topic.review
    if review is None or topic.declining is None:
        raise Refused("nothing-to-review", "no review was asked for", "没有待复核的事项")
    if not act.reason.strip():
        raise Invalid("reason-missing", "say why", "请说明理由", field="reason")
    known = replace(
        topic, review=replace(review, upheld=upheld, answer=act.reason, decided_at=act.at)
    )
    act = replace(act, clause=rules.clauses["review"])
    decided = _uphold(known, act) if upheld else _take_up(known, act, rules)
    announced = ReviewDecided(
        topic_id=topic.id,
        upheld=upheld,
        reason=act.reason,
        raised_by=topic.raised_by,
        owner=review.owner,
        division=topic.division,
    )
    return decided, [announced]


def require_level(topic: Topic, divisions: tuple[str, ...]) -> None:
    """Refuse a review by whoever does not answer for the level above the one that declined."""
    owner = topic.review.owner if topic.review else level_above(topic.division)
    if not any(place == "" or contains(place, owner) for place in divisions):
        raise Forbidden(
            "not-the-level-above",
            f"{owner} decides this review",
            f"该复核由 {owner} 决定",
        )


def _uphold(topic: Topic, act: Act) -> Topic:
    return move(topic, replace(act, name="review upheld"), stage=Stage.DECLINED, **SETTLED)


def _take_up(topic: Topic, act: Act, rules: Rules) -> Topic:
    act = replace(act, name="review overturned")
    if topic.declining and topic.declining.stage == Stage.DISCUSSION:
        taken = move(topic, act, stage=Stage.SCREENED)
        return open_discussion(taken, rules=rules, now=act.at)
    due_at = rules.due_at(Step.SCREENING, act.at)
    owing = owed(Step.SCREENING, staff_of(topic.division), due_at)
    return move(topic, act, stage=Stage.RAISED, **owing)
