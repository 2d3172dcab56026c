"""Short-lived codes shown on the spot: who types one in is there, at about this time."""

import hmac
from datetime import datetime

# no letters and digits that people mistake for one another: 31 signs, 8 of them
SIGNS = "23456789ABCDEFGHJKLMNPQRSTUVWXY"
LENGTH = 8
CODE_MINUTES = 5  # where no standard says otherwise


def slot_of(moment: datetime, minutes: int) -> int:
    """Number the stretch of so many minutes that a moment lies in."""
    return int(moment.timestamp()) // (minutes * 60)


def ends_of(slot: int, minutes: int) -> int:
    """Give the moment a code of a slot is refused from, in seconds: it holds for the next too."""
    return (slot + 2) * minutes * 60


def code_of(key: bytes, about: str, slot: int) -> str:
    """Derive the code of a thing and a slot; without the key nobody can tell the next one."""
    digest = hmac.digest(key, f"{about}:{slot}".encode(), "sha256")
    number = int.from_bytes(digest)
    return "".join(SIGNS[number // len(SIGNS) ** place % len(SIGNS)] for place in range(LENGTH))


def is_code(said: str, *, key: bytes, about: str, slot: int) -> bool:
    """Tell whether a code is of this slot or the one before, taking the same time for all."""
    typed = said.strip().upper().encode()
    right = [hmac.compare_digest(typed, code_of(key, about, n).encode()) for n in (slot, slot - 1)]
    return any(right)
