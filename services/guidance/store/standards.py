"""Standards with all their versions, and the rulebook of each district."""

from datetime import date

from chassis.store import Collection, Index, InRebuild

from ..domain.rulebook import Rulebook, Ruling, in_force
from ..domain.standards import Standard


class Standards(Collection[Standard]):
    """The plan and the guidelines; everyone may read them."""

    name = "standards"
    holds = Standard
    public = True
    indexes = (Index("division"),)


class Rulebooks(Collection[Rulebook]):
    """One book a district: read once for a whole batch of events."""

    name = "rulebooks"
    holds = Rulebook
    public = True
    in_rebuild = InRebuild.GIVEN

    def ruling(self, district: str, section: str, on: date) -> Ruling | None:
        """Give what a section says in a district on a day."""
        return in_force(self.find(district), section, on)

    def all(self, limit: int = 100) -> list[Rulebook]:
        """List the rulebooks of all districts."""
        return self.where({}, limit=limit)
