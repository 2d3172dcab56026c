"""Ways in to the use of spaces: how much they are used, which stand idle, who takes them up."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import islice
from typing import Any

from chassis.http.call import Call
from chassis.http.ways_in import get
from chassis.service import every, subscribe

from ...domain import sections
from ...domain.days import local_day, midnight_after
from ...domain.spaces.openings import is_shut
from ...domain.spaces.space import IDLE_DAYS, Space, find_idle, take_up
from ...domain.spaces.use import (
    GROUP,
    HOUR,
    SECTION,
    by_month,
    counted_by,
    published,
    shortest_idle,
)
from ...inbound import SpaceTakenUp
from ...schemas.spaces import SpaceUseDetail, SpaceUseView
from ..kept import Kept

HOURLY = 3600
MOST_FOUND = 100  # at a time: more would make one commit too large, and the next hour comes


class SpaceUseWaysIn(Kept):
    """Spaces are used, stand idle, are offered, and are taken up."""

    @get("/v1/spaces/{space_id}/use", view=SpaceUseView, public=True)
    def show_space_use(self, _call: Call, space_id: str) -> SpaceUseView:
        """Anybody sees how much a space is used, month by month."""
        space, counted = self.spaces.read(space_id), self.space_use.get(space_id)
        visits, months = published(by_month(counted))
        return SpaceUseView(space.id, visits, self._last_used(space_id, counted), months)

    @get(
        "/v1/spaces/{space_id}/use/detail",
        view=SpaceUseDetail,
        roles=("captain", "worker", "official", "center", "integrator"),
    )
    def show_use_in_detail(self, call: Call, space_id: str) -> SpaceUseDetail:
        """Those who answer for a space see at what hours and by which groups it is used."""
        space = self.spaces.read(space_id)
        call.covers(space.division)
        totals = self.space_use.get(space_id)
        by_hour, by_group = counted_by(HOUR, totals), counted_by(GROUP, totals)
        visits = totals.get("visits", 0)
        return SpaceUseDetail(space.id, visits, by_hour, by_group, by_month(totals))

    @every(seconds=HOURLY)
    def find_idle_spaces(self) -> None:
        """Spaces nobody has been to for as long as the standard says are found and offered."""
        today = local_day(self.work.now)
        shortest = shortest_idle(self.sections.find(SECTION), on=today)
        unused = self._unused(today - timedelta(days=shortest))
        due = (use for use in unused if self._is_due(use, today))
        for use in list(islice(due, MOST_FOUND)):
            self._find_idle(use)

    def _unused(self, since: date) -> Iterator[dict[str, Any]]:
        after = ""
        while rows := self.space_use.unused_since(since, after=after):
            self.spaces.find_all(row["id"] for row in rows)  # one query for the page
            yield from rows
            after = rows[-1]["id"]

    def _is_due(self, use: dict[str, Any], today: date) -> bool:
        """Ask the rule of the place; what is shut, booked or planned in is not idle either."""
        space = self.spaces.find(use["id"])
        if space is None:
            return True
        days = timedelta(days=self._idle_days(space, today))
        last = self._last_used(space.id, use)
        if last is None or last + days > today or is_shut(space.closures, today, today):
            return False
        return not self._is_wanted(space.id, since=self.work.now - days)

    def _is_wanted(self, space_id: str, *, since: datetime) -> bool:
        """Tell whether anybody booked a space, or planned an activity there, since a moment."""
        booked = self.bookings.standing(space_id, after=since, limit=1)
        return bool(booked or self.activities.held_in(space_id, after=since, limit=1))

    def _last_used(self, space_id: str, use: dict[str, Any]) -> date | None:
        """Give the last day somebody came, by lists of past days that came in later as well."""
        if "last_used_on" not in use:
            return None
        counted = date.fromisoformat(use["last_used_on"])
        later = self.visits.latest_in(space_id, since=midnight_after(counted))
        return local_day(later) if later else counted

    def _idle_days(self, space: Space, today: date) -> int:
        rules = self.rules(SECTION, on=today, division=space.division)
        return sections.whole(rules, "idle_days", IDLE_DAYS)

    def _find_idle(self, use: dict[str, Any]) -> None:
        space, last = self.spaces.find(use["id"]), self._last_used(use["id"], use)
        self.space_use.add(use["id"], watched=False, last_used_on=str(last))
        if space is not None:
            days = self._idle_days(space, local_day(self.work.now))
            found = find_idle(space, last_used=str(last), now=self.work.now, after_days=days)
            self.spaces.save(*found)

    @subscribe(SpaceTakenUp, loads={"spaces": "space_id"})
    def on_space_taken_up(self, event: SpaceTakenUp) -> None:
        """An organization took an idle space up: it keeps it now, and is given time to use it."""
        space, today = self.spaces.find(event.space_id), local_day(event.meta.time)
        if space is None:
            return
        taken = take_up(space, organization_id=event.organization_id, on=today)
        if taken != space:
            self.spaces.save(taken)
            watched = not space.closed
            self.space_use.add(space.id, last_used_on=today.isoformat(), watched=watched)
