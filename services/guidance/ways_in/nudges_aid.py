"""Ways in to nudges about mutual aid: who is to see that two neighbors hear of each other."""

from chassis.service import subscribe

from ..domain import nudges
from ..inbound import AidAgreed, AidEnded, AidProposed
from .nudges import Nudges

UNHEEDED = frozenset({"expired", "unconfirmed"})


class AidNudges(Nudges):
    """A match proposed by the clock is carried to the two by the body behind it."""

    @subscribe(AidProposed)
    def on_aid_proposed(self, event: AidProposed) -> None:
        """Two neighbors were brought together: the body behind it is to tell them."""
        proposed = nudges.Proposed(
            event.match_id, event.organization_id, event.answer_by, event.division
        )
        self.issue(nudges.carry(proposed, now=self.work.now))

    @subscribe(AidAgreed, loads={"awaited": "match_id"})
    def on_aid_agreed(self, event: AidAgreed) -> None:
        """Both said yes: the nudge worked."""
        self.heed(event.match_id, at=event.meta.time)

    @subscribe(AidEnded, loads={"awaited": "about_id"})
    def on_aid_ended(self, event: AidEnded) -> None:
        """Somebody answered no; where nobody answered in time, nobody was told."""
        if event.reason not in UNHEEDED:
            self.heed(event.about_id, at=event.meta.time)
