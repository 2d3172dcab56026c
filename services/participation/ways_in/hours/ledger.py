"""Ways in to shifts and the hours ledger."""

from dataclasses import replace
from typing import Any

from chassis.http.call import Call
from chassis.http.ways_in import get, post
from chassis.service import subscribe

from ...domain.days import local_day
from ...domain.hours.accounts import day_of
from ...domain.hours.ledger import Entry, Grade, Shift, credit, open_shift, same_line, volunteer
from ...domain.hours.reversals import reversal_of
from ...domain.ladder.standing import Deed, Evidence
from ...domain.residents.resident import Resident, is_here
from ...domain.spaces.space import known_place
from ...inbound import Served, TaskCompleted
from ...schemas.hours import CreditHours, EntryView, HoursView, OpenShift, ShiftView, Volunteer
from ..kept import said
from .accounts import HoursAccounts

HOSTS = ("worker", "official", "center", "integrator", "captain")


class HoursWaysIn(HoursAccounts):
    """Service to others: shifts, volunteers, and the minutes they gave."""

    @post(
        "/v1/shifts",
        body=OpenShift,
        view=ShiftView,
        roles=HOSTS,
        bulk=True,
        loads={"divisions": said("division")},
    )
    def open_shift(self, call: Call) -> Shift:
        """An organization asks for volunteers."""
        call.covers(call.body.division)
        known_place(self.divisions.find(call.body.division))
        shift, events = open_shift(Shift(call.new_id(), **vars(call.body)))
        self.shifts.save(shift, events)
        return shift

    @post(
        "/v1/shifts/{shift_id}/volunteers",
        body=Volunteer,
        view=ShiftView,
        roles=("resident", *HOSTS),
    )
    def volunteer(self, call: Call, shift_id: str) -> Shift:
        """A resident puts themselves on the list of a shift."""
        call.speaks_for(call.body.resident_id)
        resident, shift = self.present(call.body.resident_id), self.shifts.get(shift_id)
        listed, events = volunteer(shift, resident, now=call.now)
        self.shifts.save(listed, events)
        return listed

    @post(
        "/v1/hours",
        body=CreditHours,
        view=EntryView,
        roles=HOSTS,
        bulk=True,
        loads={
            "residents": said("resident_id"),
            "standings": said("resident_id"),
            "shifts": said("shift_id"),
            "service_days": lambda body: [day_of(body.resident_id, body.served_on)],
            "hours": lambda body: _reversals_on(body.shift_id, body.resident_id),
        },
    )
    def credit_hours(self, call: Call) -> Entry:
        """The time a resident served is entered: sure when they stood on the shift's list."""
        resident = self.present(call.body.resident_id)
        shift = self.shifts.get(call.body.shift_id) if call.body.shift_id else None
        entry = _entry(call, resident, shift)
        call.covers(entry.division)
        if call.body.reference is None:
            return self._enter_line(*credit(self._line_for(entry), shift, now=call.now))
        named = entry if shift else replace(entry, id=self.named("hours", call.body.reference))
        entered = self.hours.find(named.id)
        if entered is not None:
            return same_line(entered, named)
        return self._enter_line(*credit(named, shift, now=call.now))

    def _enter_line(self, entry: Entry, events: list[Any]) -> Entry:
        [event_id] = self.hours.add(entry, events)
        self.post_line(entry)
        self.fill_day(entry)
        self.total_line(entry)
        evidence = Evidence(
            event_id, Deed.HOURS_CREDITED, entry.id, entry.served_on, minutes=entry.minutes
        )
        self.credit(entry.resident_id, evidence)
        return entry

    def _line_for(self, entry: Entry) -> Entry:
        """A shift is credited once; after a reversal it may be credited anew, under the next id."""
        if entry.shift_id is None:
            return entry
        line, times = entry, 1
        while self.hours.find(reversal_of(line.id)) is not None:
            times += 1
            line = replace(entry, id=f"{entry.id}:{times}")
        return line

    @subscribe(TaskCompleted)
    def on_task_completed(self, event: TaskCompleted) -> None:
        """A joint task was completed: those who served on it are credited the time."""
        self.residents.find_all(served.resident_id for served in event.served)
        self.hours.find_all(entry_of(event, served) for served in event.served)
        for served in event.served:
            self._credit_task(event, served)

    def _credit_task(self, event: TaskCompleted, served: Served) -> None:
        resident = self.residents.find(served.resident_id)
        entered = self.hours.find(entry_of(event, served))
        if is_here(resident) and served.minutes > 0 and entered is None:
            entry = _entry_for_task(event, served, resident)
            self._enter_line(*credit(entry, None, now=self.work.now))

    @get("/v1/shifts", view=ShiftView, paged=True, public=True)
    def list_shifts(self, call: Call) -> dict[str, Any]:
        """Anybody sees where volunteers are wanted."""
        return self.shifts.page({}, call)

    @get("/v1/shifts/{shift_id}", view=ShiftView, public=True)
    def show_shift(self, _call: Call, shift_id: str) -> Shift:
        """Anybody looks a shift up."""
        return self.shifts.read(shift_id)

    @get("/v1/hours", view=EntryView, paged=True, roles=HOSTS)
    def list_hours(self, call: Call) -> dict[str, Any]:
        """Staff read the ledger of their divisions, line by line."""
        return self.hours.page({}, call)

    @get("/v1/residents/{resident_id}/hours", view=HoursView)
    def show_hours(self, call: Call, resident_id: str) -> HoursView:
        """A resident, or staff of their division, sees how much they served in all."""
        call.speaks_for(resident_id)
        self.residents.read(resident_id)
        total = self.hours_totals.get(resident_id)
        return HoursView(resident_id, total.get("minutes", 0), total.get("entries", 0))


def _entry(call: Call, resident: Resident, shift: Shift | None) -> Entry:
    body = call.body
    return Entry(
        id=_on_shift(shift.id, resident.id) if shift else call.new_id(),
        division=shift.division if shift else resident.division,
        resident_id=resident.id,
        minutes=body.minutes,
        served_on=body.served_on,
        grade=Grade.ATTESTED,
        shift_id=body.shift_id,
        organization_id=body.organization_id,
    )


def _on_shift(shift_id: str, resident_id: str) -> str:
    return f"{shift_id}:{resident_id}"


def _reversals_on(shift_id: str | None, resident_id: str) -> list[str]:
    return [reversal_of(_on_shift(shift_id, resident_id))] if shift_id else []


def entry_of(event: TaskCompleted, served: Served) -> str:
    """Name the one line of the ledger for a resident's part in a round of a task."""
    return f"{event.task_id}:{event.round}:{served.resident_id}"


def _entry_for_task(event: TaskCompleted, served: Served, resident: Resident) -> Entry:
    return Entry(
        id=entry_of(event, served),
        division=resident.division,
        resident_id=resident.id,
        minutes=served.minutes,
        served_on=local_day(event.meta.time),
        grade=Grade.ATTESTED,
        task_id=event.task_id,
        organization_id=event.lead_id,
    )
