"""Where public affairs are kept."""

from chassis.store import Collection, Index

from ..domain.affairs import Affair


class Affairs(Collection[Affair]):
    """Public affairs; everybody may see them, but not who takes them on."""

    name = "affairs"
    holds = Affair
    public = True
    indexes = (Index("division"), Index("kind"), Index("topic_id"))
