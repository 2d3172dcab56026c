"""Where the tree of places is kept."""

from chassis.store import Collection, Index, Tallies

from ..domain.divisions import Division


class Divisions(Collection[Division]):
    """Places residents belong to; everybody may see them."""

    name = "divisions"
    holds = Division
    public = True
    indexes = (Index("parent"),)


class DivisionCounts(Tallies):
    """How many places of each kind a district and each of its towns have."""

    name = "division_counts"
    public = True
