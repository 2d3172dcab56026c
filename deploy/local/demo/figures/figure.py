"""One figure: what is said of it elsewhere, and what the system answers when asked."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Figure:
    """A figure of the source, or one that must follow from others, beside what was read back."""

    name: str
    expected: Any
    found: Any
    told_by: str = "the source"

    @property
    def met(self) -> bool:
        """Tell whether both say the same."""
        return bool(self.expected == self.found)
