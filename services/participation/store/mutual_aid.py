"""Where asks, offers and their matches are kept."""

from datetime import datetime

from chassis.store import Collection, Index
from chassis.store.writes import Sort

from ..domain.mutual_aid.aid import Aid
from ..domain.mutual_aid.kinds import Side
from ..domain.mutual_aid.matches import Match

AFTER_HYPHEN = "."  # codes below a community follow it after a hyphen
IN_TURN: Sort = (("waiting_since", 1), ("_id", 1))
MOST_OF_ONE = 1000


class Aids(Collection[Aid]):
    """Asks and offers of residents, over ones too."""

    name = "mutual_aid"
    holds = Aid
    indexes = (
        Index("town", "side", "kind", "looking", "waiting_since"),
        Index("division"),
        Index("resident_id"),
        Index("open", "ends_at"),
        Index("side", "looking", "propose_at"),
    )

    def to_propose(self, now: datetime, *, limit: int) -> list[Aid]:
        """Find asks that have waited long enough for a helper, or that nobody watches yet."""
        asks = {"side": Side.ASK.value, "looking": True}
        due = asks | {"propose_at": {"$lte": now}}
        found = self.where(due, sort=(("propose_at", 1),), limit=limit)
        room = limit - len(found)
        return found + (self.where(asks | {"propose_at": None}, limit=room) if room else [])

    def offers_for(self, ask: Aid, *, closely: bool, limit: int = 200) -> list[Aid]:
        """Find offers with a place left at the time of an ask, who waited longest first."""
        query = {
            "town": ask.town,
            "side": Side.OFFER.value,
            "kind": ask.kind.value,
            "looking": True,
            "starts_at": {"$lt": ask.ends_at},
            "ends_at": {"$gt": ask.starts_at},
        }
        there = {"$gte": ask.community, "$lt": ask.community + AFTER_HYPHEN}
        near = {"division": there} if closely else {}
        return self.where(query | near, sort=IN_TURN, limit=limit)

    def of_resident(self, resident_id: str) -> list[Aid]:
        """Find what a resident asked for and offered."""
        return self.where({"resident_id": resident_id}, limit=MOST_OF_ONE)

    def over(self, now: datetime, *, limit: int) -> list[Aid]:
        """Find those whose time has passed and that were not ended."""
        return self.where(
            {"open": True, "ends_at": {"$lte": now}}, sort=(("ends_at", 1),), limit=limit
        )


class AidMatches(Collection[Match]):
    """Matches of asks and offers; a pair is matched once."""

    name = "mutual_aid_matches"
    holds = Match
    indexes = (Index("division"), Index("asker_id"), Index("helper_id"), Index("due_at"))

    def of_resident(self, resident_id: str) -> list[Match]:
        """Find the matches a resident is part of."""
        return self.where(part_of(resident_id), limit=MOST_OF_ONE)

    def due(self, now: datetime, *, limit: int) -> list[Match]:
        """Find those on which somebody should have spoken by now."""
        return self.where({"due_at": {"$lte": now}}, sort=(("due_at", 1),), limit=limit)


def part_of(resident_id: str) -> dict[str, object]:
    """Ask for the matches a resident is part of."""
    return {"$or": [{"asker_id": resident_id}, {"helper_id": resident_id}]}
