"""What is counted of mediation, town by town."""

from typing import Any

from chassis.store import Index, InRebuild, Tallies

MOST_TOWNS = 200


class MediationCounts(Tallies):
    """Counters by town: what is smaller would point at people."""

    name = "mediation"
    indexes = (Index("division"),)
    in_rebuild = InRebuild.SUMS

    def of_district(self, district: str) -> list[dict[str, Any]]:
        """Find the counters of every town of a district."""
        query = {"division": {"$regex": f"^{district}"}}
        return self.where(query, sort=(("division", 1),), limit=MOST_TOWNS)
