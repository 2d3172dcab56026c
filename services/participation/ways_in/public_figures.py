"""Ways in to what anybody may know: how many residents take part, and nobody among them."""

from typing import Any

from chassis.errors import NotFound
from chassis.http.call import Call
from chassis.service import every, get

from ..domain.days import local_day
from ..domain.divisions.figures import fold, heirs_of
from ..domain.public_figures import PublicFigures, figures_id, publish
from .divisions.counts import day_asked
from .kept import Kept

MOST_COMMUNITIES = 2_000
HOURLY = 3_600


class PublicFigureWaysIn(Kept):
    """Figures published once a day, so that two of them tell nothing of who came between."""

    @every(seconds=HOURLY)
    def publish_figures(self) -> None:
        """Each district's figures are published, once a day, by the communities there are now."""
        by_district: dict[str, list[dict[str, Any]]] = {}
        rows = self.rungs.where({}, limit=MOST_COMMUNITIES)
        for row in fold(rows, heirs_of(self.divisions.merged())):
            by_district.setdefault(str(row["id"])[:6], []).append(row)
        today = local_day(self.work.now)
        for district, lines in sorted(by_district.items()):
            if self.public_figures.find(figures_id(district, today)) is None:
                self.public_figures.save(publish(district, lines, on=today))

    @get(
        "/v1/public-figures",
        view=PublicFigures,
        public=True,
        query={
            "division": "the district, 440605 if left out",
            "on": "as published until this day, as in 2019-05-06; the last edition if left out",
        },
    )
    def show_public_figures(self, call: Call) -> PublicFigures:
        """Anybody sees how many residents of each community stand on which rung, as published."""
        district = call.query.get("division", "440605")
        figures = self.public_figures.latest(district, on=day_asked(call))
        if figures is None:
            raise NotFound("public_figures", district)
        return figures
