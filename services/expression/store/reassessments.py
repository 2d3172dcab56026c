"""What those concerned answered to whether it worked."""

from chassis.store import Collection, Index

from ..domain.resolutions.reassessments import Opinion


class Opinions(Collection[Opinion]):
    """One answer of each who was asked; a public record but for who gave it."""

    name = "opinions"
    holds = Opinion
    public = True
    indexes = (Index("topic_id"), Index("answered_by"))
