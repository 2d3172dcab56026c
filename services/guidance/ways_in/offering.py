"""How a next step is found and suggested, whichever event asks for it."""

from ..domain.holding import hold, is_held, note_answer, take_part
from ..domain.offering import OfferRules, offer_rules
from ..domain.opportunities import Opportunity, choose
from ..domain.pathways import Pathway, may_be_offered, room, wait_again
from ..domain.places import district
from ..domain.scores import BEIJING
from ..domain.suggestions import Fate, answer, suggest
from .kept import Kept


class Offering(Kept):
    """Brings those who wait and what is on offer together, from either side."""

    def look_for(self, pathway: Pathway) -> None:
        """Look for a next step for a resident; where there is none, they wait."""
        rules = self.offer_rules(pathway.division)
        chosen = self._choose(pathway, rules)
        if chosen:
            self._offer_or_hold(pathway, chosen, rules)
        else:
            self.pathways.save(pathway)

    def serve_waiting(self, opportunity: Opportunity) -> None:
        """Suggest something new to those in reach who wait for it, a hundred at most."""
        for pathway in self.pathways.waiting(opportunity.places, opportunity.rung):
            fits = pathway.is_waiting_at(opportunity.rung) and opportunity.id not in pathway.taken
            rules = self.offer_rules(pathway.division)
            if fits and self._may_be_offered(pathway, rules):
                self._offer_or_hold(pathway, [opportunity], rules)

    def _offer_or_hold(
        self, pathway: Pathway, chosen: list[Opportunity], rules: OfferRules
    ) -> None:
        entered = take_part(pathway, rules.experiment, now=self.work.now)
        if is_held(entered, rules.experiment):
            self.pathways.save(hold(entered, rules.experiment, now=self.work.now))
            return
        for opportunity in chosen:
            entered = self._suggest(entered, opportunity, rules)

    def _suggest(self, pathway: Pathway, chosen: Opportunity, rules: OfferRules) -> Pathway:
        moved, suggestion, events = suggest(
            pathway,
            chosen,
            suggestion_id=self.work.new_id(),
            now=self.work.now,
            open_for=rules.open_for,
        )
        self.pathways.save(moved)
        self.suggestions.add(suggestion, events)
        self.converted(pathway.place, chosen.rung, offered=1)
        return moved

    def record_fate(self, suggestion_id: str, fate: Fate) -> None:
        """Record what became of a suggestion, once; who did not take it waits for another."""
        suggestion = self.suggestions.find(suggestion_id)
        if suggestion is None or suggestion.fate is not Fate.OPEN:
            return
        self.suggestions.save(answer(suggestion, fate, now=self.work.now))
        self.converted(suggestion.division, suggestion.rung, **{fate.value: 1})
        pathway = self.pathways.find(suggestion.resident_id)
        if pathway is not None:
            noted = note_answer(pathway, fate.value, now=self.work.now)
            taken = fate is Fate.ACCEPTED
            self.pathways.save(noted if taken else wait_again(noted, now=self.work.now))

    def converted(self, place: str, rung: str, **counts: int) -> None:
        """Count what became of suggestions from a rung in a community."""
        self.conversions.add(f"{place}:{rung}", division=place, rung=rung, **counts)

    def offer_rules(self, division: str) -> OfferRules:
        """Give what is in force today on offering steps in a place."""
        today, place = self.work.now.astimezone(BEIJING).date(), district(division)
        sections = ("suggestions", "invitations")
        said = [self.rulebooks.ruling(place, section, today) for section in sections]
        return offer_rules(*(ruling.rules if ruling else None for ruling in said))

    def _may_be_offered(self, pathway: Pathway, rules: OfferRules) -> bool:
        return may_be_offered(pathway, now=self.work.now, per_week=rules.per_week)

    def _choose(self, pathway: Pathway, rules: OfferRules) -> list[Opportunity]:
        if not self._may_be_offered(pathway, rules):
            return []
        offers = self.opportunities.within_reach(pathway.place, pathway.rung or "")
        worth = self.worth.of([offer.id for offer in offers]) if len(offers) > 1 else {}
        left = room(pathway, now=self.work.now, per_week=rules.per_week)
        most = min(rules.at_once, left)
        return choose(offers, now=self.work.now, taken=pathway.taken, worth=worth, most=most)
