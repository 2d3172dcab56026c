"""Ways in to totals and the ledger: who has how many points, and why."""

from typing import Any

from chassis.errors import Invalid, NotFound
from chassis.http.call import Call
from chassis.service import get
from chassis.store.paged import Order

from ..domain.scores import kind_of
from ..schemas.scores import LedgerRowView, ScoreView
from .kept import Kept

RANKED = ("community", "town", "organization")


class Ledgers(Kept):
    """What everyone, or only a resident and their staff, may read of scores."""

    @get("/v1/scores", view=ScoreView, paged=True, query={"kind": ", ".join(RANKED)})
    def rank_scores(self, call: Call) -> dict[str, Any]:
        """Communities, towns or organizations by points, the highest first."""
        kind = call.query.get("kind", RANKED[0])
        if kind not in RANKED:
            names = ", ".join(RANKED)
            raise Invalid("no-ranking", f"ranked are {names}", f"可排名的有 {names}", field="kind")
        return self.totals.page({"kind": kind}, call, order=Order("points", -1))

    @get("/v1/scores/{subject}", view=ScoreView)
    def show_score(self, call: Call, subject: str) -> dict[str, Any]:
        """What a subject has earned; a resident's is shown to them and to their staff only."""
        return self._visible(call, subject)

    @get("/v1/scores/{subject}/ledger", view=LedgerRowView, paged=True)
    def show_ledger(self, call: Call, subject: str) -> dict[str, Any]:
        """Why a subject has these points: every row with the event that earned it."""
        self._visible(call, subject)
        return self.ledger.page({"subject": subject}, call)

    def _visible(self, call: Call, subject: str) -> dict[str, Any]:
        total = self.totals.get(subject)
        if not total or total["kind"] == "erased":
            raise NotFound("scores", subject)
        if kind_of(subject) == "resident":
            call.speaks_for(subject.removeprefix("resident:"))
            if call.principal.divisions:
                call.covers(total.get("division", ""))
        return total
