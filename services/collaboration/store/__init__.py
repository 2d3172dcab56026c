"""Where collaboration keeps its states: the only package that knows the database."""

from .advice import Advices, AdvisoryGroups
from .invitations import Conversion, Invitations, Invitees, Rulebooks
from .organizations import Credits, Localities, Members, Organizations
from .support import Calls, Offers, Todos
from .tasks import Tasks

__all__ = [
    "Advices",
    "AdvisoryGroups",
    "Calls",
    "Conversion",
    "Credits",
    "Invitations",
    "Invitees",
    "Localities",
    "Members",
    "Offers",
    "Organizations",
    "Rulebooks",
    "Tasks",
    "Todos",
]
