"""Cases in mediation, their sealed files, every look into one, and the roster of mediators."""

from datetime import datetime
from typing import ClassVar

from chassis.divisions import pattern_within
from chassis.store import Collection, Index
from chassis.store.wrapped import Wrapped

from ..domain.disputes.dispute import Dispute
from ..domain.disputes.mediators import Mediator, OnRoster
from ..domain.disputes.sealed import Look, SealedFile


class Disputes(Collection[Dispute]):
    """How far each case is; found by the marks of those who may read it."""

    name = "disputes"
    holds = Dispute
    indexes = (
        Index("named"),
        Index("mentioned"),
        Index("alarm_at"),
        Index("keep_until"),
        Index("clerk"),
        Index("stage", "division"),
    )

    def of_named(self, dispute_id: str) -> Dispute:
        """Give a case to change it or show it to somebody it names: their place is no matter."""
        dispute = self._require(dispute_id)
        self._check_version(dispute_id)
        return dispute

    def mentioning(self, mark: str, *, limit: int) -> list[Dispute]:
        """Find the cases in which the id of somebody stands, whatever they are there."""
        return self.where({"mentioned": mark}, limit=limit)

    def ringing(self, now: datetime, limit: int = 100) -> list[Dispute]:
        """Find cases whose deadline has passed unanswered."""
        return self.where({"alarm_at": {"$lte": now}}, sort=(("alarm_at", 1),), limit=limit)

    def to_destroy(self, now: datetime, limit: int = 100) -> list[Dispute]:
        """Find cases whose time is over."""
        return self.where({"keep_until": {"$lte": now}}, sort=(("keep_until", 1),), limit=limit)


class CaseFiles(Wrapped[SealedFile]):
    """What cases are about: sealed, each under a key of its own."""

    name = "case_files"
    holds = SealedFile


class Looks(Collection[Look]):
    """Every look into a case file, written once."""

    name = "case_looks"
    holds = Look
    indexes = (
        Index("dispute_id", "at"),
        Index("about", "at"),
        Index("looked_by"),
        Index("at"),
    )

    def before(self, moment: datetime, *, limit: int) -> list[Look]:
        """Find the looks of before a moment."""
        return self.where({"at": {"$lte": moment}}, sort=(("at", 1),), limit=limit)


class Mediators(Collection[Mediator]):
    """Everybody who mediates, wants to, or did."""

    name = "mediators"
    holds = Mediator
    indexes: ClassVar[tuple[Index, ...]] = (Index("on_roster", "division"), Index("kin"))

    def near(self, place: str, *, limit: int) -> list[Mediator]:
        """Find who is on the roster around a place, from its community out to its district."""
        found: dict[str, Mediator] = {}
        for cut in (12, 9, 6):
            query = {
                "on_roster": OnRoster.CONFIRMED.value,
                "division": {"$regex": pattern_within([place[:cut]])},
            }
            found |= {one.id: one for one in self.where(query, limit=limit)}
            if len(found) >= limit:
                break
        return list(found.values())
