"""Ways in to residents, and the narrow one to who they are."""

from datetime import timedelta
from typing import Any

from chassis.http.call import Call
from chassis.http.ways_in import delete, get, post

from ...domain.days import local_day
from ...domain.divisions.division import community_of
from ...domain.ladder.standing import NOWHERE, Standing
from ...domain.mutual_aid.kinds import End
from ...domain.residents.assurance import at_registration
from ...domain.residents.consents import Word, consent_id, hold_back, take_back
from ...domain.residents.erasures import SECTION, USUAL_DAYS, begin
from ...domain.residents.guardians import guardian_needed, is_child
from ...domain.residents.resident import (
    Disclosure,
    Purpose,
    Resident,
    erase,
    present,
    register,
    withdraw,
)
from ...domain.sections import whole
from ...schemas.residents import (
    AskDisclosure,
    RegisterResident,
    ResidentView,
    WithdrawConsent,
)
from ..activities.activity import ActivityWaysIn
from ..certificates.certificate import CertificateWaysIn
from ..kept import said
from ..mutual_aid.ends import MutualAidEnds
from .assurance import AssuranceWaysIn
from .consents import ConsentWaysIn

DISCLOSED_FOR = timedelta(minutes=15)
STAFF = ("worker", "official")


class ResidentWaysIn(
    ConsentWaysIn, ActivityWaysIn, MutualAidEnds, CertificateWaysIn, AssuranceWaysIn
):
    """Residents: registered, shown, withdrawn from a use, forgotten."""

    @post(
        "/v1/residents",
        body=RegisterResident,
        view=ResidentView,
        roles=("worker", "official", "center", "integrator"),
        bulk=True,
        loads={"divisions": said("division")},
    )
    def register_resident(self, call: Call) -> Resident:
        """A resident is registered; the same reference again is the same resident, unchanged."""
        call.covers(call.body.division)
        reference = call.body.reference
        identity = self.sealing.pseudonym(reference) if reference else call.new_id()
        return self.residents.find(identity) or self._register(call, identity)

    def _register(self, call: Call, identity: str) -> Resident:
        home = self.divisions.find(call.body.division)
        number = call.body.personal.get("identity_number")
        level = at_registration(call.principal.roles, has_number=bool(number))
        resident, events = register(
            identity, home, groups=call.body.groups, now=call.now, assurance=level
        )
        if self._is_guarded_child(call, resident):
            resident, held_back = hold_back(resident)
            events += held_back
        self.residents.save(resident, events)
        self._begin(resident)
        if call.body.personal:
            self.seal(resident, call.body.personal)
        return resident

    def _is_guarded_child(self, call: Call, resident: Resident) -> bool:
        """Tell whether a child is registered; without a guardian none is (PIPL Art. 31)."""
        guardian_id, child = call.body.guardian_id, self._is_child_said(call)
        if child and guardian_id is None:
            raise guardian_needed("guardian_id")
        if guardian_id is not None:
            self.appoint(call, resident, guardian_id)
        return child

    def _is_child_said(self, call: Call) -> bool:
        return is_child(call.body.personal, today=local_day(call.now))

    def _begin(self, resident: Resident) -> None:
        self.standings.save(Standing(resident.id, resident.division))
        community = community_of(resident.division)
        self.rungs.add(community, division=community, residents=1, **{NOWHERE: 1})

    @get("/v1/residents", view=ResidentView, paged=True, roles=(*STAFF, "center", "integrator"))
    def list_residents(self, call: Call) -> dict[str, Any]:
        """Staff leaf through the residents of their divisions, by opaque id."""
        return self.residents.page({}, call)

    @get("/v1/residents/{resident_id}", view=ResidentView)
    def show_resident(self, call: Call, resident_id: str) -> Resident:
        """A resident, or staff of their division, sees what is kept openly about them."""
        call.speaks_for(resident_id)
        return self.residents.read(resident_id)

    @post(
        "/v1/residents/{resident_id}/disclosures",
        body=AskDisclosure,
        view=Disclosure,
        roles=STAFF,
    )
    def ask_disclosure(self, call: Call, resident_id: str) -> Disclosure:
        """Staff say what they need a resident's name for; it is logged, and they may read it."""
        resident = present(self.residents.get(resident_id), resident_id)
        disclosure = Disclosure(
            call.new_id(),
            resident.id,
            resident.division,
            call.principal.sub,
            call.body.purpose,
            call.now,
            call.now + DISCLOSED_FOR,
        )
        self.disclosures.add(disclosure)
        return disclosure

    @get(
        "/v1/residents/{resident_id}/disclosures",
        view=Disclosure,
        paged=True,
        roles=("resident", *STAFF),
    )
    def list_disclosures(self, call: Call, resident_id: str) -> dict[str, Any]:
        """A resident sees who was shown their personal data, when and what for."""
        call.speaks_for(resident_id)
        return self.disclosures.page({"resident_id": resident_id}, call)

    @post(
        "/v1/residents/{resident_id}/withdrawals",
        body=WithdrawConsent,
        view=ResidentView,
        roles=("resident", *STAFF),
    )
    def withdraw_consent(self, call: Call, resident_id: str) -> Resident:
        """A resident ends one use of what is known about them."""
        self.acts_for(call, resident_id)
        resident, events = withdraw(self.residents.get(resident_id), purpose=call.body.purpose)
        self.residents.save(resident, events)
        self._take_back(call, resident)
        if not resident.agrees_to(Purpose.CONTACT):
            self.give_up_aid(resident_id, End.WITHDRAWN)
        return resident

    def _take_back(self, call: Call, resident: Resident) -> None:
        known = self.consents.find(consent_id(resident.id, call.body.purpose))
        word = Word(call.principal.sub, call.now, given=False)
        consent = take_back(known, resident, purpose=call.body.purpose, word=word)
        if consent is not known:
            self.consents.save(consent)

    @delete("/v1/residents/{resident_id}", roles=("resident", *STAFF))
    def erase_resident(self, call: Call, resident_id: str) -> None:
        """A resident is forgotten: the key to their personal data is destroyed."""
        self.acts_for(call, resident_id)
        resident = self.residents.get(resident_id)
        self.residents.save(*erase(resident, now=call.now))
        self._forget(resident_id)
        self.give_up_places(resident_id)
        self.give_up_aid(resident_id, End.FORGOTTEN)
        self._await_receipts(resident)

    def _await_receipts(self, resident: Resident) -> None:
        rules = self.rules(SECTION, on=local_day(self.work.now), division=resident.division)
        days = whole(rules, "days", USUAL_DAYS)
        erasure = begin(resident.id, division=resident.division, days=days, now=self.work.now)
        self.erasures.save(erasure)

    def _forget(self, resident_id: str) -> None:
        standing = self.standings.find(resident_id)
        self.unmark(self.people.find(resident_id))
        self.people.remove(resident_id)
        self.steps.remove(resident_id)
        self.standings.remove(resident_id)
        self.forget_certificates(resident_id)
        if standing is not None:
            rung, community = standing.rung or NOWHERE, community_of(standing.division)
            self.rungs.add(community, residents=-1, **{str(rung): -1})
