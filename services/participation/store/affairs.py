"""Where public affairs are kept, and the captains' log of them."""

from datetime import datetime

from chassis.store import Collection, Index, Tallies

from ..domain.affairs.affair import Affair, Stage


class Affairs(Collection[Affair]):
    """Public affairs; everybody may see them, but not who takes them on."""

    name = "affairs"
    holds = Affair
    public = True
    indexes = (
        Index("division"),
        Index("kind"),
        Index("topic_id"),
        Index("team_id"),
        Index("stage", "confirm_by"),
        Index("takers"),
        Index("completed_by"),
        Index("opened_by"),
        Index("entered_by"),
    )

    def unopposed(self, now: datetime, *, limit: int) -> list[Affair]:
        """Find those that are done and to which nobody objected in time."""
        awaited = {"stage": Stage.DONE.value, "confirm_by": {"$lte": now}}
        return self.where(awaited, sort=(("confirm_by", 1), ("_id", 1)), limit=limit)

    def of_before(self, *, limit: int) -> list[Affair]:
        """Find those a version kept that knew no confirmation."""
        return self.where({"stage": None}, limit=limit)


class CaptainsLogRows(Tallies):
    """Affairs handled, confirmed and sent back, by team, place and month; nobody is named."""

    name = "captains_log"
    indexes = (Index("level", "month"), Index("team_id"))
