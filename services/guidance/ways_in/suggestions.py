"""Ways in to suggestions: a resident stepped up, what do we offer them next, and did it work."""

from dataclasses import replace
from typing import Any

from chassis.http.call import Call
from chassis.service import every, get, subscribe

from ..domain.consents import PURPOSES, agree, withdraw
from ..domain.holding import release
from ..domain.indicators import by
from ..domain.pathways import Offered, Pathway, open_for, reached, rest, step_up
from ..domain.suggestions import worked
from ..inbound import ConsentGiven, ConsentWithdrawn, ResidentSteppedUp
from ..schemas.suggestions import ConversionView, SuggestionView
from .offering import Offering

MINE = {"resident_id": "for whom; a resident asks for their own"}
PLACE = {"division": "only what lies in this division; the caller's first where left out"}
STAFF = ("worker", "official", "center", "integrator", "ops")
MOST_PLACES = 2_000


class Suggestions(Offering):
    """The next small step: found when a resident steps up, or when something new is on offer."""

    @subscribe(ResidentSteppedUp, loads={"pathways": "resident_id", "erasures": "resident_id"})
    def on_resident_stepped_up(self, event: ResidentSteppedUp) -> None:
        """A resident stepped up: count it, see what led there, look for the next step."""
        self.count(event.division, stepped_up=1, **{f"stepped_up_to_{event.rung}": 1})
        pathway = open_for(self.pathways.find(event.resident_id), event.resident_id, event.division)
        if self.erasures.find(event.resident_id) is None and not reached(pathway, event.rung):
            came_from = event.space_kind or pathway.space_kind
            self._step_up(replace(pathway, space_kind=came_from), event.rung)

    def _step_up(self, pathway: Pathway, rung: str) -> None:
        moved, led = step_up(pathway, rung, now=self.work.now)
        self._note_what_worked(moved, led)
        self.look_for(moved)

    def _note_what_worked(self, pathway: Pathway, led: list[Offered]) -> None:
        found = self.suggestions.find_all(offer.suggestion_id for offer in led)
        for suggestion in found.values():
            self.suggestions.save(worked(suggestion))
        for offer in led:
            self.converted(pathway.place, offer.rung, worked=1)

    @subscribe(ConsentWithdrawn, loads={"pathways": "resident_id", "erasures": "resident_id"})
    def on_consent_withdrawn(self, event: ConsentWithdrawn) -> None:
        """A resident wants no suggestions any more, or not to be counted: so it is from now on."""
        if event.purpose in PURPOSES and self.erasures.find(event.resident_id) is None:
            pathway = self._pathway_of(event)
            self.pathways.save(withdraw(pathway, event.purpose, at=event.meta.time))

    @subscribe(ConsentGiven, loads={"pathways": "resident_id", "erasures": "resident_id"})
    def on_consent_given(self, event: ConsentGiven) -> None:
        """A resident agrees again to suggestions, or to being counted."""
        if event.purpose in PURPOSES and self.erasures.find(event.resident_id) is None:
            pathway, at = self._pathway_of(event), event.meta.time
            self.pathways.save(agree(pathway, event.purpose, at=at, now=self.work.now))

    def _pathway_of(self, event: ConsentWithdrawn | ConsentGiven) -> Pathway:
        known = self.pathways.find(event.resident_id)
        return known or open_for(None, event.resident_id, event.division)

    @every(seconds=5)
    def look_again(self) -> None:
        """Look again for those who had enough that week, or have just begun to wait."""
        for pathway in self.pathways.due(self.work.now):
            week = self.offer_rules(pathway.division).per_week
            released = release(pathway, now=self.work.now)
            self.look_for(rest(released, now=self.work.now, per_week=week))

    @get("/v1/suggestions", view=SuggestionView, paged=True, query=MINE)
    def list_suggestions(self, call: Call) -> dict[str, Any]:
        """A resident reads what was suggested to them; staff read it for their divisions."""
        resident_id = call.query.get("resident_id") or call.principal.sub
        if not call.query.get("resident_id") and call.principal.divisions:
            return self.suggestions.page({}, call)
        call.speaks_for(resident_id)
        return self.suggestions.page({"resident_id": resident_id}, call)

    @get("/v1/suggestions/summary", view=ConversionView, roles=STAFF, query=PLACE)
    def sum_up_suggestions(self, call: Call) -> ConversionView:
        """What suggestions and invitations led to in a place: taken, declined, stepped up."""
        place = call.query.get("division") or next(iter(call.principal.divisions), "")
        call.covers(place)
        query = {"division": {"$regex": f"^{place}"}}
        rungs = self.conversions.where(query, limit=MOST_PLACES)
        kinds = self.invitations.where(query, limit=MOST_PLACES)
        return ConversionView(by("rung", rungs), by("target_kind", kinds))
