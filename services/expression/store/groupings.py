"""The opinion groups that were found last, topic by topic."""

from chassis.store import Collection

from ..domain.opinions.groupings import Grouping


class Groupings(Collection[Grouping]):
    """Who votes alike, in numbers only; a public record."""

    name = "groupings"
    holds = Grouping
    public = True
