"""Where standings and the thresholds they are measured by are kept."""

from chassis.store import Collection, Tallies

from ..domain.ladder import Standing
from ..domain.thresholds import Rulebook


class Standings(Collection[Standing]):
    """Where each resident stands on the ladder, with the evidence."""

    name = "standings"
    holds = Standing


class Rulebooks(Collection[Rulebook]):
    """The ladders that guidance published, in one document: each day has its own."""

    name = "rulebooks"
    holds = Rulebook


class Rungs(Tallies):
    """How many residents of each community stand on which rung."""

    name = "rungs"
    public = True
