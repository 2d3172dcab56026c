"""What the ways in of every part share: what is kept, who is here, and how a deed is credited."""

from collections.abc import Callable
from datetime import date
from typing import Any

from chassis.events import Event
from chassis.sealing import Sealing
from chassis.service import Service, Stored
from chassis.signing import Signing

from .. import store
from ..domain import sections
from ..domain.days import local_day
from ..domain.divisions.division import community_of
from ..domain.ladder.late import record_in_order
from ..domain.ladder.standing import Evidence, Standing, moved
from ..domain.ladder.thresholds import LADDER, Thresholds, in_force
from ..domain.residents.resident import Resident, present
from ..domain.residents.retention import SECTION as RETENTION
from ..domain.residents.retention import Records, days_kept


def said(*names: str) -> Callable[..., list[str]]:
    """Name the states a request is about, by the ids in its body: one query for a whole bulk."""
    return lambda body, **_path: [one for name in names if (one := getattr(body, name))]


class Kept(Service):
    """Everything participation keeps, and the one way a deed counts on the ladder."""

    divisions = Stored(store.Divisions)
    division_counts = Stored(store.DivisionCounts)
    pilot_rounds = Stored(store.PilotRounds)
    residents = Stored(store.Residents)
    people = Stored(store.People)
    identity_marks = Stored(store.IdentityMarks)
    disclosures = Stored(store.Disclosures)
    erasures = Stored(store.Erasures)
    public_figures = Stored(store.PublicFiguresByDay)
    accesses = Stored(store.Accesses)
    consents = Stored(store.Consents)
    guardianships = Stored(store.Guardianships)
    spaces = Stored(store.Spaces)
    visits = Stored(store.Visits)
    space_use = Stored(store.SpaceUse)
    bookings = Stored(store.Bookings)
    booked_slots = Stored(store.BookedSlots)
    activities = Stored(store.Activities)
    attendances = Stored(store.Attendances)
    weeks = Stored(store.Weeks)
    shifts = Stored(store.Shifts)
    hours = Stored(store.HoursLedger)
    hours_totals = Stored(store.HoursTotals)
    hours_accounts = Stored(store.HoursAccounts)
    postings = Stored(store.Postings)
    service_days = Stored(store.ServiceDays)
    service_years = Stored(store.ServiceYears)
    certificates = Stored(store.Certificates)
    notices = Stored(store.Notices)
    affairs = Stored(store.Affairs)
    captains_log = Stored(store.CaptainsLogRows)
    aids = Stored(store.Aids)
    aid_matches = Stored(store.AidMatches)
    standings = Stored(store.Standings)
    rulebooks = Stored(store.Rulebooks)
    rederivations = Stored(store.Rederivations)
    rungs = Stored(store.Rungs)
    sections = Stored(store.Sections)
    steps = Stored(store.StepLists)
    walks = Stored(store.Walks)
    sealing = Sealing()
    signing = Signing()

    def named(self, kind: str, reference: str) -> str:
        """Give the id that always belongs to a caller's own number for a thing of a kind."""
        return self.sealing.pseudonym(f"{kind}/{reference}")

    def present(self, resident_id: str) -> Resident:
        """Give a resident who is here, wherever they live: people visit other communities too."""
        return present(self.residents.find(resident_id), resident_id)

    def rules(self, section: str, *, on: date, division: str) -> dict[str, Any]:
        """Give what a section of the standards says in a place on a day, {} where none speaks."""
        return sections.in_force(self.sections.find(section), on=on, division=division)

    def days_kept(self, records: Records, division: str) -> int | None:
        """Say how long records are kept in a place, by today's standard."""
        today = local_day(self.work.now)
        return days_kept(self.rules(RETENTION, on=today, division=division), records)

    def credit(self, resident_id: str, evidence: Evidence) -> None:
        """Count a deed of a resident by the thresholds of its day; of strangers nothing is kept."""
        standing = self.standings.find(resident_id)
        if standing is not None:
            self._count(standing, evidence)

    def _count(self, standing: Standing, evidence: Evidence) -> None:
        book, place = self.rulebooks.find(LADDER), standing.division

        def ladder_on(day: date) -> Thresholds:
            return in_force(book, on=day, division=place)

        self._keep(standing, *record_in_order(standing, evidence, ladder_on))

    def _keep(self, before: Standing, after: Standing, events: list[Event]) -> None:
        if after is not before:
            self.standings.save(after, events)
        if after.rung is not before.rung:
            self.rungs.add(community_of(after.division), **moved(before, after))
