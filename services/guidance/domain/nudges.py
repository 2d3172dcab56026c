"""Nudges: who is reminded of what, once for each promise that was missed."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from chassis.events import Event

from ..events import NudgeIssued
from .places import above
from .scores import BEIJING

STEPS = {
    "screening": "筛选",
    "discussion": "讨论",
    "resolution": "决议",
    "execution": "执行",
    "confirmation": "确认",
    "objection": "异议答复",
    "review": "复核",
    "result": "征询结果公布",
}


@dataclass(frozen=True)
class Nudge:
    """One reminder to one owner."""

    id: str
    owner: str
    about_id: str
    reason: str
    level: int
    division: str
    issued_at: datetime
    heeded_at: datetime | None = None


@dataclass(frozen=True)
class Awaited:
    """What is asked for by nudges that nobody has heeded yet."""

    id: str
    division: str
    nudges: tuple[str, ...] = ()


@dataclass(frozen=True)
class Missed:
    """A promised step of a topic that did not come in time."""

    topic_id: str
    step: str
    owner: str
    level: int
    due_at: datetime
    division: str
    told: str = ""

    @property
    def nudge_id(self) -> str:
        """Name the nudge: one for each step, level and promised day of a topic.

        The day belongs to it: a topic that was reopened promises anew, and may miss again.
        """
        return f"{self.topic_id}:{self.step}:{self.level}:{self.due_at:%Y%m%d}"


@dataclass(frozen=True)
class Idle:
    """A space nobody has used for a while; each finding is a reason of its own."""

    space_id: str
    idle_days: int
    division: str
    event_id: str


@dataclass(frozen=True)
class Weak:
    """A community that was found weak."""

    community_id: str
    found: str
    division: str
    event_id: str


@dataclass(frozen=True)
class Proposed:
    """Two neighbors were brought together and are to answer."""

    match_id: str
    organization_id: str | None
    answer_by: datetime
    division: str


@dataclass(frozen=True)
class Owed:
    """A step of the plan of a weak community, or the plan itself, that did not come in time."""

    matter_id: str
    title: str
    owner: str
    level: int
    due_on: date
    division: str
    event_id: str


Decision = tuple[Nudge, list[Event]]


def remind(missed: Missed, *, now: datetime) -> Decision:
    """Remind the owner of a missed step; from the second time on, the level above the place."""
    due = missed.due_at.astimezone(BEIJING).date()
    name = STEPS.get(missed.step, missed.step)
    owner = missed.told or missed.owner
    if missed.level > 1 and not missed.told:
        owner = above(missed.division, steps=missed.level - 1)
    reason = (
        f"议题 {missed.topic_id} 的{name}应于 {due} 完成，已逾期 / "
        f"{missed.step} of topic {missed.topic_id} was due on {due}"
    )
    nudge = Nudge(
        missed.nudge_id, owner, missed.topic_id, reason, missed.level, missed.division, now
    )
    return issued(nudge)


def offer_space(idle: Idle, *, now: datetime) -> Decision:
    """Tell a community that one of its spaces stands unused."""
    space, days = idle.space_id, idle.idle_days
    reason = f"空间 {space} 已闲置 {days} 天 / {space} is idle for {days} days"
    nudge = Nudge(f"idle:{idle.event_id}", idle.division, space, reason, 1, idle.division, now)
    return issued(nudge)


def put_right(weak: Weak, *, now: datetime) -> Decision:
    """Tell the town that one of its communities was found weak and needs its help."""
    place = weak.community_id
    reason = f"{place} 被列为软弱涣散：{weak.found} / {place} was found weak: {weak.found}"
    owner = above(weak.division, steps=1)
    nudge = Nudge(f"weak:{weak.event_id}", owner, place, reason, 2, weak.division, now)
    return issued(nudge)


def call_in(owed: Owed, *, now: datetime) -> Decision:
    """Remind who owes a step of putting a community right; from the second time on, those above."""
    place = owed.division
    owner = owed.owner if owed.level == 1 else above(place, steps=owed.level - 1)
    reason = (
        f"{place} 整顿事项“{owed.title}”应于 {owed.due_on} 完成，已逾期 / "
        f"putting {place} right: “{owed.title}” was due on {owed.due_on}"
    )
    name = f"rectification:{owed.event_id}"
    return issued(Nudge(name, owner, owed.matter_id, reason, owed.level, place, now))


def carry(proposed: Proposed, *, now: datetime) -> Decision:
    """Ask the body behind a match, or its community, to see that both neighbors hear of it."""
    day = proposed.answer_by.astimezone(BEIJING).date()
    owner, match = proposed.organization_id or proposed.division, proposed.match_id
    reason = (
        f"互助匹配 {match} 待双方于 {day} 前答复，请告知双方 / "
        f"both sides of match {match} are to answer by {day}: please tell them"
    )
    return issued(Nudge(f"aid:{match}", owner, match, reason, 1, proposed.division, now))


def await_it(known: Awaited | None, nudge: Nudge) -> Awaited:
    """Note that a nudge waits for what it is about."""
    before = known or Awaited(nudge.about_id, nudge.division)
    return replace(before, nudges=(*before.nudges, nudge.id))


def heed(nudge: Nudge, *, at: datetime) -> Nudge:
    """Record that what somebody was reminded of has come: the nudge worked."""
    return replace(nudge, heeded_at=at)


def issued(nudge: Nudge) -> Decision:
    """Announce a nudge with it."""
    announced = NudgeIssued(
        nudge_id=nudge.id,
        owner=nudge.owner,
        about_id=nudge.about_id,
        reason=nudge.reason,
        level=nudge.level,
        division=nudge.division,
    )
    return nudge, [announced]
