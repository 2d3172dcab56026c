"""Who is to be told what became of a topic, and each resident's own list of it."""

from chassis.store import Collection, Index

from ..domain.topics.follows import Follow
from ..domain.topics.tellings import Concern, Telling


class Tellings(Collection[Telling]):
    """What is left to tell, and to how many it was told."""

    name = "tellings"
    holds = Telling
    indexes = (Index("done_at", "at"), Index("topic_id"))

    def open(self, limit: int = 5) -> list[Telling]:
        """Find those not finished yet."""
        return self.where({"done_at": None}, limit=limit)


class Concerns(Collection[Concern]):
    """What became of topics, line by line for each resident who had a part in them."""

    name = "concerns"
    holds = Concern
    indexes = (Index("resident_id", "at"),)


class Follows(Collection[Follow]):
    """Who follows which topic, beside those who raised it or voted on it."""

    name = "follows"
    holds = Follow
    indexes = (Index("resident_id"),)

    def after(self, topic_id: str, last: str, *, limit: int) -> list[Follow]:
        """Find the next who follow a topic, in the order of their ids."""
        ids = {"$gt": last or f"{topic_id}:", "$lt": f"{topic_id};"}
        return self.where({"_id": ids}, limit=limit)
