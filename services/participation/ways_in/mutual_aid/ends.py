"""How asks, offers and matches come to an end, by themselves or with those who made them."""

from collections.abc import Iterable

from ...domain.mutual_aid.aid import Aid, end_aid, free
from ...domain.mutual_aid.kinds import End
from ...domain.mutual_aid.matches import Match, MatchState, end_match
from ..kept import Kept


class MutualAidEnds(Kept):
    """What ends frees the places it held."""

    def end_aid(self, aid: Aid, why: End) -> Aid:
        """End an ask or an offer, and what of its matches has not begun."""
        over, events = end_aid(aid, why)
        if over is not aid:
            self.aids.save(over, events)
            self._end_matches(self.aid_matches.find_all(aid.held).values(), why)
        return over

    def _end_matches(self, matches: Iterable[Match], why: End) -> None:
        for match in matches:
            begun = match.state is MatchState.AGREED and match.starts_at <= self.work.now
            if match.is_going_on and not begun:
                self.end_match(match, why)

    def end_match(self, match: Match, why: End) -> Match:
        """End a match; both sides have a place free again."""
        over, events = end_match(match, why)
        self.aid_matches.save(over, events)
        self.free_places(match)
        return over

    def free_places(self, match: Match) -> None:
        """Free the places that a match held on both sides."""
        for aid in self.aids.find_all((match.ask_id, match.offer_id)).values():
            if match.id in aid.held:
                self.aids.save(free(aid, match.id))

    def give_up_aid(self, resident_id: str, why: End) -> None:
        """End all that a resident asks for, offers and has agreed to."""
        for aid in self.aids.of_resident(resident_id):
            self.end_aid(aid, why)
        for match in self.aid_matches.of_resident(resident_id):
            if match.is_going_on:
                self.end_match(match, why)
