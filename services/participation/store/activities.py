"""Where activities, the weeks of the timetable, and who was at what are kept."""

from datetime import date, datetime
from typing import Any

from chassis.store import Collection, Index
from chassis.store.writes import Sort

from ..domain.activities import Activity
from ..domain.attendances import Attendance
from ..domain.days import midnight, midnight_after
from ..domain.timetable import Week

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
    )

    def over(
        self, before: datetime, *, after: Activity | None = None, limit: int = 200
    ) -> list[Activity]:
        """Find those that are over, and of whose absent nothing was said; a page after another."""
        asked: dict[str, Any] = {"settled": False, "ends_at": {"$lte": before}}
        if after is not None:
            same = {"ends_at": after.ends_at, "_id": {"$gt": after.id}}
            asked["$or"] = [{"ends_at": {"$gt": after.ends_at}}, same]
        return self.where(asked, sort=IN_TIME, limit=limit)

    def with_place_for(self, resident_id: str, *, limit: int = 200) -> list[Activity]:
        """Find those that a resident still counts in."""
        listed = [{"signed_up": resident_id}, {"waiting": resident_id}]
        return self.where({"settled": False, "$or": listed}, limit=limit)

    def of_before(self, *, limit: int = 200) -> list[Activity]:
        """Find those a version kept that knew no timetable."""
        return self.where({"settled": {"$exists": False}}, limit=limit)

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
        asked = {"space_id": space_id, "ends_at": {"$gt": midnight(first)}, "called_off": None}
        return self.where(asked | {"starts_at": {"$lt": midnight_after(last)}})

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
