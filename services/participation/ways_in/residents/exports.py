"""Ways in to what is kept of a resident: all of it, to read and to take along, and corrections."""

from datetime import timedelta
from typing import Any

from chassis.errors import Invalid
from chassis.http.call import Call
from chassis.service import get, put
from chassis.store.paged import Order

from ...domain.days import local_day
from ...domain.residents.accesses import Access, Looked
from ...domain.residents.elsewhere import NOT_INCLUDED, elsewhere
from ...domain.residents.exports import certificate_of, objections_of
from ...domain.residents.guardians import guardian_needed, is_child
from ...domain.residents.resident import Person, Resident, present
from ...events import ExportGranted
from ...export_page import page_of
from ...schemas.residents import PersonalView
from ...schemas.rights import CorrectPersonal
from .personal import GRANTED, STAFF, Personal

GRANTED_FOR = timedelta(minutes=15)
THEMSELVES = "resident"
MOST_ROWS = 10_000
LATEST_FIRST = Order("at", -1)
# what is kept by the resident's id; what is found by name within others' lists follows below
ROWS = (
    "visits",
    "attendances",
    "hours",
    "aids",
    "consents",
    "disclosures",
    "accesses",
    "guardianships",
)
LISTS = {
    "activities": ("signed_up", "waiting"),
    "shifts": ("volunteers",),
    "affairs": ("takers", "completed_by", "opened_by", "entered_by"),
}


