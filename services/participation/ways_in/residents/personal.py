"""The only way to sealed personal data: whoever looks leaves a row in the access log."""

from chassis.errors import AlreadyExists, Forbidden
from chassis.events import Event
from chassis.http.call import Call

from ...domain.days import local_day
from ...domain.residents.accesses import Access, Looked
from ...domain.residents.guardians import guardianship_id, is_child
from ...domain.residents.identity_marks import FIELD, PURPOSE, IdentityMark, mark_of, number_taken
from ...domain.residents.resident import Person, Resident
from ..kept import Kept

OF_AGE = "核对是否未满十四周岁（个人信息保护法第三十一条）"
OWN = "本人或监护人查阅（个人信息保护法第四十五条）"
GRANTED = {"disclosure": "the disclosure staff were granted; residents need none"}
STAFF = ("worker", "official")


class Personal(Kept):
    """What is sealed is opened here and nowhere else, in the unit of work that logs it."""

    def look(self, call: Call, person: Person, what: Looked, why: str) -> dict[str, str]:
        """Open a person's data and log who looked, when and why."""
        self.log(call, person, what, why)
        return self.opened(person)

    def opened(self, person: Person) -> dict[str, str]:
        """Open what is sealed, for callers in whose log the look stands."""
        if not person.sealed:
            return {}
        return self.sealing.unseal(person.sealed, person.wrapped_key, about=person.id)

    def seal(
        self, resident: Resident, personal: dict[str, str], *, before: Person | None = None
    ) -> None:
        """Seal what is known of a resident, under a fresh key of their own."""
        sealed, wrapped = self.sealing.seal(personal, about=resident.id)
        under, mark = self.sealing.wraps_under, self.mark(resident, personal, before)
        self.people.save(Person(resident.id, resident.division, sealed, wrapped, under, mark))

    def mark(
        self, who: Resident | Person, personal: dict[str, str], before: Person | None = None
    ) -> str:
        """Take the identity number of a resident for them alone; give back the one they had."""
        number = personal.get(FIELD)
        mark = mark_of(number, self.sealing.key_for(PURPOSE)) if number else ""
        if before is not None and before.mark == mark:
            return mark
        self.unmark(before)
        if mark:
            self._take(IdentityMark(mark, who.id, who.division))
        return mark

    def _take(self, row: IdentityMark) -> None:
        # not looked up first: in a bulk that would be a query for each item
        try:
            self.identity_marks.add(row)
        except AlreadyExists as taken:
            raise number_taken() from taken

    def unmark(self, person: Person | None) -> None:
        """Let the number of a person go: they are forgotten, or have another one."""
        if person is not None and person.mark:
            self.identity_marks.remove(person.mark)

    def still_here(self, resident: Resident, *announced: Event) -> None:
        """Let an erasure at the same moment refuse what is kept here, or find it and remove it.

        Where there was no record yet, nothing else that both of them write would tell.
        """
        self.residents.save(resident, announced)

    def log(
        self, call: Call, person: Person | Resident, what: Looked, why: str, *fields: str
    ) -> None:
        """Write a row of the access log; it is committed before anything is answered."""
        access = Access(
            id=call.new_id(),
            resident_id=person.id,
            division=person.division,
            looked_by=call.principal.sub,
            as_=self.role(call, person.id),
            what=what,
            why=why,
            at=call.now,
            fields=fields,
        )
        self.accesses.add(access)

    def role(self, call: Call, resident_id: str) -> str:
        """Say in which part a caller looks: as the resident, their guardian, or in an office."""
        if call.principal.divisions:
            return next(iter(sorted(call.principal.roles)), "staff")
        return "resident" if call.principal.sub == resident_id else "guardian"

    def is_child(self, call: Call, resident_id: str) -> bool:
        """Tell whether a resident is known to be under 14; that is a look as well."""
        person = self.people.find(resident_id)
        if person is None:
            return False
        return is_child(self.look_of_age(call, person), today=local_day(call.now))

    def look_of_age(self, call: Call, person: Person) -> dict[str, str]:
        """Look at a person's data to see how old they are."""
        return self.look(call, person, Looked.AGE, OF_AGE)

    def is_guardian(self, call: Call, resident_id: str) -> bool:
        """Tell whether the caller speaks for a child, as long as it is one."""
        named = guardianship_id(resident_id, call.principal.sub)
        if call.principal.divisions or self.guardianships.find(named) is None:
            return False
        return self.is_child(call, resident_id)

    def acts_for(self, call: Call, resident_id: str) -> None:
        """Refuse whoever is neither the resident nor their guardian nor staff."""
        if not self.is_guardian(call, resident_id):
            call.speaks_for(resident_id)

    def right_to_see(self, call: Call, resident_id: str) -> str:
        """Say what the caller may look for; refuse who has neither the right nor a disclosure."""
        own = call.principal.sub == resident_id and not call.principal.divisions
        if own or self.is_guardian(call, resident_id):
            return OWN
        granted = self.disclosures.find(call.query.get("disclosure", ""))
        if granted is None or not granted.allows(call.principal.sub, resident_id, now=call.now):
            raise Forbidden(
                "disclosure-missing",
                "ask for a disclosure first: POST /v1/residents/{id}/disclosures",
                "请先申请查阅：POST /v1/residents/{id}/disclosures",
            )
        return granted.purpose
