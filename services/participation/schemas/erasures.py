"""What is shown of erasures."""

from dataclasses import dataclass
from datetime import datetime

from ..domain.residents.erasures import Receipt


@dataclass(frozen=True)
class ErasureView:
    """Who was forgotten by opaque id, who confirmed it, who has not, and by when it is owed.

    `cut_off` is what participation itself gave to nobody, `cut_off_at` when nothing was left.
    """

    id: str
    division: str
    asked_at: datetime
    due_at: datetime
    waiting: tuple[str, ...]
    receipts: tuple[Receipt, ...]
    overdue_at: datetime | None
    done_at: datetime | None
    cut_off: dict[str, int]
    cut_off_at: datetime | None
