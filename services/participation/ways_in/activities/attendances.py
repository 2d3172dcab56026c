"""Ways in to being at an activity, and the finding of those who did not come."""

from datetime import UTC, datetime, timedelta
from itertools import islice

from chassis.errors import NotFound, Refused
from chassis.http.call import Call
from chassis.http.ways_in import get, post
from chassis.service import every

from ...domain import sections
from ...domain.activities.activity import Activity, check_takes_place
from ...domain.activities.attendances import (
    MISSED_AFTER_HOURS,
    Attendance,
    attend,
    check_code,
    check_doors,
    doors_are_open,
    settle,
)
from ...domain.codes import CODE_MINUTES, code_of, ends_of, is_code, slot_of
from ...domain.days import local_day
from ...domain.ladder.standing import Deed, Evidence
from ...schemas.activities import Attend, AttendanceCodeView, AttendanceView
from ..kept import Kept, said
from .timetable import HOSTS

CODES = "attendance codes"
TEN_MINUTES = 600
SHORTEST = timedelta(hours=1)
MOST_SETTLED = 100  # at a time: more would make one commit too large


class AttendanceWaysIn(Kept):
    """Being there: on the word of staff, or by the code shown there; and not having come."""

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
        self._check_said_code(call, activity)
        return self._attend(call, activity)

    def _check_said_code(self, call: Call, activity: Activity) -> None:
        said_code = call.body.code
        if said_code is not None:
            key, slot = self.sealing.key_for(CODES), slot_of(call.now, self._minutes(activity))
            right = is_code(said_code, key=key, about=activity.id, slot=slot)
            check_code(
                is_right=right,
                is_shown_there=doors_are_open(activity, call.now),
                attended_at=call.body.attended_at,
            )
        elif activity.asks_code and not call.principal.divisions:
            raise Refused(
                "code-needed",
                "type in the code that is shown there",
                "请输入现场显示的签到码",
                field="code",
            )

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

    @get("/v1/activities/{activity_id}/code", view=AttendanceCodeView, roles=HOSTS)
    def show_attendance_code(self, call: Call, activity_id: str) -> AttendanceCodeView:
        """Those who run an activity show its code there; it changes every few minutes."""
        activity = self._known(activity_id)
        call.covers(activity.division)
        check_takes_place(activity)
        check_doors(activity, call.now)
        minutes = self._minutes(activity)
        slot = slot_of(call.now, minutes)
        code = code_of(self.sealing.key_for(CODES), activity.id, slot)
        until = datetime.fromtimestamp(ends_of(slot, minutes), UTC)
        return AttendanceCodeView(activity.id, code, until)

    def _known(self, activity_id: str) -> Activity:
        """Give an activity without its version: the code changes while the activity does not."""
        activity = self.activities.find(activity_id)
        if activity is None:
            raise NotFound("activities", activity_id)
        return activity

    def _minutes(self, activity: Activity) -> int:
        return sections.whole(self._rules_of(activity), "code_minutes", CODE_MINUTES)

    def _rules_of(self, activity: Activity) -> dict[str, object]:
        return self.rules("timetable", on=local_day(self.work.now), division=activity.division)

    @every(seconds=TEN_MINUTES)
    def find_no_shows(self) -> None:
        """Who had a place and did not come is found once, a day after the end."""
        # all are leafed through: those not due must not stand before those that are
        over = self.activities.over(self.work.now - SHORTEST)
        found = (
            settle(one, now=self.work.now, after_hours=self._missed_after(one)) for one in over
        )
        for activity, events in list(islice((d for d in found if d[0].settled), MOST_SETTLED)):
            self.activities.save(activity, events)

    def _missed_after(self, activity: Activity) -> int:
        return sections.whole(self._rules_of(activity), "missed_after_hours", MISSED_AFTER_HOURS)
