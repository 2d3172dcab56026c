"""How surely residents are known, as participation tells it."""

from chassis.service import subscribe

from ... import inbound
from ...domain.residents.assurance import assure
from ..kept import Kept


class AssuranceWays(Kept):
    """What residents may do follows how surely they are known."""

    @subscribe(inbound.ResidentAssured, loads={"residents": "resident_id"})
    def on_resident_assured(self, event: inbound.ResidentAssured) -> None:
        """Staff know a resident more surely, or less, than before."""
        known = self.residents.find(event.resident_id)
        assured = assure(
            known,
            event.resident_id,
            division=event.division,
            level=event.assurance,
            at=event.assured_at,
        )
        if assured != known:
            self.residents.save(assured)
