"""The service of expression: the list of its parts."""

from .ways_in.consultations import ConsultationWays
from .ways_in.execution import ExecutionWays
from .ways_in.imports import ImportWays
from .ways_in.residents import ResidentWays
from .ways_in.resolutions import ResolutionWays
from .ways_in.topics import TopicWays


class ExpressionService(
    TopicWays, ImportWays, ResolutionWays, ExecutionWays, ResidentWays, ConsultationWays
):
    """Residents raise topics, deliberate, decide, and see what becomes of them."""

    name = "expression"
    personal_roles = frozenset({"resident"})
