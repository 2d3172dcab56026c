"""What participation itself keeps of a resident who is forgotten, cut off some at a time."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from chassis.service import every
from chassis.stand_ins import nobodys

from ...domain.hours.accounts import account_of, day_of
from ...domain.hours.ledger import Entry
from ...domain.residents.erasures import Erasure, cut, looked
from .personal import Personal

AT_ONCE = 100
ROWS = ("visits", "attendances", "aids")
LISTS = {
    "activities": ("signed_up", "waiting", "attended", "missed"),
    "shifts": ("volunteers",),
    "affairs": ("takers", "completed_by", "opened_by", "entered_by"),
    "aid_matches": ("asker_id", "helper_id"),
    "certificates": ("objectors",),
}
WARDS = ("resident_id", "guardian_id")


class TraceWaysIn(Personal):
    """Visits, attendances, hours and lists go to a stand-in nobody knows; their numbers stay.

    Consents, looks and requests to look stay as proof, for as long as retention says.
    """

    @every(seconds=5)
    def cut_off_the_forgotten(self) -> None:
        """Cut some more off from each who is forgotten; look again in an hour, for latecomers."""
        for known in self.erasures.to_cut(self.work.now):
            erasure = known if known.stand_in else replace(known, stand_in=self.work.new_id())
            cut_off = self._cut_off(erasure)
            if any(cut_off.values()):
                self.erasures.save(cut(erasure, cut_off))
            else:
                self.erasures.save(looked(erasure, now=self.work.now))

    def _cut_off(self, erasure: Erasure) -> dict[str, int]:
        who = erasure.id
        found = {name: getattr(self, name).where(_of(who), limit=AT_ONCE) for name in ROWS}
        found |= {
            name: getattr(self, name).where(_naming(who, lists), limit=AT_ONCE)
            for name, lists in LISTS.items()
        }
        for name, states in found.items():
            self._give_away(getattr(self, name), states, erasure)
        counts = {name: len(states) for name, states in found.items()}
        return counts | {"hours": self._cut_hours(erasure), "sealed": self._cut_sealed(who)}

    def _give_away(self, kept: Any, states: Sequence[Any], erasure: Erasure) -> None:
        for state in states:
            anew = nobodys(state, erasure.id, erasure.stand_in)
            if anew.id != state.id:
                kept.remove(state.id)
            kept.save(anew)

    def _cut_hours(self, erasure: Erasure) -> int:
        """Move lines to the account of the stand-in, so that all accounts still sum to zero."""
        lines = self.hours.where(_of(erasure.id) | {"posted": True}, limit=AT_ONCE)
        postings = [f"{line.id}:{side}" for line in lines for side in ("to", "from")]
        days = [day_of(erasure.id, line.served_on) for line in lines]
        found = list(self.postings.find_all(postings).values())
        self._give_away(self.service_days, list(self.service_days.find_all(days).values()), erasure)
        self._give_away(self.postings, found, erasure)
        self._give_away(self.hours, lines, erasure)
        for line in lines:
            self._move_totals(line, erasure)
        return len(lines)

    def _move_totals(self, line: Entry, erasure: Erasure) -> None:
        for whose, sign in ((erasure.id, -1), (erasure.stand_in, 1)):
            minutes = {line.grade.value: sign * line.minutes}
            self.hours_accounts.add(account_of(whose), entries=sign, **minutes)
            self.hours_totals.add(whose, minutes=sign * line.minutes, entries=sign)

    def _cut_sealed(self, who: str) -> int:
        """Remove what a request wrote that was under way when the resident was forgotten."""
        person, steps = self.people.find(who), self.steps.find(who)
        self.unmark(person)
        wards = [one for name in WARDS for one in self.guardianships.where({name: who})]
        self.people.remove(who)
        self.steps.remove(who)
        for ward in wards:
            self.guardianships.remove(ward.id)
        return len(wards) + (person is not None) + (steps is not None)


def _of(who: str) -> dict[str, Any]:
    return {"resident_id": who}


def _naming(who: str, lists: tuple[str, ...]) -> dict[str, Any]:
    return {"$or": [{name: who} for name in lists]}
