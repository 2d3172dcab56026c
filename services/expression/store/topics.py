"""Topics and the texts proposed to resolve them."""

from datetime import UTC, datetime, timedelta
from typing import Any

from chassis.errors import Invalid
from chassis.store import Collection, Index
from chassis.store.paged import Listing, Order, paged

from ..domain.resolutions.resolution import Proposal
from ..domain.topics.topic import Topic

NEWEST = Order("raised_at", -1)
EARLIEST = datetime(2000, 1, 1, tzinfo=UTC)
A_LITTLE, FIRST_STEP, LONGER = timedelta(minutes=1), timedelta(hours=1), 4


class Topics(Collection[Topic]):
    """Every topic, whatever became of it; a public record."""

    name = "topics"
    holds = Topic
    public = True
    indexes = (
        Index("division", "stage"),
        Index("alarm_at"),
        Index("voices"),
        Index("monitors"),
        Index("raised_at"),
        Index("lies_in", "raised_at"),
    )

    def ringing(self, now: datetime, limit: int = 100) -> list[Topic]:
        """Find topics whose deadline has passed unanswered."""
        return self.where({"alarm_at": {"$lte": now}}, sort=(("alarm_at", 1),), limit=limit)

    def newest(self, query: dict[str, Any], call: Any) -> dict[str, Any]:
        """Give one page of what the caller may see, the latest first."""
        until = call.page.after[0] if call.page.after else call.now + A_LITTLE
        if not isinstance(until, datetime):
            raise Invalid("cursor-wrong", "no page begins here", "没有这一页", field="cursor")

        def search(where: dict[str, Any], _sort: object, limit: int) -> list[Topic]:
            return self._going_back(where, until, limit)

        return paged(search, Listing(query, NEWEST, self.public, places="lies_in"), call)

    def unplaced(self, limit: int) -> list[Topic]:
        """Find topics that a version kept which did not note all the places they lie in."""
        return self.where({"lies_in": None}, limit=limit)

    def _going_back(self, where: dict[str, Any], until: datetime, limit: int) -> list[Topic]:
        """Look at longer and longer times: a database may read all it is asked for to its end."""
        found: list[Topic] = []
        end, step = until + timedelta(milliseconds=1), FIRST_STEP
        while len(found) < limit and end > EARLIEST:
            since = max(end - step, EARLIEST)
            asked = {**where, "raised_at": {"$gte": since, "$lt": end}}
            found += self.where(asked, sort=NEWEST.sort, limit=limit - len(found))
            end, step = since, step * LONGER
        return found

    def naming(self, resident_id: str, limit: int) -> list[Topic]:
        """Find topics a resident raised or watches over."""
        return self.where(
            {"$or": [{"voices": resident_id}, {"monitors": resident_id}]}, limit=limit
        )


class Proposals(Collection[Proposal]):
    """Texts put to the vote, with the votes that stand."""

    name = "proposals"
    holds = Proposal
    public = True
    indexes = (Index("topic_id"),)
