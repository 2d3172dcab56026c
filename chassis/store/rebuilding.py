"""What a rebuild from history does with a collection: each says so itself."""

import enum
from typing import Any, ClassVar

from chassis.store.writes import Document


class InRebuild(enum.Enum):
    """How a collection takes part when what follows from events is worked out anew."""

    LEFT_OUT = "depends on the clock or on what people entered: a rebuild does without it"
    GIVEN = "entered by people and needed by handlers: copied from the live one"
    NEEDED = "filled by events and needed for the results: rebuilt, not compared"
    ROWS = "one row for one event, written once: rebuilt and compared, from any position"
    SUMS = "grows with every event: rebuilt from the beginning and compared"


COMPARED = (InRebuild.ROWS, InRebuild.SUMS)


class Rebuildable:
    """A kind of documents that says what a rebuild does with it."""

    name: ClassVar[str]
    indexes: ClassVar[tuple[Any, ...]] = ()
    in_rebuild: ClassVar[InRebuild] = InRebuild.LEFT_OUT

    @classmethod
    def comparable(cls, document: Document) -> dict[str, Any] | None:
        """Give the part of a document that follows from events alone, None where there is none."""
        return {name: value for name, value in document.items() if name != "version"}
