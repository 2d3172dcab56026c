"""Ways in to activities: scheduled, changed, called off, signed up for."""

from dataclasses import replace
from typing import Any

from chassis.http.call import Call
from chassis.http.ways_in import get, post, put

from ...domain.activities.activity import Activity, forget, schedule, sign_up, step_back
from ...domain.activities.timetable import change, is_moved
from ...domain.divisions.division import community_of
from ...domain.spaces.space import known_place
from ...schemas.activities import (
    ActivityView,
    CallOff,
    ChangeActivity,
    RosterView,
    ScheduleActivity,
    SignUp,
    SignUpView,
)
from ..kept import said
from ..spaces.cancelling import Cancelling
from .timetable import HOSTS, weeks_asked

IMPORTING = "integrator"


class ActivityWaysIn(Cancelling):
    """Activities: scheduled, changed, called off; signed up for."""

    @post(
        "/v1/activities",
        body=ScheduleActivity,
        view=ActivityView,
        roles=HOSTS,
        bulk=True,
        loads={"divisions": said("division"), "spaces": said("space_id"), "weeks": weeks_asked},
    )
    def schedule_activity(self, call: Call) -> Activity:
        """An activity is put into the timetable; the same reference again is the same activity."""
        call.covers(call.body.division)
        reference = call.body.reference
        identity = self.named("activity", reference) if reference else call.new_id()
        return self.activities.find(identity) or self._schedule(call, identity)

    def _schedule(self, call: Call, identity: str) -> Activity:
        known_place(self.divisions.find(call.body.division))
        told = {name: value for name, value in vars(call.body).items() if name != "reference"}
        wanted = Activity(identity, **told)
        space = self.spaces.get(wanted.space_id) if wanted.space_id else None
        history = IMPORTING in call.principal.roles
        room = space.capacity if space else None
        activity, events = schedule(wanted, room=room, now=call.now, history=history)
        self.occupy(activity, space)
        self.activities.save(activity, events)
        return activity

    @put("/v1/activities/{activity_id}", body=ChangeActivity, view=ActivityView, roles=HOSTS)
    def change_activity(self, call: Call, activity_id: str) -> Activity:
        """What the timetable says of an activity is changed; those who wait may gain a place."""
        before = self.activities.get(activity_id)
        said_anew = {name: value for name, value in vars(call.body).items() if value is not None}
        after = replace(before, **said_anew)
        space = self.spaces.get(after.space_id) if after.space_id else None
        room = space.capacity if space else None
        changed, events = change(before, after, room=room, now=call.now)
        if is_moved(before, changed):
            self.vacate(before)
            self.occupy(changed, space)
        elif events:
            self.show_anew(changed, community_of(space.division if space else changed.division))
        if events:
            self.activities.save(changed, events)
        return changed

    @post(
        "/v1/activities/{activity_id}/calling-off",
        body=CallOff,
        view=ActivityView,
        roles=HOSTS,
    )
    def call_off_activity(self, call: Call, activity_id: str) -> Activity:
        """An activity is called off; its space is free for others at that time."""
        return self.drop(self.activities.get(activity_id), call.body.reason)

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
        without, events = step_back(activity, resident, now=call.now)
        self.activities.save(without, events)
        return _place(without, resident.id)

    def give_up_places(self, resident_id: str) -> None:
        """Take a resident who is forgotten off every list; who waits moves up."""
        for activity in self.activities.with_place_for(resident_id):
            self.activities.save(*forget(activity, resident_id, now=self.work.now))

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
