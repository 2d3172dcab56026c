"""Forgetting: what a resident objected and answered stays, nobody's; their own list goes."""

from ...domain.residents.forgetting import forget_in_objection, forget_in_opinion
from ..kept import Kept

AT_ONCE = 100
FORGOTTEN = "erased:"


class ForgettingWays(Kept):
    """How what befell a topic on its way no longer names a resident."""

    def forget_on_the_way(self, who: str, pseudonym: str) -> dict[str, int]:
        """Cut some objections, answers and lines off from a resident; count how many."""
        objections = self.objections.where({"made_by": who}, limit=AT_ONCE)
        for objection in objections:
            self.objections.save(forget_in_objection(objection, pseudonym))
        opinions = self.opinions.where({"answered_by": who}, limit=AT_ONCE)
        for opinion in opinions:
            self.opinions.remove(opinion.id)
            self.opinions.save(forget_in_opinion(opinion, f"{FORGOTTEN}{self.work.new_id()}"))
        lines = self.concerns.where({"resident_id": who}, limit=AT_ONCE)
        for line in lines:
            self.concerns.remove(line.id)
        follows = self.follows.where({"resident_id": who}, limit=AT_ONCE)
        for follow in follows:
            self.follows.remove(follow.id)
        return {
            "follows": len(follows),
            "objections": len(objections),
            "opinions": len(opinions),
            "concerns": len(lines),
        }
