"""Ways in to the timetable of activities."""

from typing import Any

from chassis.http.call import Call
from chassis.http.ways_in import get, post

from ..domain.activities import Activity, Attendance, attend, schedule, sign_up, step_back
from ..domain.days import local_day
from ..domain.ladder import Deed, Evidence
from ..domain.spaces import known_place
from ..schemas.activities import (
    ActivityView,
    Attend,
    AttendanceView,
    RosterView,
    ScheduleActivity,
    SignUp,
    SignUpView,
)
from .kept import Kept, said

HOSTS = ("worker", "official", "center", "integrator", "captain")


class ActivityWaysIn(Kept):
    """Activities: scheduled, signed up for, attended."""

    @post(
        "/v1/activities",
        body=ScheduleActivity,
        view=ActivityView,
        roles=HOSTS,
        bulk=True,
        loads={"divisions": said("division"), "spaces": said("space_id")},
    )
    def schedule_activity(self, call: Call) -> Activity:
        """An activity is put into the timetable and residents may sign up."""
        call.covers(call.body.division)
        known_place(self.divisions.find(call.body.division))
        room = self.spaces.get(call.body.space_id).capacity if call.body.space_id else None
        activity, events = schedule(Activity(call.new_id(), **vars(call.body)), room=room)
        self.activities.save(activity, events)
        return activity

    @post(
        "/v1/activities/{activity_id}/signups",
        body=SignUp,
        view=SignUpView,
        roles=("resident", *HOSTS),
    )
    def sign_up(self, call: Call, activity_id: str) -> SignUpView:
        """A resident signs up, and has a place or stands on the waiting list."""
        call.speaks_for(call.body.resident_id)
        resident, activity = self.present(call.body.resident_id), self.activities.get(activity_id)
        signed, events = sign_up(activity, resident, now=call.now)
        self.activities.save(signed, events)
        return _place(signed, resident.id)

    @post(
        "/v1/activities/{activity_id}/cancellations",
        body=SignUp,
        view=SignUpView,
        roles=("resident", *HOSTS),
    )
    def step_back(self, call: Call, activity_id: str) -> SignUpView:
        """A resident gives the place back; the first who waits gets it."""
        call.speaks_for(call.body.resident_id)
        resident, activity = self.present(call.body.resident_id), self.activities.get(activity_id)
        without, events = step_back(activity, resident)
        self.activities.save(without, events)
        return _place(without, resident.id)

    @post(
        "/v1/attendances",
        body=Attend,
        view=AttendanceView,
        roles=("resident", *HOSTS),
        bulk=True,
        loads={
            "residents": said("resident_id"),
            "standings": said("resident_id"),
            "activities": said("activity_id"),
        },
    )
    def attend(self, call: Call) -> Attendance:
        """A resident was at an activity."""
        call.speaks_for(call.body.resident_id)
        activity = self.activities.get(call.body.activity_id)
        return self._attend(call, activity)

    def _attend(self, call: Call, activity: Activity) -> Attendance:
        resident = self.present(call.body.resident_id)
        there, row, events = attend(
            activity, resident, attended_at=call.body.attended_at, now=call.now
        )
        self.activities.save(there)
        [event_id] = self.attendances.add(row, events)
        day = local_day(row.attended_at)
        self.credit(resident.id, Evidence(event_id, Deed.ACTIVITY_ATTENDED, activity.id, day))
        return row

    @get(
        "/v1/activities",
        view=ActivityView,
        paged=True,
        public=True,
        query={"space_id": "only in this space", "host_id": "only by this organization"},
    )
    def list_activities(self, call: Call) -> dict[str, Any]:
        """Anybody reads the timetable, by venue or by organization."""
        asked = {name: call.query[name] for name in ("space_id", "host_id") if name in call.query}
        return self.activities.page(asked, call)

    @get("/v1/activities/{activity_id}", view=ActivityView, public=True)
    def show_activity(self, _call: Call, activity_id: str) -> Activity:
        """Anybody looks an activity up."""
        return self.activities.read(activity_id)

    @get("/v1/activities/{activity_id}/roster", view=RosterView, roles=HOSTS)
    def show_roster(self, call: Call, activity_id: str) -> Activity:
        """Those who run an activity see who takes part, by opaque id."""
        activity = self.activities.read(activity_id)
        call.covers(activity.division)
        return activity


def _place(activity: Activity, resident_id: str) -> SignUpView:
    return SignUpView(activity.id, resident_id, activity.place_of(resident_id))
