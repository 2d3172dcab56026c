"""What was entered on residents' behalf, and who may enter for whom."""

from collections.abc import Iterable

from chassis.store import Collection, Index

from ..domain.entries.bodies import Body, Captain
from ..domain.entries.entry import Entry


class Entries(Collection[Entry]):
    """Entries by the topic or statement that was entered; the resident's list is drawn from it."""

    name = "entries"
    holds = Entry
    indexes = (Index("resident_id"), Index("named"))

    def of(self, ids: Iterable[str]) -> dict[str, Entry]:
        """Give the entries behind some statements in one query."""
        return self.find_all(ids)


class Captains(Collection[Captain]):
    """Which buildings captains look after, as collaboration said."""

    name = "captains"
    holds = Captain


class Bodies(Collection[Body]):
    """Organizations, as collaboration said where they stand and whom they serve."""

    name = "bodies"
    holds = Body
