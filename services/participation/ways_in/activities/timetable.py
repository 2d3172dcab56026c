"""Ways in to the timetable of a community, and how activities take their time in it."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from chassis.errors import NotFound
from chassis.http.call import Call
from chassis.http.ways_in import get
from chassis.service import every

from ...domain.activities.activity import Activity
from ...domain.activities.timetable import (
    Week,
    enter,
    known_community,
    known_week,
    leave,
    stand,
    week_of,
    weeks_of,
)
from ...domain.activities.timetable_bookings import hide, show
from ...domain.activities.timetable_hours import give_back, hours_of, take
from ...domain.days import local_day
from ...domain.divisions.division import community_of
from ...domain.spaces.bookings import Booking
from ...domain.spaces.openings import check_open, last_day
from ...domain.spaces.space import Space, check_not_closed
from ...schemas.activities import ScheduleActivity
from ...schemas.calendars import CALENDAR, calendar_of
from ...schemas.timetable import VenueView
from ..kept import Kept

HOURLY = 3600
PAST_SHOWN = timedelta(days=30)
MOST_SHOWN = 2000
HOSTS = ("worker", "official", "center", "integrator", "captain")


def weeks_asked(body: ScheduleActivity) -> list[str]:
    """Name the weeks of the timetable that a new activity will stand in."""
    venue = body.space_id or community_of(body.division)
    return [f"{venue}:{week}" for week in weeks_of(body.starts_at, body.ends_at)]


class Timetabled(Kept):
    """How an activity takes its time in the timetable, and gives it back."""

    def occupy(self, activity: Activity, space: Space | None) -> None:
        """Give an activity its time in a space that is open then, unless another one has it."""
        if space is not None and activity.ends_at > self.work.now:
            check_not_closed(space, last_day(activity.starts_at, activity.ends_at))
            check_open(space, activity.starts_at, until=activity.ends_at, field="starts_at")
            self._take_hours(activity, space)
        self.show_anew(activity, community_of(space.division if space else activity.division))

    def show_anew(self, activity: Activity, place: str) -> None:
        """Show an activity in the weeks of the timetable it stands in."""
        for week in self._weeks_of(activity, place):
            self.weeks.save(enter(week, activity))

    def _take_hours(self, activity: Activity, space: Space) -> None:
        held = self.booked_slots.find_all(hours_of(activity, space.id))
        for slot in take(activity, held, place=space.division):
            self.booked_slots.add(slot)
        for slot in held.values():
            # whoever gives the booking of these hours back at this moment must see the activity
            self.booked_slots.save(slot)

    @every(seconds=HOURLY)
    def take_in_old_activities(self) -> None:
        """Activities kept by a version without a timetable are shown in it, as they stand."""
        for activity in self.activities.of_before():
            place = community_of(activity.division)
            for week in self._weeks_of(activity, place):
                self.weeks.save(stand(week, activity))
            self.activities.save(activity)

    def vacate(self, activity: Activity) -> None:
        """Take an activity out of the timetable; its time is free again."""
        weeks = self._weeks_of(activity, community_of(activity.division))
        for week in weeks:
            if any(cell.activity_id == activity.id for cell in week.cells):
                self.weeks.save(leave(week, activity.id))
        if activity.space_id is not None:
            self._give_hours_back(activity, weeks)

    def _give_hours_back(self, activity: Activity, weeks: list[Week]) -> None:
        held = self.booked_slots.find_all(hours_of(activity, activity.space_id or ""))
        others = [c for week in weeks for c in week.cells if c.activity_id != activity.id]
        for name in give_back(activity, held, others):
            self.booked_slots.remove(name)

    def enter_booking(self, booking: Booking) -> None:
        """Show a booking in the weeks of the timetable it stands in."""
        for week in self._weeks_of(booking, community_of(booking.division)):
            self.weeks.save(show(week, booking))

    def strike_booking(self, booking: Booking) -> None:
        """Take a booking out of the timetable."""
        for week in self._weeks_of(booking, community_of(booking.division)):
            if any(cell.booking_id == booking.id for cell in week.booked):
                self.weeks.save(hide(week, booking.id))

    @every(seconds=HOURLY)
    def take_in_old_bookings(self) -> bool:
        """Bookings kept by a version that showed only activities are shown as well."""
        found = self.bookings.not_shown()
        for booking in found:
            self.enter_booking(booking)
            self.bookings.save(replace(booking, shown=True))
        return bool(found)

    def _weeks_of(self, held: Activity | Booking, place: str) -> list[Week]:
        venue = held.space_id or place
        names = weeks_of(held.starts_at, held.ends_at)
        found = self.weeks.find_all([f"{venue}:{week}" for week in names])
        return [
            found.get(f"{venue}:{week}")
            or Week(f"{venue}:{week}", place, place, week, held.space_id)
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
        known_community(self.divisions.find(code))
        week = known_week(call.query.get("week") or week_of(local_day(call.now)))
        page = self.weeks.page({"community": code, "week": week}, call)
        names = self.spaces.find_all([row.space_id for row in page["items"] if row.space_id])
        rows = [_venue(row, names.get(row.space_id or "")) for row in page["items"]]
        told = ((*row.by_organization, *row.booked_by_organization) for row in rows)
        columns = sorted({one for names in told for one in names})
        return page | {"items": rows, "week": week, "organizations": columns}

    @get("/v1/divisions/{code}/calendar.ics", media=CALENDAR, public=True)
    def show_community_calendar(self, call: Call, code: str) -> str:
        """Anybody subscribes to the activities of a community in their own calendar."""
        community = known_community(self.divisions.find(code))
        since = call.now - PAST_SHOWN
        found = self.activities.in_community(code, after=since, limit=MOST_SHOWN)
        return self._calendar(code, community.name, found)

    @get("/v1/spaces/{space_id}/calendar.ics", media=CALENDAR, public=True)
    def show_space_calendar(self, call: Call, space_id: str) -> str:
        """Anybody subscribes to the activities in a space in their own calendar."""
        space = self.spaces.find(space_id)
        if space is None:
            raise NotFound("spaces", space_id)
        since = call.now - PAST_SHOWN
        found = self.activities.in_space(space_id, after=since, limit=MOST_SHOWN)
        return self._calendar(space_id, space.name, found)

    def _calendar(self, identity: str, name: str, activities: list[Activity]) -> str:
        spaces = self.spaces.find_all(one.space_id for one in activities if one.space_id)
        places = {space.id: space.name for space in spaces.values()}
        return calendar_of(identity, name, activities, places=places)


def _venue(week: Week, space: Space | None) -> VenueView:
    columns = sorted({cell.host_id or "" for cell in week.cells})
    cells = {one: [c for c in week.cells if (c.host_id or "") == one] for one in columns}
    holders = sorted({cell.organization_id for cell in week.booked})
    booked = {one: [c for c in week.booked if c.organization_id == one] for one in holders}
    return VenueView(week.space_id, space.name if space else None, week.week, cells, booked)
