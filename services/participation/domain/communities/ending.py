"""A weak community that ends: its flag ends with it, and is back if the community stands again."""

from dataclasses import replace

from chassis.events import Event

from ...events import CommunityFlaggedWeak, CommunityUnflagged
from ..divisions.division import Division
from .overdue import caught_up


def heed_end(before: Division | None, after: Division) -> tuple[Division, list[Event]]:
    """Take the flag from a weak community that ends, and give it back with the community.

    What came after it is not weak for that: a new committee is judged by its own work.
    """
    if before is None or _ended(before) == _ended(after):
        return after, []
    if _ended(after) and after.weak:
        ended = replace(after, weak=False)
        unflagged = CommunityUnflagged(after.id, after.division)
        return ended, [unflagged, *caught_up(before, ended)]
    if not _ended(after) and not after.weak and _was_never_put_right(after):
        reason = after.rectifications[-1].reason
        again = replace(after, weak=True, steps_due=None)
        return again, [CommunityFlaggedWeak(after.id, reason, after.division)]
    return after, []


def _ended(place: Division) -> bool:
    return place.valid_to is not None


def _was_never_put_right(place: Division) -> bool:
    return bool(place.rectifications) and place.rectifications[-1].recovered_on is None
