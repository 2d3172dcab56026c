"""Pages of a list: how many, after which item; a cursor is that item's identity, made opaque."""

import base64
import binascii
from dataclasses import dataclass

LARGEST_PAGE = 200
USUAL_PAGE = 50
LONGEST_CURSOR = 512


@dataclass(frozen=True)
class Page:
    """Which part of a list is asked for; `after` is the identity of the last item seen."""

    limit: int = USUAL_PAGE
    after: str | None = None


FIRST_PAGE = Page()


def cursor_of(identity: str) -> str:
    """Make the cursor of the page that begins after this item."""
    return base64.urlsafe_b64encode(identity.encode()).rstrip(b"=").decode()


def identity_of(cursor: str) -> str:
    """Read the identity back; ValueError for a cursor that no page of ours has given."""
    if not 1 <= len(cursor) <= LONGEST_CURSOR:
        raise ValueError(cursor)
    try:
        padded = cursor.encode("ascii") + b"=" * (-len(cursor) % 4)
        identity = base64.b64decode(padded, altchars=b"-_", validate=True).decode()
    except binascii.Error as error:
        raise ValueError(cursor) from error
    if not identity.isprintable() or cursor_of(identity) != cursor:
        raise ValueError(cursor)
    return identity


def limit_of(text: str) -> int:
    """Read how many items a page holds, 1 to 200; ValueError for anything else."""
    if not (text.isascii() and text.isdigit() and len(text) <= len(str(LARGEST_PAGE))):
        raise ValueError(text)
    number = int(text)
    if not 1 <= number <= LARGEST_PAGE:
        raise ValueError(text)
    return number
