"""Ways in to the timetable of a community, and how activities take their time in it."""

from typing import Any

from chassis.http.call import Call
from chassis.http.ways_in import get

from ..domain.activities import LONGEST, Activity
from ..domain.days import local_day
from ..domain.divisions import community_of
from ..domain.openings import check_open
from ..domain.spaces import Space, check_not_closed, known_place
from ..domain.timetable import Week, enter, known_week, leave, week_of, weeks_of
from ..schemas.activities import ScheduleActivity
from ..schemas.timetable import VenueView
from .kept import Kept

HOSTS = ("worker", "official", "center", "integrator", "captain")


def weeks_asked(body: ScheduleActivity) -> list[str]:
    """Name the weeks of the timetable that a new activity will stand in."""
    venue = body.space_id or community_of(body.division)
    ends_at = min(body.ends_at, body.starts_at + LONGEST)
    return [f"{venue}:{week}" for week in weeks_of(body.starts_at, ends_at)]


class Timetabled(Kept):
    """How an activity takes its time in the timetable, and gives it back."""

    def occupy(self, activity: Activity, space: Space | None) -> None:
        """Give an activity its time in a space that is open then, unless another one has it."""
        if space is not None and activity.ends_at > self.work.now:
            check_not_closed(space)
            check_open(space, activity.starts_at, until=activity.ends_at, field="starts_at")
        place = community_of(space.division if space else activity.division)
        for week in self._weeks_of(activity, place):
            self.weeks.save(enter(week, activity))

    def vacate(self, activity: Activity) -> None:
        """Take an activity out of the timetable; its time is free again."""
        for week in self._weeks_of(activity, community_of(activity.division)):
            if any(cell.activity_id == activity.id for cell in week.cells):
                self.weeks.save(leave(week, activity.id))

    def _weeks_of(self, activity: Activity, place: str) -> list[Week]:
        venue = activity.space_id or place
        names = weeks_of(activity.starts_at, activity.ends_at)
        found = self.weeks.find_all([f"{venue}:{week}" for week in names])
        return [
            found.get(f"{venue}:{week}")
            or Week(f"{venue}:{week}", place, place, week, activity.space_id)
            for week in names
        ]


class TimetableWaysIn(Timetabled):
    """Venues along one side, organizations along the other (以场地为经,组织为纬)."""

    @get(
        "/v1/divisions/{code}/timetable",
        view=VenueView,
        paged=True,
        roles=("resident", *HOSTS),
        query={"week": "ISO week, as in 2019-W19; the present one if left out"},
    )
    def show_timetable(self, call: Call, code: str) -> dict[str, Any]:
        """What the venues of a community hold in a week, by organization."""
        call.covers(code)
        known_place(self.divisions.find(code))
        week = known_week(call.query.get("week") or week_of(local_day(call.now)))
        page = self.weeks.page({"community": code, "week": week}, call)
        names = self.spaces.find_all([row.space_id for row in page["items"] if row.space_id])
        rows = [_venue(row, names.get(row.space_id or "")) for row in page["items"]]
        columns = sorted({one for row in rows for one in row.by_organization})
        return page | {"items": rows, "week": week, "organizations": columns}


def _venue(week: Week, space: Space | None) -> VenueView:
    columns = sorted({cell.host_id or "" for cell in week.cells})
    cells = {one: [c for c in week.cells if (c.host_id or "") == one] for one in columns}
    return VenueView(week.space_id, space.name if space else None, week.week, cells)
