"""Ways in to erasures: the other services' receipts, and who has not sent one."""

from typing import Any

from chassis.errors import Invalid
from chassis.http.call import Call
from chassis.service import every, get, subscribe

from ...domain.residents.erasures import OTHERS, Erasure, Receipt, acknowledge, expire
from ...inbound import MembershipsForgotten, PointsForgotten, VoicesForgotten
from ...schemas.erasures import ErasureView
from ..kept import Kept

Forgotten = MembershipsForgotten | PointsForgotten | VoicesForgotten
MINE = {"erasures": "resident_id"}
STATES: dict[str, dict[str, Any]] = {
    "waiting": {"done_at": None},
    "overdue": {"done_at": None, "overdue_at": {"$ne": None}},
    "done": {"done_at": {"$ne": None}},
}


class ErasureWaysIn(Kept):
    """Receipts for erasures, collected until each service has answered."""

    @subscribe(MembershipsForgotten, loads=MINE)
    def on_memberships_forgotten(self, event: MembershipsForgotten) -> None:
        """Collaboration has forgotten a resident."""
        self._acknowledge(event)

    @subscribe(VoicesForgotten, loads=MINE)
    def on_voices_forgotten(self, event: VoicesForgotten) -> None:
        """Expression has forgotten a resident."""
        self._acknowledge(event)

    @subscribe(PointsForgotten, loads=MINE)
    def on_points_forgotten(self, event: PointsForgotten) -> None:
        """Guidance has forgotten a resident."""
        self._acknowledge(event)

    def _acknowledge(self, event: Forgotten) -> None:
        erasure = self.erasures.find(event.resident_id)
        if erasure is None:
            return
        receipt = Receipt(event.producer, event.cut_off, event.forgotten_at)
        known = acknowledge(erasure, receipt, now=self.work.now)
        if known is not erasure:
            self.erasures.save(known)

    @every(seconds=60)
    def find_overdue_erasures(self) -> None:
        """Erasures that some service has not confirmed in time are called overdue, once."""
        for erasure in self.erasures.late(self.work.now):
            self.erasures.save(*expire(erasure, now=self.work.now))

    @get(
        "/v1/erasures",
        view=ErasureView,
        paged=True,
        roles=("worker", "official"),
        query={
            "state": "waiting (if left out), overdue or done",
            "service": "only those that this service has not confirmed",
        },
    )
    def list_erasures(self, call: Call) -> dict[str, Any]:
        """Staff see which erasures in their divisions wait for which service, and since when."""
        state, service = call.query.get("state", "waiting"), call.query.get("service")
        _check_known(state, tuple(STATES), "state")
        if service is not None:
            _check_known(service, OTHERS, "service")
        return self.erasures.page(STATES[state] | ({"waiting": service} if service else {}), call)

    @get("/v1/residents/{resident_id}/erasure", view=ErasureView)
    def show_erasure(self, call: Call, resident_id: str) -> Erasure:
        """Who was forgotten sees which services have confirmed it, as do staff."""
        call.speaks_for(resident_id)
        return self.erasures.read(resident_id)


def _check_known(value: str, known: tuple[str, ...], field: str) -> None:
    if value not in known:
        listed = ", ".join(known)
        raise Invalid(
            f"{field}-unknown",
            f"{field} is one of {listed}",
            f"{field} 须为其一：{listed}",
            field=field,
        )
