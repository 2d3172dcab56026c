"""Ways in to consents and guardians: what residents agree to, and who speaks for a child."""

from typing import Any

from chassis.http.call import Call
from chassis.service import get, post

from ...domain.days import local_day
from ...domain.residents.consents import Consent, Word, consent_id, give
from ...domain.residents.guardians import (
    Guardianship,
    check_guardian,
    guardianship_id,
    not_the_guardian,
)
from ...domain.residents.resident import Resident, present
from ...schemas.rights import GiveConsent, NoteGuardian
from .personal import STAFF, Personal


class ConsentWaysIn(Personal):
    """Consents per use, and the guardians without whom a child gives none."""

    @post(
        "/v1/residents/{resident_id}/guardians",
        body=NoteGuardian,
        view=Guardianship,
        roles=STAFF,
    )
    def note_guardian(self, call: Call, resident_id: str) -> Guardianship:
        """Staff who have seen the proof note who speaks for a child; again changes nothing."""
        resident = present(self.residents.get(resident_id), resident_id)
        self.still_here(resident)
        return self.appoint(call, resident, call.body.guardian_id)

    def appoint(self, call: Call, resident: Resident, guardian_id: str | None) -> Guardianship:
        """Note a guardian who may be one."""
        guardian = self.residents.find(guardian_id) if guardian_id else None
        person = self.people.find(guardian.id) if guardian else None
        personal = self.look_of_age(call, person) if person else {}
        today = local_day(call.now)
        fit = check_guardian(guardian, personal, child_id=resident.id, today=today)
        named = guardianship_id(resident.id, fit.id)
        noted = self.guardianships.find(named) or Guardianship(
            named, resident.id, fit.id, resident.division, call.principal.sub, call.now
        )
        if self.guardianships.find(named) is None:
            self.still_here(fit)
            self.guardianships.save(noted)
        return noted

    @post(
        "/v1/residents/{resident_id}/consents",
        body=GiveConsent,
        view=Consent,
        roles=("resident", *STAFF),
    )
    def give_consent(self, call: Call, resident_id: str) -> Consent:
        """A resident agrees to a use, under 14 by their guardian; again changes nothing."""
        self.acts_for(call, resident_id)
        resident = self.residents.get(resident_id)
        word = Word(call.principal.sub, call.now, True, self._guardian_of(call, resident))
        known = self.consents.find(consent_id(resident_id, call.body.purpose))
        given = give(known, resident, purpose=call.body.purpose, notice=call.body.notice, word=word)
        if given.events:
            self.residents.save(given.resident, given.events)
            self.consents.save(given.consent)
        return given.consent

    def _guardian_of(self, call: Call, resident: Resident) -> str | None:
        """Give the guardian by whose word a child consents; nobody for those of age."""
        if not self.is_child(call, resident.id):
            return None
        named = call.body.guardian_id if call.principal.divisions else call.principal.sub
        if not named or self.guardianships.find(guardianship_id(resident.id, named)) is None:
            raise not_the_guardian()
        return str(named)

    @get(
        "/v1/residents/{resident_id}/consents",
        view=Consent,
        paged=True,
        roles=("resident", *STAFF),
    )
    def list_consents(self, call: Call, resident_id: str) -> dict[str, Any]:
        """A resident sees each use, its legal basis, and what was said to it and when."""
        call.speaks_for(resident_id)
        return self.consents.page({"resident_id": resident_id}, call)
