"""Identity numbers that a version without marks sealed are marked, some residents at a time."""

from contextlib import suppress
from dataclasses import replace

from chassis.errors import Refused
from chassis.sealing import SealBroken
from chassis.service import every

from ...domain.residents.accesses import Access, Looked
from ...domain.residents.resident import Person
from .personal import Personal

AT_ONCE = 200
ITSELF = "participation"
WHY = "核对身份证号是否重复登记（系统自动）"


class IdentityMarkWaysIn(Personal):
    """What was registered before numbers were marked is looked at once, by nobody."""

    @every(seconds=60)
    def mark_numbers_of_before(self) -> bool:
        """Numbers sealed before there were marks are taken by whoever is looked at first."""
        before, marked = self.people.unmarked(limit=AT_ONCE), 0
        for person in before:
            # one that no key opens holds nobody back
            with suppress(SealBroken):
                self.people.save(replace(person, mark=self._mark_of_before(person)))
                marked += 1
        return marked > 0 and len(before) == AT_ONCE

    def _mark_of_before(self, person: Person) -> str:
        personal = self.opened(person)
        if personal:
            self.accesses.add(self._looked(person))
        try:
            return self.mark(person, personal)
        except Refused:
            # registered twice before anybody could tell: one of the two has the mark
            return ""

    def _looked(self, person: Person) -> Access:
        return Access(
            id=str(self.work.new_id()),
            resident_id=person.id,
            division=person.division,
            looked_by=ITSELF,
            as_="service",
            what=Looked.IDENTITY,
            why=WHY,
            at=self.work.now,
        )
