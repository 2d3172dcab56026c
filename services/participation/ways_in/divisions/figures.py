"""Ways in to what was done in a place, year by year, by the codes of then or of today."""

from chassis.errors import Invalid
from chassis.http.call import Call
from chassis.http.ways_in import get

from ... import store
from ...domain.divisions.figures import (
    Codes,
    Figures,
    Recorded,
    codes_within,
    figures_of,
    heirs_of,
)
from ...domain.divisions.kinds import OFFICIAL
from ..kept import Kept

STAFF = ("captain", "worker", "official", "center", "integrator")


class DivisionFigureWaysIn(Kept):
    """Figures of a place that add up, whatever became of its communities since."""

    @get(
        "/v1/divisions/{code}/figures",
        view=Figures,
        roles=STAFF,
        query={
            "codes": "now: what a merged community has is found under its successor (if left out);"
            " then: every number under the code it was recorded under"
        },
    )
    def show_figures(self, call: Call, code: str) -> Figures:
        """Who answers for a place sees its visits, hours and residents, community by community."""
        call.covers(_official(code))
        codes = _codes(call.query.get("codes", Codes.NOW))
        heirs = heirs_of(self.divisions.merged()) if codes is Codes.NOW else {}
        return figures_of(code, self._recorded(codes_within(code, heirs)), codes=codes, heirs=heirs)

    def _recorded(self, codes: list[str]) -> Recorded:
        return Recorded(
            store.counted_within(self.space_use, codes),
            store.counted_within(self.service_years, codes),
            store.counted_within(self.rungs, codes),
        )


def _official(code: str) -> str:
    if OFFICIAL.fullmatch(code) is None:
        raise Invalid(
            "division-malformed",
            "figures are those of a community, a town or a district",
            "须为6、9或12位官方代码",
            field="code",
        )
    return code


def _codes(text: str) -> Codes:
    if text not in set(Codes):
        raise Invalid(
            "codes-unknown", "codes is one of now, then", "codes 须为 now 或 then", field="codes"
        )
    return Codes(text)
