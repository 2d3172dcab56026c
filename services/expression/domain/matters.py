"""事前、事中、事后: topics and consultations on one matter, linked in its course."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from chassis.errors import Invalid, Refused

from .places import contains
from .topics.topic import Actor, Stage, Topic

MOST_LINKED = 200
DURING = (Stage.RESOLVED, Stage.EXECUTING)
AFTERWARDS = (Stage.REPORTED, Stage.CLOSED)


class Juncture(StrEnum):
    """Where in the course of a matter residents speak."""

    BEFORE = "before"
    DURING = "during"
    AFTER = "after"


ORDER = tuple(Juncture)


@dataclass(frozen=True)
class Link:
    """One topic of a matter: where it stands, which topic it follows, who linked it and when."""

    topic_id: str
    juncture: Juncture
    follows: str | None
    linked_by: str
    linked_at: datetime


@dataclass(frozen=True)
class Matter:
    """One affair residents are heard on before, during and after; its topics in their order."""

    id: str
    division: str
    title: str
    opened_by: str
    opened_at: datetime
    links: tuple[Link, ...] = ()

    def link_of(self, topic_id: str) -> Link | None:
        """Give the link of a topic."""
        return next((one for one in self.links if one.topic_id == topic_id), None)


@dataclass(frozen=True)
class Linked:
    """Which matter a topic belongs to: never two."""

    id: str
    matter_id: str
    division: str


def juncture_of(stage: Stage) -> Juncture:
    """Tell at which juncture of its own topic something is said in this stage."""
    if stage in DURING:
        return Juncture.DURING
    return Juncture.AFTER if stage in AFTERWARDS else Juncture.BEFORE


def open_matter(matter_id: str, division: str, title: str, *, by: Actor, now: datetime) -> Matter:
    """Open a matter that topics are linked to."""
    return Matter(matter_id, division, title, by.id, now)


def link(matter: Matter, topic: Topic, known: Linked | None, wanted: Link) -> tuple[Matter, Linked]:
    """Link a topic to a matter, or put right where it stands; none is in two, or in a ring."""
    if known and known.matter_id != matter.id:
        raise Refused(
            "linked-already",
            f"this topic belongs to the matter {known.matter_id}",
            f"该议题已属于事项 {known.matter_id}",
        )
    if not contains(matter.division, topic.division):
        raise Refused(
            "linked-elsewhere",
            f"{topic.division} does not lie in {matter.division}, which the matter is about",
            f"{topic.division} 不在事项所属的 {matter.division} 之内",
        )
    _check_order(matter, wanted)
    others = tuple(one for one in matter.links if one.topic_id != topic.id)
    if len(others) >= MOST_LINKED:
        raise Refused(
            "matter-full",
            f"a matter has {MOST_LINKED} topics at most",
            f"一个事项最多{MOST_LINKED}个议题",
        )
    linked = replace(matter, links=(*others, wanted))
    return linked, Linked(topic.id, matter.id, topic.division)


def _check_order(matter: Matter, wanted: Link) -> None:
    """Refuse a ring, and what would come before what it follows."""
    if wanted.follows and _leads_to(matter, wanted.follows, wanted.topic_id):
        raise Refused(
            "links-in-a-ring",
            "a topic cannot follow itself, not by way of others either",
            "议题不能直接或间接接续自身",
        )
    before = matter.link_of(wanted.follows) if wanted.follows else wanted
    if before is None:
        raise Invalid(
            "follows-unknown",
            f"{wanted.follows} is not linked to this matter",
            f"{wanted.follows} 不属于该事项",
            field="follows",
        )
    following = [one for one in matter.links if one.follows == wanted.topic_id]
    if not all(_in_order(*pair) for pair in [(before, wanted), *((wanted, f) for f in following)]):
        raise Invalid(
            "order-reversed",
            "what comes before does not follow what comes during or after",
            "事前、事中、事后的次序颠倒",
            field="juncture",
        )


def _in_order(one: Link, other: Link) -> bool:
    return ORDER.index(one.juncture) <= ORDER.index(other.juncture)


def _leads_to(matter: Matter, start: str, end: str) -> bool:
    """Tell whether following back from a topic comes to another, or is there already."""
    follows = {one.topic_id: one.follows for one in matter.links}
    seen: set[str] = set()
    at: str | None = start
    while at and at not in seen:
        seen.add(at)
        at = follows.get(at)
    return end in seen


def chain(matter: Matter) -> list[Link]:
    """Give the links in the course of the matter: by juncture, and each after what it follows."""
    placed: list[Link] = []
    waiting = sorted(matter.links, key=lambda one: (ORDER.index(one.juncture), one.linked_at))
    while waiting:
        there = {one.topic_id for one in placed}
        ready = next((one for one in waiting if one.follows in there | {None}), waiting[0])
        placed.append(ready)
        waiting.remove(ready)
    return placed
