"""The guards of what took effect: of messages in `inbox` for good, of requests in `replies`.

Only a request's guard carries a reply and expires, so only `replies` has an index by time: keeping
such an index for every message heard would cost as much as the row itself.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from chassis.store.writes import Backend, Document

INBOX, REPLIES = "inbox", "replies"
EXPIRES = "expires_at"


def by_collection(guards: "Sequence[Document]") -> "dict[str, list[Document]]":
    """Say which guards are kept where."""
    kept: dict[str, list[Document]] = {}
    for row in guards:
        kept.setdefault(REPLIES if EXPIRES in row else INBOX, []).append(row)
    return kept


def known(backend: "Backend", guards: "Sequence[str]") -> "dict[str, Document]":
    """Find out which of these guards are kept: their items took effect before."""
    wanted = sorted(set(guards))
    rows = [row for name in (INBOX, REPLIES) for row in backend.fetch(name, wanted)]
    return {row["_id"]: row for row in rows}
