"""Which mediators were asked to which dispute."""

from chassis.store import Collection

from ..domain.mediations import Mediation


class Mediations(Collection[Mediation]):
    """One record for each dispute."""

    name = "mediations"
    holds = Mediation
