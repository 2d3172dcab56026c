"""Where the figures published for each day are kept."""

from chassis.store import Collection, Index

from ..domain.public_figures import PublicFigures


class PublicFiguresByDay(Collection[PublicFigures]):
    """What was published, day by day; anybody may see it."""

    name = "public_figures"
    holds = PublicFigures
    public = True
    indexes = (Index("division"),)

    def latest(self, district: str) -> PublicFigures | None:
        """Find the figures of a district published last."""
        found = self.where({"division": district}, sort=(("_id", -1),), limit=1)
        return found[0] if found else None