class ExportWaysIn(Personal):
    """Access, copy and correction (PIPL Art. 45 and 46), each with a row in the access log."""

    @get(
        "/v1/residents/{resident_id}/personal",
        view=PersonalView,
        roles=("resident", *STAFF),
        query=GRANTED,
        logged=True,
    )
    def show_personal(self, call: Call, resident_id: str) -> dict[str, Any]:
        """A resident, their guardian, or staff who were granted it, reads the personal data."""
        why = self.right_to_see(call, resident_id)
        personal = self.look(call, self.people.read(resident_id), Looked.PERSONAL, why)
        usual = {"name": None, "phone": None, "identity_number": None}
        return {"resident_id": resident_id} | usual | personal

    @put(
        "/v1/residents/{resident_id}/personal",
        body=CorrectPersonal,
        roles=("resident", *STAFF),
        status=204,
    )
    def correct_personal(self, call: Call, resident_id: str) -> None:
        """Personal data is corrected; the log keeps who did it, why, and which fields."""
        self.acts_for(call, resident_id)
        resident = present(self.residents.get(resident_id), resident_id)
        correct = call.body.personal
        if not correct:
            raise Invalid(
                "nothing-to-correct",
                "name at least one field to correct (PIPL Art. 46)",
                "请至少填写一项需更正的内容（个人信息保护法第四十六条）",
                field="name",
            )
        person = self.people.find(resident_id) or Person(resident_id, resident.division, "", "")
        before = self.opened(person)
        today = local_day(call.now)
        if is_child(before | correct, today=today) and not is_child(before, today=today):
            self._check_guarded(resident_id)
        changed = sorted(name for name, value in correct.items() if before.get(name) != value)
        self.log(call, person, Looked.CORRECTION, call.body.reason, *changed)
        self.still_here(resident)
        self.seal(resident, before | correct, before=person)

    def _check_guarded(self, resident_id: str) -> None:
        """Refuse to let a resident turn out to be a child whom nobody speaks for (PIPL Art. 31)."""
        if not self.guardianships.where({"resident_id": resident_id}, limit=1):
            raise guardian_needed("birth_date")

    @get(
        "/v1/residents/{resident_id}/accesses",
        view=Access,
        paged=True,
        roles=("resident", *STAFF),
    )
    def list_accesses(self, call: Call, resident_id: str) -> dict[str, Any]:
        """A resident sees who looked at their personal data, when and why, latest first."""
        call.speaks_for(resident_id)
        return self.accesses.page({"resident_id": resident_id}, call, order=LATEST_FIRST)

    @get(
        "/v1/accesses",
        view=Access,
        paged=True,
        roles=("official",),
        query={"looked_by": "only the looks of this person, by the `sub` of their token"},
    )
    def audit_accesses(self, call: Call) -> dict[str, Any]:
        """Officials see who looked at whom in their divisions, latest first (PIPL Art. 54)."""
        looked_by = call.query.get("looked_by")
        query = {"looked_by": looked_by} if looked_by else {}
        return self.accesses.page(query, call, order=LATEST_FIRST)

    @get(
        "/v1/residents/{resident_id}/export",
        roles=("resident", *STAFF),
        query=GRANTED,
        logged=True,
    )
    def export_resident(self, call: Call, resident_id: str) -> dict[str, Any]:
        """A resident, or who may speak for them, gets everything this service holds, as JSON."""
        return self._everything(call, resident_id)

    @get(
        "/v1/residents/{resident_id}/export.html",
        roles=("resident", *STAFF),
        query=GRANTED,
        logged=True,
        media="text/html; charset=utf-8",
    )
    def show_export(self, call: Call, resident_id: str) -> str:
        """The same as a page that a person can read and print."""
        return page_of(self._everything(call, resident_id))

    def _everything(self, call: Call, resident_id: str) -> dict[str, Any]:
        resident = self.residents.read(resident_id)
        why = self.right_to_see(call, resident_id)
        person = self.people.find(resident_id)
        self.log(call, resident, Looked.EXPORT, why)
        self._grant_elsewhere(call, resident)
        personal = self.opened(person) if person else {}
        mine = {"resident_id": resident_id}
        rows = {name: getattr(self, name).where(mine, limit=MOST_ROWS) for name in ROWS}
        return {
            "exported_at": call.now,
            "resident": resident,
            "personal": personal,
            "standing": self.standings.find(resident_id),
            "steps": self.steps.find(resident_id),
            "certificates": [
                certificate_of(one) for one in self.certificates.where(mine, limit=MOST_ROWS)
            ],
            "objections": self._objected(resident_id),
            "aid_matches": self._matched(resident_id),
            **rows,
            **self._named_in_lists(resident),
            "more": [name for name, found in rows.items() if len(found) == MOST_ROWS],
            "elsewhere": elsewhere(resident_id),
            "not_included": NOT_INCLUDED,
        }

    def _grant_elsewhere(self, call: Call, resident: Resident) -> None:
        """Let the other services know who but the resident may read there as well, for a while."""
        granted_as = self.role(call, resident.id)
        if granted_as == THEMSELVES:
            return
        until = call.now + GRANTED_FOR
        told = ExportGranted(resident.id, call.principal.sub, granted_as, until, resident.division)
        self.still_here(resident, told)

    def _objected(self, resident_id: str) -> list[dict[str, Any]]:
        found = self.certificates.where({"objectors": resident_id}, limit=MOST_ROWS)
        return [told for one in found for told in objections_of(one, resident_id)]

    def _matched(self, resident_id: str) -> list[dict[str, Any]]:
        """Tell for what help a resident was brought together with another, and not with whom."""
        return [
            {"id": one.id, "kind": one.kind, "as": side, "at": one.starts_at, "state": one.state}
            for side in ("asker_id", "helper_id")
            for one in self.aid_matches.where({side: resident_id}, limit=MOST_ROWS)
        ]

    def _named_in_lists(self, resident: Resident) -> dict[str, list[dict[str, Any]]]:
        """Find where a resident stands on a list, and tell nothing of the others on it."""
        found: dict[str, list[dict[str, Any]]] = {}
        for name, lists in LISTS.items():
            kept = getattr(self, name)
            found[name] = [
                {"id": one.id, "title": one.title, "division": one.division, "as": list_}
                for list_ in lists
                for one in kept.where({list_: resident.id}, limit=MOST_ROWS)
            ]
        return found
