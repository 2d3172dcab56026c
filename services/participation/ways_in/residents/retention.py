"""Ways in to retention: what is older than its rule is let go, some at a time, and counted."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from chassis.http.call import Call
from chassis.service import every, get

from ...domain.residents.resident import Person
from ...domain.residents.retention import (
    SECTION,
    Records,
    Walk,
    advance,
    end,
    is_due,
    is_over,
    is_ruled,
    last_seen,
)
from ...schemas.retention import KeptView, RetentionView
from .personal import Personal

AT_ONCE = 500


class RetentionWaysIn(Personal):
    """Each kind of record is gone through once a day; who dies on the way goes on from there."""

    @every(seconds=5)
    def let_go_of_old_records(self) -> None:
        """Look at the next records of each kind, and let go of those whose time is over."""
        section = self.sections.find(SECTION)
        for records in Records:
            walk = self.walks.find(records.value) or Walk(records.value)
            if is_ruled(section, records) and is_due(walk, now=self.work.now):
                self._walk_on(walk, records)

    def _walk_on(self, walk: Walk, records: Records) -> None:
        kept = self.people if records is Records.PERSONAL else getattr(self, records.value)
        rows = kept.beyond(walk.cursor, limit=AT_ONCE)
        over = self._over(records, rows)
        for row in over:
            self._let_go(kept, row)
        cursor = rows[-1].id if rows else ""
        walked = advance(walk, cursor=cursor, seen=len(rows), let_go=len(over))
        self.walks.save(walked if len(rows) == AT_ONCE else end(walked, now=self.work.now))

    def _let_go(self, kept: Any, row: Any) -> None:
        if isinstance(row, Person):
            self.unmark(row)
        kept.remove(row.id)

    def _over(self, records: Records, rows: Sequence[Any]) -> list[Any]:
        """Find the records whose time is over where they belong."""
        times, now = self._times(records, rows), self.work.now
        return [
            row
            for row in rows
            if is_over(times.get(row.id), self.days_kept(records, row.division), now=now)
        ]

    def _times(self, records: Records, rows: Sequence[Any]) -> dict[str, datetime | None]:
        """Say of each record since when its time runs."""
        if records is Records.PERSONAL:
            return self._last_seen([row.id for row in rows])
        if records is Records.CONSENTS:
            said_by = self.residents.find_all(row.resident_id for row in rows)
            known = [row for row in rows if row.resident_id in said_by]
            return {row.id: said_by[row.resident_id].erased_at for row in known}
        moment = "visited_at" if records is Records.VISITS else "at"
        return {row.id: getattr(row, moment) for row in rows}

    def _last_seen(self, ids: Sequence[str]) -> dict[str, datetime | None]:
        standings = self.standings.find_all(ids)
        residents = self.residents.find_all(ids).items()
        return {name: last_seen(one, standings.get(name)) for name, one in residents}

    @get(
        "/v1/retention",
        view=RetentionView,
        query={"division": "the place; 440605 if left out"},
    )
    def show_retention(self, call: Call) -> RetentionView:
        """Anybody who takes part reads how long what leads to them is kept, and that it goes."""
        place = call.query.get("division", "440605")
        walks = self.walks.find_all(records.value for records in Records)
        shown = [self._shown(records, place, walks.get(records.value)) for records in Records]
        return RetentionView(place, shown)

    def _shown(self, records: Records, place: str, walk: Walk | None) -> KeptView:
        days = self.days_kept(records, place)
        return KeptView(records, days, walk.let_go if walk else 0, walk.ended_at if walk else None)
