"""What communities and spaces ask of organizations, and what bodies are nudged to do."""

from chassis.store import Collection, Index

from ..domain.calls import CallForHelp
from ..domain.offers import Offer
from ..domain.todos import Todo


class Offers(Collection[Offer]):
    """Idle spaces on offer; anyone may see them."""

    name = "offers"
    holds = Offer
    public = True
    indexes = (Index("division"),)


class Calls(Collection[CallForHelp]):
    """Calls for help of weak communities; staff see those of their divisions."""

    name = "calls"
    holds = CallForHelp
    indexes = (Index("division"),)


class Todos(Collection[Todo]):
    """What bodies owe; staff see those of their divisions."""

    name = "todos"
    holds = Todo
    indexes = (Index("owner"), Index("division"))
