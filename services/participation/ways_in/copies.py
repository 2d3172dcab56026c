"""Ways in to the looks that others' copies are: they stand in the same log as one's own."""

from chassis.service import subscribe

from ..domain.accesses import Access, Looked
from ..inbound import MembershipsCopied, PointsCopied, VoicesCopied
from ..inbound.copies import Copied
from .kept import Kept

WHY = "取得副本（个人信息保护法第四十五条）"
SELF, THEMSELVES = "self", "resident"


class CopyWaysIn(Kept):
    """Copies taken along elsewhere (PIPL Art. 45): a row of the access log for each page."""

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
