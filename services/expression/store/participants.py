"""Who may take part, under which rules, and whom to forget."""

from chassis.store import Collection, Index

from ..domain.residents.resident import Forgetting, Resident
from ..domain.rules.rulebook import Rulebook
from ..domain.special.standing import Community


class Residents(Collection[Resident]):
    """Residents by an opaque id, and where they live."""

    name = "residents"
    holds = Resident


class Rulebooks(Collection[Rulebook]):
    """The one book of published rules."""

    name = "rulebooks"
    holds = Rulebook


class Communities(Collection[Community]):
    """Communities that were flagged weak, by the latest news of them."""

    name = "communities"
    holds = Community


class Forgettings(Collection[Forgetting]):
    """Residents whose words and votes are being made anonymous."""

    name = "forgettings"
    holds = Forgetting
    indexes = (Index("done_at"),)

    def open(self, limit: int = 10) -> list[Forgetting]:
        """Find those not finished yet."""
        return self.where({"done_at": None}, limit=limit)
