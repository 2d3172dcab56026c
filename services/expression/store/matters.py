"""Matters, and which one each topic belongs to."""

from chassis.store import Collection

from ..domain.matters import Linked, Matter


class Matters(Collection[Matter]):
    """Matters with the topics linked to them; a public record."""

    name = "matters"
    holds = Matter
    public = True


class LinkedTopics(Collection[Linked]):
    """The one matter of each topic that has one; its id is the topic's."""

    name = "linked_topics"
    holds = Linked
    public = True
