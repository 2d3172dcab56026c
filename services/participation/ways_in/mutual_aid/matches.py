"""Ways in to matches: proposed, agreed to, declined and shown."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from chassis.errors import Forbidden, NotFound, Refused
from chassis.events import Event
from chassis.http.call import Call
from chassis.http.ways_in import get, post

from ...domain import sections
from ...domain.days import local_day
from ...domain.divisions.division import community_of
from ...domain.mutual_aid.aid import Aid, check_reachable, hold
from ...domain.mutual_aid.matches import (
    ANSWER_DAYS,
    CONFIRM_DAYS,
    Match,
    MatchState,
    accept,
    decline,
    propose,
    side_of,
)
from ...domain.mutual_aid.matching import Candidate, candidate
from ...schemas.mutual_aid import AnswerMatch, MatchView, ProposeMatch
from ...store.mutual_aid import part_of
from .aid import EVERYBODY, MutualAidWaysIn

SECTION = "mutual_aid"
EVERY_MINUTE = 60


class AidMatchWaysIn(MutualAidWaysIn):
    """Ask and offer brought together: proposed, agreed to or declined."""

    @post("/v1/aid-matches", body=ProposeMatch, view=MatchView, roles=EVERYBODY)
    def propose_match(self, call: Call) -> MatchView:
        """An ask and an offer are brought together, by one of the two or by staff of the place."""
        ask = self._known_aid(call.body.ask_id)
        offer = self._known_aid(call.body.offer_id) if call.body.offer_id else None
        _check_may_propose(call, ask, offer)
        found = candidate(ask, offer, now=call.now) if offer else self._first_in_turn(ask)
        match = self._propose(ask, found)
        own = not call.principal.divisions
        return self.shown_match(call, self._agree(match, call.principal.sub) if own else match)

    def _known_aid(self, aid_id: str) -> Aid:
        aid = self.aids.find(aid_id)
        if aid is None:
            raise NotFound("aid", aid_id)
        return aid

    def _first_in_turn(self, ask: Aid) -> Candidate:
        in_turn = self.candidates(ask)
        if not in_turn:
            raise Refused(
                "nobody-fits",
                "no offer fits this ask now: kind, place, time or a free place is missing",
                "暂无符合类别、地点和时间且有空余名额的帮助者",
                field="ask_id",
            )
        return in_turn[0]

    def _propose(self, ask: Aid, found: Candidate) -> Match:
        for aid in (ask, found.offer):
            check_reachable(self.present(aid.resident_id))
        match = self.match_for(ask, found)
        if self.aid_matches.find(match.id) is not None:
            raise Refused(
                "matched-before",
                "this ask and this offer were brought together before",
                "该求助与该帮助已匹配过",
                field="offer_id",
            )
        self.keep_match(match, ask, found)
        return match

    def match_for(self, ask: Aid, found: Candidate) -> Match:
        """Give the match of an ask and an offer that fits, with the days of the standard."""
        days = self.aid_days(ask.division, "answer_days", ANSWER_DAYS)
        return propose(ask, found, answer_days=days, now=self.work.now)

    def keep_match(
        self, match: Match, ask: Aid, found: Candidate, announced: Sequence[Event] = ()
    ) -> None:
        """Keep a match that takes a place on both sides."""
        for aid in (ask, found.offer):
            self.aids.save(hold(aid, match.id))
        self.aid_matches.save(match, announced)

    @post(
        "/v1/aid-matches/{match_id}/acceptance",
        body=AnswerMatch,
        view=MatchView,
        status=200,
        roles=EVERYBODY,
    )
    def accept_match(self, call: Call, match_id: str) -> MatchView:
        """One side says yes; when both have, each is told where and with whom."""
        match = self.match_of(call, match_id)
        check_reachable(self.present(call.body.resident_id))
        return self.shown_match(call, self._agree(match, call.body.resident_id))

    def _agree(self, match: Match, resident_id: str) -> Match:
        days = self.aid_days(match.division, "confirm_days", CONFIRM_DAYS)
        side = side_of(match, resident_id)
        after, events = accept(match, side, confirm_days=days, now=self.work.now)
        if after is not match:
            self.aid_matches.save(after, events)
        if events:
            self._take_turn(after)
        return after

    def _take_turn(self, match: Match) -> None:
        """Let those who helped less recently go first from now on, with all their offers."""
        for aid in self.aids.of_resident(match.helper_id):
            if aid.open:
                self.aids.save(replace(aid, waiting_since=self.work.now))

    @post(
        "/v1/aid-matches/{match_id}/declining",
        body=AnswerMatch,
        view=MatchView,
        status=200,
        roles=EVERYBODY,
    )
    def decline_match(self, call: Call, match_id: str) -> MatchView:
        """One side says no, or takes back a yes before they meet; both have a place free again."""
        match = self.match_of(call, match_id)
        side_of(match, call.body.resident_id)
        over, events = decline(match, now=call.now)
        self.aid_matches.save(over, events)
        self.free_places(match)
        return self.shown_match(call, over)

    def match_of(self, call: Call, match_id: str) -> Match:
        """Give a match for one of whose sides the caller may speak."""
        match = self.aid_matches.find(match_id)
        if match is None:
            raise NotFound("aid-matches", match_id)
        self.resident_of(call, call.body.resident_id)
        return match

    def aid_days(self, division: str, name: str, default: int) -> int:
        """Give how many days the standard of a place leaves for a step."""
        rules = self.rules(SECTION, on=local_day(self.work.now), division=division)
        return sections.whole(rules, name, default)

    @get(
        "/v1/aid-matches",
        view=MatchView,
        paged=True,
        roles=EVERYBODY,
        query={"resident_id": "only this resident's; residents see their own"},
    )
    def list_matches(self, call: Call) -> dict[str, Any]:
        """Residents see their own matches, staff those in their divisions."""
        who = call.query.get("resident_id", "")
        if not call.principal.divisions:
            who = who or call.principal.sub
            call.speaks_for(who)
        page = self.aid_matches.page(part_of(who) if who else {}, call)
        return page | {"items": [self.shown_match(call, one) for one in page["items"]]}

    @get("/v1/aid-matches/{match_id}", view=MatchView, roles=EVERYBODY)
    def show_match(self, call: Call, match_id: str) -> MatchView:
        """One of the two, or staff of the place, sees how a match stands."""
        match = self.aid_matches.read(match_id)
        if not call.principal.divisions:
            side_of(match, call.principal.sub)
        return self.shown_match(call, match)

    def shown_match(self, call: Call, match: Match) -> MatchView:
        """Show a match: who and where only once both agreed, or to staff of the place."""
        both = match.state in (MatchState.AGREED, MatchState.GIVEN)
        told = both or call.principal.covers(match.division)
        ask = self.aids.find(match.ask_id) if told else None
        plain = {n: v for n, v in vars(match).items() if n in MatchView.__dataclass_fields__}
        hidden = {"division": None, "asker_id": None, "helper_id": None}
        return MatchView(
            **plain | ({} if told else hidden),
            community=community_of(match.division),
            confirmed=tuple(word.side for word in match.words),
            note=ask.note if ask else None,
        )


def _check_may_propose(call: Call, ask: Aid, offer: Aid | None) -> None:
    if call.principal.divisions:
        call.covers(ask.division)
    elif call.principal.sub not in (ask.resident_id, offer.resident_id if offer else None):
        raise Forbidden("not-yourself", "you can only speak for yourself", "您只能代表自己操作")
