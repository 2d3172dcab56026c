"""Ways in to help that was given: confirmed, credited as hours, and settled when time is up."""

from typing import Any

from chassis.errors import Refused
from chassis.http.call import Call
from chassis.http.ways_in import post
from chassis.service import every

from ...domain.hours.accounts import day_of, on_day
from ...domain.hours.ledger import credit
from ...domain.mutual_aid.confirming import as_shift, confirm, entry_of, settle
from ...domain.mutual_aid.kinds import End
from ...domain.mutual_aid.matches import Match, MatchState, Word, side_of
from ...domain.residents.resident import is_here
from ...schemas.mutual_aid import ConfirmMatch, MatchView
from ..hours.ledger import HoursWaysIn
from .aid import EVERYBODY
from .matches import AidMatchWaysIn

EVERY_MINUTE = 60
AT_ONCE = 100


class AidConfirmingWaysIn(AidMatchWaysIn, HoursWaysIn):
    """Help that was given is credited as hours: sure when both sides said so in person."""

    @post(
        "/v1/aid-matches/{match_id}/completion",
        body=ConfirmMatch,
        view=MatchView,
        status=200,
        roles=EVERYBODY,
    )
    def confirm_match(self, call: Call, match_id: str) -> MatchView:
        """One side says that help was given; when both have, the helper is credited the time."""
        match = self.match_of(call, match_id)
        who = call.body.resident_id
        planned = int((match.ends_at - match.starts_at).total_seconds()) // 60
        in_person = call.principal.sub == who and not call.principal.divisions
        word = Word(side_of(match, who), call.body.minutes or planned, in_person)
        self._keep_aid_given(*confirm(match, word, now=call.now))
        return self.shown_match(call, self.aid_matches.find(match_id) or match)

    def _keep_aid_given(self, match: Match, events: list[Any]) -> None:
        self.aid_matches.save(match, events)
        helper = self.residents.find(match.helper_id)
        if match.state is MatchState.GIVEN and is_here(helper):
            entry = entry_of(match, home=helper.division)
            self._enter_line(*credit(entry, as_shift(match), now=self.work.now))

    @every(seconds=EVERY_MINUTE)
    def settle_aid(self) -> bool:
        """What nobody answered or confirmed in time is settled; asks and offers of the past end."""
        due = self.aid_matches.due(self.work.now, limit=AT_ONCE)
        for match in due:
            self._settle_match(match)
        over = self.aids.over(self.work.now, limit=AT_ONCE)
        for aid in over:
            self.end_aid(aid, End.EXPIRED)
        return AT_ONCE in (len(due), len(over))

    def _settle_match(self, match: Match) -> None:
        settled, events = settle(match)
        if settled.state is MatchState.GIVEN and self._has_day_room(settled):
            self._keep_aid_given(settled, events)
        else:
            self.end_match(match, settled.ended or End.UNCONFIRMED)

    def _has_day_room(self, match: Match) -> bool:
        """Tell whether the day of the helper holds so many minutes more."""
        entry = entry_of(match, home=match.division)
        try:
            on_day(self.service_days.find(day_of(match.helper_id, match.day)), entry)
        except Refused:
            return False
        return True
