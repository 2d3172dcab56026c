"""Asks that wait are brought together with offers by the clock, each pair once."""

from chassis.service import every

from ...domain.mutual_aid.aid import Aid
from ...domain.mutual_aid.matching import Candidate
from ...domain.mutual_aid.proposing import (
    PROPOSE_HOURS,
    await_proposal,
    first_of,
    look_again,
    told,
)
from ...domain.residents.resident import Purpose, is_here
from .matches import AidMatchWaysIn

EVERY_MINUTE = 60
ASKS_AT_ONCE = 20


class AidProposingWaysIn(AidMatchWaysIn):
    """Who asks, and finds nobody by themselves, is proposed whose turn it is."""

    @every(seconds=EVERY_MINUTE)
    def propose_waiting_aid(self) -> bool:
        """Asks that have waited are proposed an offer of their kind, place and time."""
        asks = self.aids.to_propose(self.work.now, limit=ASKS_AT_ONCE)
        for ask in asks:
            self._bring_together(self._watched_ask(ask))
        return len(asks) == ASKS_AT_ONCE

    def _watched_ask(self, ask: Aid) -> Aid:
        if ask.propose_at is not None:
            return ask
        hours = self.aid_days(ask.division, "propose_hours", PROPOSE_HOURS)
        watched = await_proposal(ask, hours=hours)
        self.aids.save(watched)
        return watched

    def _bring_together(self, ask: Aid) -> None:
        """Propose the first in turn; who was brought together before is not proposed again."""
        if not ask.looking or ask.propose_at is None or ask.propose_at > self.work.now:
            return
        found = first_of(ask, self._in_reach(ask))
        if found is None:
            self.aids.save(look_again(ask, now=self.work.now))
            return
        match = self.match_for(ask, found)
        self.keep_match(match, ask, found, told(match))

    def _in_reach(self, ask: Aid) -> list[Candidate]:
        """Give who fits, of those who agree to be contacted; none where who asks does not."""
        in_turn = self.candidates(ask)
        self.residents.find_all(one.offer.resident_id for one in in_turn)
        return [one for one in in_turn if self._agrees(ask) and self._agrees(one.offer)]

    def _agrees(self, aid: Aid) -> bool:
        resident = self.residents.find(aid.resident_id)
        return is_here(resident) and resident.agrees_to(Purpose.CONTACT)
