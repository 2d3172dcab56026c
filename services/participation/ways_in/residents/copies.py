"""Ways in to a copy of rows without end, and to the looks that others' copies are."""

from typing import Any

from chassis.http.call import Call
from chassis.service import get, subscribe
from chassis.store.chained import Part, PartRow, chained

from ...domain.residents.accesses import Access, Looked
from ...domain.residents.exports import certificate_of
from ...inbound import MembershipsCopied, PointsCopied, VoicesCopied
from ...inbound.copies import Copied
from .personal import GRANTED, STAFF, Personal

WHY = "取得副本（个人信息保护法第四十五条）"
SELF, THEMSELVES = "self", "resident"
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


class CopyWaysIn(Personal):
    """Copies taken along elsewhere (PIPL Art. 45): a row of the access log for each page."""

    @get(
        "/v1/residents/{resident_id}/export/rows",
        view=PartRow,
        paged=True,
        roles=("resident", *STAFF),
        query=GRANTED,
        logged=True,
    )
    def export_rows(self, call: Call, resident_id: str) -> dict[str, Any]:
        """The same rows page by page, for whom the export holds not all of them (`more`)."""
        resident = self.residents.read(resident_id)
        self.log(call, resident, Looked.EXPORT, self.right_to_see(call, resident_id))
        mine = {"resident_id": resident_id}
        parts = [Part(name, getattr(self, name), mine) for name in ROWS]
        own = Part("certificates", self.certificates, mine, certificate_of)
        return chained([*parts, own], call)

    @subscribe(VoicesCopied)
    def on_voices_copied(self, event: VoicesCopied) -> None:
        """Somebody took a copy of what expression keeps of a resident along."""
        self._log(event)

    @subscribe(MembershipsCopied)
    def on_memberships_copied(self, event: MembershipsCopied) -> None:
        """Somebody took a copy of what collaboration keeps of a resident along."""
        self._log(event)

    @subscribe(PointsCopied)
    def on_points_copied(self, event: PointsCopied) -> None:
        """Somebody took a copy of what guidance keeps of a resident along."""
        self._log(event)

    def _log(self, event: Copied) -> None:
        access = Access(
            id=event.meta.id,
            resident_id=event.resident_id,
            division=event.division,
            looked_by=event.copied_by,
            as_=THEMSELVES if event.copied_as == SELF else event.copied_as,
            what=Looked.EXPORT,
            why=WHY,
            at=event.copied_at,
            fields=(event.producer,),
        )
        self.accesses.add(access)
