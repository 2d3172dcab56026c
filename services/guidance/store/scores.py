"""The ledger, the totals beside it, actions that wait for a rule, and who is to be forgotten."""

from datetime import datetime
from typing import Any

from chassis.store import Collection, Index, InRebuild, Tallies

from ..domain.erasures import Erasure
from ..domain.scores import Action, LedgerRow


class Ledger(Collection[LedgerRow]):
    """One row for each effect of an event; who may see which is decided by subject."""

    name = "ledger"
    holds = LedgerRow
    public = True
    indexes = (Index("subject"),)
    in_rebuild = InRebuild.ROWS

    @classmethod
    def comparable(cls, document: dict[str, Any]) -> dict[str, Any] | None:
        """Leave out rows that were cut off from somebody: chance named them."""
        cut_off = document["subject"].startswith("anonymous:")
        return None if cut_off else super().comparable(document)

    def of(self, subject: str, limit: int = 100) -> list[LedgerRow]:
        """Find rows of one subject."""
        return self.where({"subject": subject}, limit=limit)


class Totals(Tallies):
    """What each subject has earned: the sum of its rows in the ledger, kept with every row."""

    name = "totals"
    public = True
    in_rebuild = InRebuild.SUMS
    indexes = (Index("kind", "points"),)

    @classmethod
    def comparable(cls, document: dict[str, Any]) -> dict[str, Any] | None:
        """Leave out those who were forgotten, and what was cut off from them meanwhile."""
        forgotten = document.get("kind") in ("erased", "anonymous")
        return None if forgotten else super().comparable(document)


class Unscored(Collection[Action]):
    """Actions of days for which no points are in force yet."""

    name = "unscored"
    holds = Action
    in_rebuild = InRebuild.NEEDED
    indexes = (Index("at"), Index("subjects"))

    def since(self, moment: datetime, *, district: str, limit: int = 100) -> list[Action]:
        """Find actions of a district from a moment on."""
        query = {"division": {"$regex": f"^{district}"}, "at": {"$gte": moment}}
        return self.where(query, sort=(("at", 1), ("_id", 1)), limit=limit)

    def naming(self, subject: str, limit: int = 100) -> list[Action]:
        """Find actions that would earn somebody points."""
        return self.where({"subjects": subject}, limit=limit)


class Erasures(Collection[Erasure]):
    """Residents who are to be forgotten, and when to look for traces of them again."""

    name = "erasures"
    holds = Erasure
    in_rebuild = InRebuild.NEEDED
    indexes = (Index("due_at"),)

    def due(self, now: datetime, limit: int = 5) -> list[Erasure]:
        """Find erasures to go on with."""
        return self.where({"due_at": {"$lte": now}}, sort=(("due_at", 1),), limit=limit)
