"""Objections to resolutions on notice."""

from chassis.store import Collection, Index

from ..domain.resolutions.objections import Objection


class Objections(Collection[Objection]):
    """Every objection with its answer; a public record but for who made it."""

    name = "objections"
    holds = Objection
    public = True
    indexes = (Index("topic_id", "number"), Index("made_by"))

    def waits(self, topic_id: str, resident_id: str) -> bool:
        """Tell whether an objection of a resident to a topic waits for its answer."""
        mine = {"made_by": resident_id, "topic_id": topic_id, "outcome": None}
        return bool(self.where(mine, limit=1))
