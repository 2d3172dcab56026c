"""Where residents deliberate regularly, and where nobody does yet."""

from collections import Counter
from typing import Any

from chassis.http.call import Call
from chassis.service import get

from ...domain.deliberation.meeting_places import Status
from ...domain.places import COMMUNITY, Level
from ...schemas.meetings import CoverageView, LevelCoverage, PlaceLine
from .deliberating import Deliberating


class CoverageWays(Deliberating):
    """The view of estates, natural villages and buildings that have no sessions."""

    @get(
        "/v1/deliberations/places",
        view=PlaceLine,
        paged=True,
        public=True,
        query={
            "status": f"only places that are: {', '.join(Status)}",
            "level": f"only places of this level: {', '.join(Level)}",
        },
    )
    def list_meeting_places(self, call: Call) -> dict[str, Any]:
        """Anybody leafs through the places that meet, or do not, and since when."""
        asked = {name: call.query[name] for name in ("status", "level") if call.query.get(name)}
        return self.meeting_places.page(asked or {"status": {"$ne": Status.ENDED.value}}, call)

    @get(
        "/v1/deliberations/coverage",
        view=CoverageView,
        public=True,
        query={"division": "a district, a town or a community, 440605 if left out"},
    )
    def show_coverage(self, call: Call) -> CoverageView:
        """Anybody sees how many places of each level meet, have fallen silent, or never met."""
        division = call.query.get("division", "440605")
        counted: Counter[tuple[str, str]] = Counter()
        for row in self.coverage.within(division[:COMMUNITY]):
            for status in Status:
                counted[row["level"], status] += int(row.get(status.value, 0))
        return CoverageView(division, [_covered(level, counted) for level in Level])


def _covered(level: Level, counted: Counter[tuple[str, str]]) -> LevelCoverage:
    shown = (Status.MEETING, Status.SILENT, Status.NONE)
    numbers = {status.value: counted[level, status] for status in shown}
    return LevelCoverage(level, places=sum(numbers.values()), **numbers)
