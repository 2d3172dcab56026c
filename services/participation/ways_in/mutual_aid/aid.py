"""Ways in to asking for help and offering it."""

from typing import Any

from chassis.errors import NotFound
from chassis.http.call import Call
from chassis.http.ways_in import get, post

from ...domain.divisions.division import town_of
from ...domain.mutual_aid.aid import Aid, Wanted, open_aid
from ...domain.mutual_aid.kinds import End, Side
from ...domain.mutual_aid.matching import Candidate, in_fair_order, match_id
from ...domain.residents.resident import Resident
from ...domain.spaces.space import known_place
from ...schemas.mutual_aid import AidView, CandidatesView, CandidateView, OpenAid, OwnAidView
from ..kept import said
from .ends import MutualAidEnds

STAFF = ("worker", "official", "center", "integrator", "captain")
EVERYBODY = ("resident", *STAFF)
MOST_SHOWN = 20


class MutualAidWaysIn(MutualAidEnds):
    """Mutual aid (邻里互助): asked for, offered, withdrawn; who could help, in turn."""

    def resident_of(self, call: Call, resident_id: str) -> Resident:
        """Give a resident for whom the caller may speak: themselves, or staff of their place."""
        call.speaks_for(resident_id)
        resident = self.present(resident_id)
        call.covers(resident.division)
        return resident

    @post(
        "/v1/aid",
        body=OpenAid,
        view=OwnAidView,
        roles=EVERYBODY,
        bulk=True,
        loads={"residents": said("resident_id"), "divisions": said("division")},
    )
    def open_aid(self, call: Call) -> Aid:
        """A resident asks for help or offers it, themselves or through staff."""
        resident = self.resident_of(call, call.body.resident_id)
        place = call.body.division or resident.division
        if place != resident.division:  # at home they ask, whatever became of their community
            known_place(self.divisions.find(place))
        told = {name: value for name, value in vars(call.body).items() if name not in _WHERE}
        aid, events = open_aid(
            call.new_id(), resident, Wanted(**told), division=place, now=call.now
        )
        self.aids.save(aid, events)
        return aid

    @get(
        "/v1/aid",
        view=AidView,
        paged=True,
        roles=EVERYBODY,
        query={"side": "only asks, or only offers", "kind": "only of this kind"},
    )
    def list_aid(self, call: Call) -> dict[str, Any]:
        """Residents see what is asked for and offered in their town, staff in their divisions."""
        asked = {name: call.query[name] for name in ("side", "kind") if name in call.query}
        if not call.principal.divisions:
            asked["town"] = town_of(self.present(call.principal.sub).division)
        return self.aids.page(asked | {"open": True}, call)

    @get("/v1/aid/{aid_id}", view=OwnAidView, roles=EVERYBODY)
    def show_aid(self, call: Call, aid_id: str) -> Aid:
        """Who made an ask or an offer sees what became of it, as do staff of the place."""
        aid = self.aids.read(aid_id)
        call.speaks_for(aid.resident_id)
        return aid

    @post("/v1/aid/{aid_id}/withdrawal", view=OwnAidView, status=200, roles=EVERYBODY)
    def withdraw_aid(self, call: Call, aid_id: str) -> Aid:
        """An ask or an offer is withdrawn, with what has not begun; again changes nothing."""
        aid = self.aids.get(aid_id)
        call.speaks_for(aid.resident_id)
        return self.end_aid(aid, End.WITHDRAWN)

    @get("/v1/aid/{aid_id}/candidates", view=CandidatesView, roles=EVERYBODY)
    def list_candidates(self, call: Call, aid_id: str) -> CandidatesView:
        """Who asks, or staff of the place, sees which offers fit, in the order of the turns."""
        ask = self.aids.read(aid_id)
        call.speaks_for(ask.resident_id)
        if ask.side is not Side.ASK:
            raise NotFound("asks", aid_id)
        return CandidatesView(aid_id, tuple(map(_view, self.candidates(ask)[:MOST_SHOWN])))

    def candidates(self, ask: Aid) -> list[Candidate]:
        """Give the offers that fit an ask in fair order: of its community, then of its town."""
        found = {one.id: one for one in self.aids.offers_for(ask, closely=True)}
        found |= {one.id: one for one in self.aids.offers_for(ask, closely=False)}
        tried = self.aid_matches.find_all(match_id(ask.id, offer_id) for offer_id in found)
        return in_fair_order(ask, found.values(), tried=tried, now=self.work.now)


_WHERE = ("division", "resident_id")


def _view(found: Candidate) -> CandidateView:
    return CandidateView(
        found.offer.id,
        found.nearness,
        found.starts_at,
        found.ends_at,
        found.offer.waiting_since,
    )
