"""Where standings and the thresholds they are measured by are kept."""

from chassis.store import Collection, Index, Tallies

from ..domain.ladder.rederiving import Rederivation
from ..domain.ladder.standing import Standing
from ..domain.ladder.thresholds import Rulebook


class Standings(Collection[Standing]):
    """Where each resident stands on the ladder, with the evidence."""

    name = "standings"
    holds = Standing


class Rederivations(Collection[Rederivation]):
    """What a new ladder for past days is doing to the standings, and what it did."""

    name = "rederivations"
    holds = Rederivation
    indexes = (Index("open"),)

    def going_on(self) -> list[Rederivation]:
        """Find the one to go on with: they take turns by id."""
        return self.where({"open": True}, limit=1)


class Rulebooks(Collection[Rulebook]):
    """The ladders that guidance published, in one document: each day has its own."""

    name = "rulebooks"
    holds = Rulebook


class Rungs(Tallies):
    """How many residents of each community stand on which rung."""

    name = "rungs"
    public = True
