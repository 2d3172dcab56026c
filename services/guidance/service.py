"""The guidance service: the list of its parts."""

from chassis.service import Service

from .ways_in.accounts import Accounts
from .ways_in.bodies import Bodies
from .ways_in.copies import Copies
from .ways_in.indicators import Indicators
from .ways_in.ledger import Ledgers
from .ways_in.loop import Loop
from .ways_in.mediation import Mediation
from .ways_in.nudges_aid import AidNudges
from .ways_in.opportunities import Opportunities
from .ways_in.retention import Retention
from .ways_in.scores import Scores
from .ways_in.sessions import Sessions
from .ways_in.standards import Standards
from .ways_in.suggestions import Suggestions
from .ways_in.topics import Topics
from .ways_in.trials import Trials
from .ways_in.warnings import Warnings


class GuidanceService(
    Standards,
    Scores,
    Ledgers,
    Accounts,
    Copies,
    Suggestions,
    Opportunities,
    Trials,
    Retention,
    Topics,
    Loop,
    Bodies,
    AidNudges,
    Mediation,
    Sessions,
    Indicators,
    Warnings,
    Service,
):
    """What is praised and supported: rules as data, points with their reasons, the next step."""

    name = "guidance"
    personal_roles = frozenset({"resident"})
