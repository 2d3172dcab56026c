"""What is shown of how long records are kept."""

from dataclasses import dataclass
from datetime import datetime

from ..domain.residents.retention import Records


@dataclass(frozen=True)
class KeptView:
    """How long records of one kind are kept; without days no rule lets them go."""

    records: Records
    days: int | None
    let_go: int
    gone_through_at: datetime | None


@dataclass(frozen=True)
class RetentionView:
    """How long what leads to a resident is kept in a place (PIPL Art. 17)."""

    division: str
    records: list[KeptView]
