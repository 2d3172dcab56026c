"""Where it is kept which services have confirmed that a resident is forgotten."""

from datetime import datetime

from chassis.store import Collection, Index

from ..domain.residents.erasures import Erasure


class Erasures(Collection[Erasure]):
    """Residents who were forgotten, and the receipts of the other services."""

    name = "erasures"
    holds = Erasure
    indexes = (
        Index("waiting", "due_at"),
        Index("division"),
        Index("done_at", "overdue_at", "due_at"),
        Index("look_at"),
    )

    def late(self, now: datetime, limit: int = 100) -> list[Erasure]:
        """Find those whose deadline has passed and of whom that was not said yet."""
        late = {"done_at": None, "overdue_at": None, "due_at": {"$lte": now}}
        return self.where(late, sort=(("due_at", 1), ("_id", 1)), limit=limit)

    def to_cut(self, now: datetime, limit: int = 5) -> list[Erasure]:
        """Find those of whom something may be kept here; of a version before nobody looked yet."""
        due = self.where({"look_at": {"$lte": now}}, sort=(("look_at", 1),), limit=limit)
        return due or self.where({"look_at": {"$exists": False}}, limit=limit)
