"""Who looked behind the name a speaker goes by."""

from datetime import datetime

from chassis.store import Collection, Index

from ..domain.residents.veil import Look


class SpeakerLooks(Collection[Look]):
    """Every look, with its reason; nobody but the resident and officials of the place see it."""

    name = "speaker_looks"
    holds = Look
    indexes = (Index("resident_id"), Index("division"), Index("at"))

    def before(self, moment: datetime, *, limit: int) -> list[Look]:
        """Find the looks of before a moment."""
        return self.where({"at": {"$lte": moment}}, sort=(("at", 1),), limit=limit)
