"""Where the figures published for each day are kept."""

from datetime import date
from typing import Any

from chassis.store import Collection, Index

from ..domain.public_figures import PublicFigures, figures_id


class PublicFiguresByDay(Collection[PublicFigures]):
    """What was published, day by day; anybody may see it."""

    name = "public_figures"
    holds = PublicFigures
    public = True
    indexes = (Index("division"),)

    def latest(self, district: str, *, on: date | None = None) -> PublicFigures | None:
        """Find the figures of a district published last, or last until a day."""
        until: dict[str, Any] = {"_id": {"$lte": figures_id(district, on)}} if on else {}
        found = self.where({"division": district} | until, sort=(("_id", -1),), limit=1)
        return found[0] if found else None
