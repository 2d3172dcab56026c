"""Read models of what was entered on a resident's behalf: the public mark, and the whole of it."""

from ..domain.entries.entry import Entry
from ..schemas.entries import EntryView, OnBehalf


def mark(entry: Entry | None) -> OnBehalf | None:
    """Show everyone that something was entered for a resident, by which body, on which path."""
    if entry is None:
        return None
    return OnBehalf(
        **vars(entry.collected),
        entered_at=entry.entered_at,
        standing=entry.standing,
        corrections=len(entry.corrections),
        path=entry.path,
    )


def whole(entry: Entry, seen_by: str) -> EntryView:
    """Show an entry with every correction; whose it is only to them and to who entered it."""
    hidden = ("collected", "named")
    shown = {name: value for name, value in vars(entry).items() if name not in hidden}
    if seen_by not in (entry.resident_id, entry.entered_by):
        shown["resident_id"] = None
    return EntryView(**shown, **vars(entry.collected))
