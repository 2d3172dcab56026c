"""Ways in to indicators: how a place does, and what many speak of there."""

import re
from typing import Any

from chassis.errors import Invalid
from chassis.http.call import Call
from chassis.service import get
from chassis.store.paged import Order

from ..domain.indicators import Indicators as Figures
from ..domain.indicators import of_place
from ..schemas.indicators import HotTopicView, IndicatorsView
from .kept import Kept

OFFICIAL = re.compile(r"[0-9]{6}|[0-9]{9}|[0-9]{12}")


class Indicators(Kept):
    """Figures that compute themselves from events."""

    @get("/v1/indicators/{division}", view=IndicatorsView)
    def show_indicators(self, call: Call, division: str) -> Figures:  # noqa: ARG002 - for anyone
        """The figures of a community, a town or the district."""
        if not OFFICIAL.fullmatch(division):
            raise Invalid(
                "no-division",
                f"{division} is no code of a district, town or community",
                f"{division} 不是区、镇街或社区代码",
                field="division",
            )
        return of_place(division, self.indicators.inside(division))

    @get("/v1/hot-topics", view=HotTopicView, paged=True)
    def list_hot_topics(self, call: Call) -> dict[str, Any]:
        """What many speak and vote on, the most first."""
        return self.hot_topics.page({}, call, order=Order("voices", -1))
