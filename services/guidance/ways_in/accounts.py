"""Ways in to score accounts: a resident is registered, and may one day ask to be forgotten."""

from chassis.service import every, subscribe

from ..domain import erasures, pathways
from ..domain.scores import anonymous, without
from ..inbound import ResidentErased, ResidentRegistered
from .kept import Kept


class Accounts(Kept):
    """What is kept of a resident beside the ledger, and how all of it is cut off from them."""

    @subscribe(ResidentRegistered, loads={"pathways": "resident_id", "erasures": "resident_id"})
    def on_resident_registered(self, event: ResidentRegistered) -> None:
        """A score account is opened for a resident, unless they were forgotten meanwhile."""
        self.count(event.division, residents=1)
        if self.erasures.find(event.resident_id) is None:
            self._open_account(event)

    def _open_account(self, event: ResidentRegistered) -> None:
        known = self.pathways.find(event.resident_id)
        self.pathways.save(pathways.open_for(known, event.resident_id, event.division))
        subject = f"resident:{event.resident_id}"
        self.totals.add(subject, kind="resident", division=event.division, points=0, actions=0)

    @subscribe(ResidentErased, loads={"erasures": "resident_id", "pathways": "resident_id"})
    def on_resident_erased(self, event: ResidentErased) -> None:
        """A resident is forgotten: places and bodies keep their totals, the rest is cut off."""
        if self.erasures.find(event.resident_id) is None:
            erasure = erasures.begin(event.resident_id, division=event.division, now=self.work.now)
            self.erasures.save(erasure)
        self.pathways.remove(event.resident_id)
        self.permits.forget(event.resident_id)

    @every(seconds=5, in_rebuild=True)
    def forget_the_erased(self) -> None:
        """Cut rows off from those who asked for it, a hundred at a time; look again later."""
        for erasure in self.erasures.due(self.work.now):
            cut_off = self._cut_off(erasure.id)
            if any(cut_off.values()):
                self.erasures.save(erasures.cut(erasure, cut_off))
                continue
            swept = erasures.swept(erasure, now=self.work.now)
            self.erasures.save(*erasures.receipt(swept, now=self.work.now))

    def _cut_off(self, resident_id: str) -> dict[str, int]:
        subject = f"resident:{resident_id}"
        return {
            "rows": self._cut_rows(subject),
            "suggestions": self._drop_suggestions(resident_id),
        }

    def _cut_rows(self, subject: str) -> int:
        rows, actions = self.ledger.of(subject), self.unscored.naming(subject)
        for row in rows:
            cut = anonymous(row, self.work.new_id())
            self.ledger.remove(row.id)
            self.ledger.add(cut)
            self.total(row, -1)
            self.total(cut)
        for action in actions:
            self.unscored.save(without(action, subject))
        self.totals.add(subject, kind="erased", division="", points=0, actions=0)
        return len(rows) + len(actions)

    def _drop_suggestions(self, resident_id: str) -> int:
        offered = self.suggestions.of(resident_id)
        for suggestion in offered:
            self.suggestions.remove(suggestion.id)
        return len(offered)
