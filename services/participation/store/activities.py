"""Where the timetable and who was at what are kept."""

from chassis.store import Collection, Index

from ..domain.activities import Activity, Attendance


class Activities(Collection[Activity]):
    """Activities; everybody may see them, but not who takes part."""

    name = "activities"
    holds = Activity
    public = True
    indexes = (Index("division"), Index("space_id"), Index("host_id"))


class Attendances(Collection[Attendance]):
    """Who was at which activity, one row for each."""

    name = "attendances"
    holds = Attendance
    indexes = (Index("resident_id"),)
