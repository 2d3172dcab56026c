"""What is shown of mediation."""

from dataclasses import dataclass

from chassis.events import described

from ..domain.mediation import Figures


@dataclass(frozen=True)
class MediationView:
    """Cases by town and by how they ended, the district last; null is withheld, being small."""

    division: str = described("440605", "the district")
    items: tuple[Figures, ...] = described(
        [{"division": "440605124", "open": 7, "settled": 31, "all": 40}], "towns, then all of them"
    )
