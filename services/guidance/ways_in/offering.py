"""How a next step is found and suggested, whichever event asks for it."""

from ..domain.opportunities import Opportunity, choose
from ..domain.pathways import Pathway, may_be_offered
from ..domain.places import district
from ..domain.scores import BEIJING
from ..domain.suggestions import per_week, suggest
from .kept import Kept


class Offering(Kept):
    """Brings those who wait and what is on offer together, from either side."""

    def look_for(self, pathway: Pathway) -> None:
        """Look for a next step for a resident; where there is none, they wait."""
        chosen = self._choose(pathway) if self._may_be_offered(pathway) else None
        if chosen is None:
            self.pathways.save(pathway)
        else:
            self.suggest(pathway, chosen)

    def serve_waiting(self, opportunity: Opportunity) -> None:
        """Suggest something new to those in reach who wait for it, a hundred at most."""
        for pathway in self.pathways.waiting(opportunity.places, opportunity.rung):
            fits = pathway.is_waiting_at(opportunity.rung) and opportunity.id not in pathway.taken
            if fits and self._may_be_offered(pathway):
                self.suggest(pathway, opportunity)

    def suggest(self, pathway: Pathway, chosen: Opportunity) -> None:
        """Suggest a step to a resident and keep what was suggested."""
        moved, suggestion, events = suggest(
            pathway, chosen, suggestion_id=self.work.new_id(), now=self.work.now
        )
        self.pathways.save(moved)
        self.suggestions.add(suggestion, events)
        self.converted(pathway.place, chosen.rung, offered=1)

    def converted(self, place: str, rung: str, **counts: int) -> None:
        """Count what became of suggestions from a rung in a community."""
        self.conversions.add(f"{place}:{rung}", division=place, rung=rung, **counts)

    def per_week(self, division: str) -> int:
        """Give how many suggestions a week are in force."""
        today = self.work.now.astimezone(BEIJING).date()
        ruling = self.rulebooks.ruling(district(division), "suggestions", today)
        return per_week(ruling.rules if ruling else None)

    def _may_be_offered(self, pathway: Pathway) -> bool:
        week = self.per_week(pathway.division)
        return may_be_offered(pathway, now=self.work.now, per_week=week)

    def _choose(self, pathway: Pathway) -> Opportunity | None:
        offers = self.opportunities.within_reach(pathway.place, pathway.rung or "")
        worth = self.worth.of([offer.id for offer in offers]) if len(offers) > 1 else {}
        return choose(offers, now=self.work.now, taken=pathway.taken, worth=worth)
