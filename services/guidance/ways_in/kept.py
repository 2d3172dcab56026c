"""What the ways in of every part share: what is kept, how an action scores and is counted."""

from datetime import date, datetime
from typing import Any

from chassis.events import fact
from chassis.permits import Permits
from chassis.service import Stored
from chassis.work.work import Work

from .. import store
from ..domain.nudges import Decision, await_it, heed
from ..domain.places import counted_in, district
from ..domain.rulebook import Ruling
from ..domain.scores import Action, LedgerRow, action_of, kind_of, rows_of


class Kept:
    """Everything guidance keeps, and the one way an action earns points."""

    work: Work
    standards = Stored(store.Standards)
    rulebooks = Stored(store.Rulebooks)
    ledger = Stored(store.Ledger)
    totals = Stored(store.Totals)
    unscored = Stored(store.Unscored)
    erasures = Stored(store.Erasures)
    opportunities = Stored(store.Opportunities)
    pathways = Stored(store.Pathways)
    suggestions = Stored(store.Suggestions)
    let_go = Stored(store.LetGo)
    conversions = Stored(store.Conversions)
    outcomes = Stored(store.Outcomes)
    invitations = Stored(store.Invitations)
    worth = Stored(store.Worth)
    nudges = Stored(store.Nudges)
    awaited = Stored(store.AwaitedThings)
    indicators = Stored(store.IndicatorCounts)
    topics = Stored(store.TopicRecords)
    hot_topics = Stored(store.HotTopics)
    advisers = Stored(store.Advisers)
    permits = Stored(Permits)

    def score(
        self, event: Any, *named: tuple[str, str | None], at: datetime | date | None = None
    ) -> None:
        """Give those an event names, its community and its town what its day's rules say."""
        parties = [(role, identity) for role, identity in named if identity]
        reads: Any = type(event)
        action = action_of(event.meta, fact(reads), at=at, division=event.division, named=parties)
        self.enter(action)

    def enter(self, action: Action) -> None:
        """Enter an action in the ledger, or let it wait where no points are in force on its day."""
        ruling = self.rulebooks.ruling(district(action.division), "points", action.day)
        if ruling is None:
            self.unscored.add(action)
        else:
            self.reward(action, ruling)

    def reward(self, action: Action, ruling: Ruling) -> None:
        """Write the rows of an action and add them to the totals."""
        for row in rows_of(action, ruling):
            self.ledger.add(row)
            self.total(row)

    def total(self, row: LedgerRow, sign: int = 1) -> None:
        """Add a row to its subject's total, or take it out; a place is named by its own code."""
        kind = kind_of(row.subject)
        label = {} if kind in ("resident", "organization") else {"division": _place(row.subject)}
        amounts = {"points": sign * row.points, "actions": sign * row.actions}
        self.totals.add(row.subject, kind=kind, **label, **amounts)

    def issue(self, decision: Decision) -> None:
        """Nudge whom a decision names, once, and wait for what they are asked for."""
        nudge, announced = decision
        if self.nudges.find(nudge.id) is None:
            self.nudges.save(nudge, announced)
            self.awaited.save(await_it(self.awaited.find(nudge.about_id), nudge))

    def heed(self, about_id: str, *, at: datetime) -> None:
        """Record that reminders about something worked: what was asked for has come."""
        awaited = self.awaited.find(about_id)
        if awaited is None:
            return
        for nudge in self.nudges.find_all(awaited.nudges).values():
            self.nudges.save(heed(nudge, at=at))
            self.count(nudge.division, nudges_heeded=1)
        self.awaited.remove(about_id)

    def count(self, division: str, **counts: int) -> None:
        """Count what happened, in the community where it happened."""
        place = counted_in(division)
        self.indicators.add(place, division=place, **counts)


def _place(subject: str) -> str:
    return subject.partition(":")[2]
