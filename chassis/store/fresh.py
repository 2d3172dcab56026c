"""Pages this process has just committed: what is in memory need not be read again.

Only a help: which pages are to be published, and in which order, the database alone says.
"""

from collections.abc import Iterable

from chassis.store.writes import Document


class Fresh:
    """The latest pages by id, the oldest let go of when they are too many."""

    def __init__(self, most_events: int) -> None:
        """Keep pages with so many events at most."""
        self._most = most_events
        self._events = 0
        self._pages: dict[str, Document] = {}

    def keep(self, pages: Iterable[Document]) -> None:
        """Keep pages that were committed."""
        for page in pages:
            self._pages[page["_id"]] = page
            self._events += len(page["events"])
        while self._events > self._most:
            self._forget(next(iter(self._pages)))

    def get(self, identity: str) -> Document | None:
        """Give a page, None where it is not kept."""
        return self._pages.get(identity)

    def forget(self, pages: Iterable[Document]) -> None:
        """Let go of pages, kept or not."""
        for page in pages:
            if page["_id"] in self._pages:
                self._forget(page["_id"])

    def clear(self) -> None:
        """Let go of all."""
        self._pages, self._events = {}, 0

    def _forget(self, identity: str) -> None:
        self._events -= len(self._pages.pop(identity)["events"])
