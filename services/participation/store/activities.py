"""Where activities, the weeks of the timetable, and who was at what are kept."""

from collections.abc import Iterator
from datetime import date, datetime

from chassis.store import Collection, Index
from chassis.store.writes import Sort

from ..domain.activities.activity import Activity
from ..domain.activities.attendances import Attendance
from ..domain.activities.timetable import Week
from ..domain.days import midnight, midnight_after

PAGE = 200
IN_TIME: Sort = (("ends_at", 1), ("_id", 1))
AFTER_HYPHEN = "."  # codes below a community follow it after a hyphen


class Activities(Collection[Activity]):
    """Activities; everybody may see them, but not who takes part."""

    name = "activities"
    holds = Activity
    public = True
    indexes = (
        Index("division", "ends_at"),
        Index("space_id", "ends_at"),
        Index("host_id"),
        Index("settled", "ends_at"),
        Index("signed_up"),
        Index("waiting"),
        Index("attended"),
        Index("missed"),
    )

    def over(self, before: datetime) -> Iterator[Activity]:
        """Find those that are over since before a moment, and of whose absent nothing was said."""
        span, seen = {"$lte": before}, set[str]()
        while page := self._over_in(span, seen):
            yield from page
            # what ended at the same moment as the last may not have been on its page
            span["$gte"] = page[-1].ends_at
            seen |= {one.id for one in page}

    def _over_in(self, span: dict[str, datetime], seen: set[str]) -> list[Activity]:
        asked = {"settled": False, "ends_at": span}
        found = self.where(asked, sort=IN_TIME, limit=PAGE + len(seen))
        return [one for one in found if one.id not in seen]

    def with_place_for(self, resident_id: str, *, limit: int = 200) -> list[Activity]:
        """Find those that a resident still counts in."""
        lists = ({"signed_up": resident_id}, {"waiting": resident_id})
        return [one for name in lists for one in self.where({"settled": False} | name, limit=limit)]

    def of_before(self, *, limit: int = 200) -> list[Activity]:
        """Find those a version kept that knew no timetable."""
        return self.where({"settled": None}, limit=limit)

    def in_community(self, code: str, *, after: datetime, limit: int) -> list[Activity]:
        """Find those of a community that end after a moment."""
        there = {"$gte": code, "$lt": code + AFTER_HYPHEN}
        return self.where({"division": there, "ends_at": {"$gt": after}}, sort=IN_TIME, limit=limit)

    def held_in(self, space_id: str, *, after: datetime, limit: int) -> list[Activity]:
        """Find those in a space that end after a moment and are not called off."""
        asked = {"space_id": space_id, "ends_at": {"$gt": after}, "called_off": None}
        return self.where(asked, sort=IN_TIME, limit=limit)

    def within(self, space_id: str, first: date, last: date) -> list[Activity]:
        """Find those in a space on some days, from the first to the last, but for called off."""
        return self.between(space_id, midnight(first), midnight_after(last))

    def between(self, space_id: str, begin: datetime, end: datetime) -> list[Activity]:
        """Find those in a space that go on between two moments, but for called off."""
        asked = {"space_id": space_id, "ends_at": {"$gt": begin}, "called_off": None}
        return self.where(asked | {"starts_at": {"$lt": end}})

    def in_space(self, space_id: str, *, after: datetime, limit: int) -> list[Activity]:
        """Find those in a space that end after a moment."""
        return self.where(
            {"space_id": space_id, "ends_at": {"$gt": after}}, sort=IN_TIME, limit=limit
        )


class Attendances(Collection[Attendance]):
    """Who was at which activity, one row for each."""

    name = "attendances"
    holds = Attendance
    indexes = (Index("resident_id"),)


class Weeks(Collection[Week]):
    """The timetable, one document for each space and week; it shows no residents."""

    name = "weeks"
    holds = Week
    public = True
    indexes = (Index("community", "week"),)
