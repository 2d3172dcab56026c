"""The list of participation's parts; each part's ways in stand in `ways_in` under its name."""

from chassis.service import Service

from .ways_in.activities import ActivityWays
from .ways_in.affairs import AffairWays
from .ways_in.divisions import DivisionWays
from .ways_in.hours import HoursWays
from .ways_in.ladder import LadderWays
from .ways_in.residents import ResidentWays
from .ways_in.spaces import SpaceWays
from .ways_in.steps import StepWays


class ParticipationService(
    DivisionWays,
    ResidentWays,
    SpaceWays,
    ActivityWays,
    HoursWays,
    AffairWays,
    LadderWays,
    StepWays,
    Service,
):
    """Residents take part one small step at a time, and stand where their deeds put them."""

    name = "participation"
