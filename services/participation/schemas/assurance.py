"""What is sent when staff say how surely they know a resident."""

from dataclasses import dataclass

from chassis.events import described

from ..domain.residents.assurance import Assurance


@dataclass(frozen=True)
class Assure:
    """How surely a resident is known now."""

    level: Assurance = described("staff_verified", "self_declared, staff_verified or real_name")
