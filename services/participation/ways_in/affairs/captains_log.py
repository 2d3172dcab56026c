"""The way in to the captains' log, and how affairs get into it."""

from typing import Any

from chassis.http.call import Call
from chassis.http.ways_in import get

from ...domain.affairs.affair import Affair
from ...domain.affairs.captains_log import ALWAYS, KIND, Level, known_level, known_month, rows_of
from ...schemas.affairs import CaptainsLogView
from ..kept import Kept

READERS = ("captain", "worker", "official", "center", "integrator")


class CaptainsLog(Kept):
    """The captains' log (楼长工作台账): counted as affairs are handled, never on the fly."""

    def enter_in_log(self, affair: Affair, amounts: dict[str, int]) -> None:
        """Add to the rows an affair stands in."""
        for row in rows_of(affair):
            self.captains_log.add(row.id, **{**vars(row), "level": row.level.value}, **amounts)

    @get(
        "/v1/captains-log",
        view=CaptainsLogView,
        paged=True,
        roles=READERS,
        query={
            "by": "building (if left out) or community",
            "team_id": "only this team's",
            "month": "only this month, as in 2019-05; all months together if left out",
        },
    )
    def show_captains_log(self, call: Call) -> dict[str, Any]:
        """Captains and staff read how many affairs of each kind a team handled, place by place."""
        month, team = call.query.get("month"), call.query.get("team_id")
        level = known_level(call.query.get("by", Level.BUILDING))
        asked = {"level": level.value, "month": known_month(month) if month else ALWAYS}
        page = self.captains_log.page(asked | ({"team_id": team} if team else {}), call)
        return page | {"items": [_view(row) for row in page["items"]]}


def _view(row: dict[str, Any]) -> CaptainsLogView:
    by_kind = {
        name.removeprefix(KIND): count
        for name, count in sorted(row.items())
        if name.startswith(KIND) and count
    }
    return CaptainsLogView(
        team_id=row["team_id"],
        division=row["division"],
        month=None if row["month"] == ALWAYS else row["month"],
        affairs=row.get("affairs", 0),
        confirmed=row.get("confirmed", 0),
        sent_back=row.get("sent_back", 0),
        by_kind=by_kind,
    )
