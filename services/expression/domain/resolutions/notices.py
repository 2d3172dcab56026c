"""公示: a resolution stands on public notice, and takes effect once no objection is open."""

from dataclasses import replace

from chassis.events import Event

from ...events import ResolutionPublished, ResolutionPutOnNotice
from ..places import staff_of
from ..rules.calendar import day_of, end_of
from ..rules.rulebook import Rules
from ..topics.moves import SYSTEM, Act, move, owed
from ..topics.topic import Resolution, Stage, Step, Topic
from ..topics.turns import Notice

Decision = tuple[Topic, list[Event]]


def enact(topic: Topic, resolution: Resolution, act: Act, *, rules: Rules) -> Decision:
    """Put what residents decided on notice, or in effect at once where the standard has none."""
    if not rules.notice["days"]:
        return take_effect(replace(topic, resolution=resolution), act, rules=rules)
    number = (topic.notice.number if topic.notice else 0) + 1
    return give_notice(
        topic, resolution, act, rules=rules, notice=Notice(number, number, act.at, act.at)
    )


def give_notice(
    topic: Topic, resolution: Resolution, act: Act, *, rules: Rules, notice: Notice
) -> Decision:
    """Let residents object to a text until the notice is over."""
    until = rules.days_after(rules.notice["days"], act.at)
    noticed = move(
        topic,
        replace(act, clause=rules.clauses["notice"]),
        stage=Stage.NOTICE,
        resolution=resolution,
        notice=replace(notice, began_at=act.at, until=until),
        **owed(Step.NOTICE, staff_of(topic.division), until),
    )
    announced = ResolutionPutOnNotice(
        topic_id=topic.id,
        title=topic.title,
        resolution=resolution.text,
        notice=notice.number,
        until=until,
        division=topic.division,
    )
    return noticed, [announced]


def end_notice(topic: Topic, act: Act, *, rules: Rules) -> Decision:
    """Let a resolution take effect as its notice is over; an open objection is now owed."""
    if topic.notice is None or not topic.notice.open:
        return take_effect(topic, act, rules=rules)
    due_at = rules.due_at(Step.OBJECTION, act.at)
    held = move(
        topic,
        Act("held up", SYSTEM, act.at, str(topic.notice.open), rules.clauses["deadlines"]),
        **owed(Step.OBJECTION, staff_of(topic.division), due_at),
    )
    return held, []


def take_effect(topic: Topic, act: Act, *, rules: Rules) -> Decision:
    """Let a resolution bind: it is published, and somebody is to carry it out by a day."""
    resolution = _dated(topic.resolution, act, rules)
    owner = resolution.lead_id or staff_of(topic.division)
    bound = move(
        topic,
        act,
        stage=Stage.RESOLVED,
        resolution=resolution,
        began_at=act.at,
        **owed(Step.EXECUTION, owner, end_of(resolution.due_on)),
    )
    return bound, [_published(bound, resolution)]


def _dated(resolution: Resolution | None, act: Act, rules: Rules) -> Resolution:
    if resolution is None:
        raise ValueError("nothing was resolved")
    today = day_of(act.at)
    chosen = resolution.due_chosen and resolution.due_on > today
    due_on = resolution.due_on if chosen else rules.due_on(Step.EXECUTION, today)
    return replace(resolution, due_on=due_on, published_at=act.at)


def _published(topic: Topic, resolution: Resolution) -> ResolutionPublished:
    return ResolutionPublished(
        topic_id=topic.id,
        title=topic.title,
        resolution=resolution.text,
        category=topic.category,
        raised_by=topic.raised_by,
        agree=resolution.agree,
        disagree=resolution.disagree,
        passed=resolution.passed,
        lead_id=resolution.lead_id,
        due_on=resolution.due_on,
        division=topic.division,
    )
