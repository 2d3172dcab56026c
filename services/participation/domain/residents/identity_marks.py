"""Marks of identity numbers: by them one number is never registered for two residents."""

import hmac
import unicodedata
from dataclasses import dataclass

from chassis.errors import Refused

PURPOSE = "identity marks"  # of the key that marks are made with
FIELD = "identity_number"


@dataclass(frozen=True)
class IdentityMark:
    """A number is in use; its id is made with the service's key, so nobody reads a number off it.

    The row of a number exists once, so of two replicas that register it at once one is refused.
    """

    id: str
    resident_id: str
    division: str


def mark_of(number: str, key: bytes) -> str:
    """Derive the mark of a number, however it was typed; without the key nobody can guess it."""
    typed = "".join(unicodedata.normalize("NFKC", number).split()).upper()
    return hmac.digest(key, typed.encode(), "sha256").hex() if typed else ""


def number_taken() -> Refused:
    """Say that a number is in use, and nothing of who has it."""
    return Refused(
        "identity-number-taken",
        "another resident is registered with this identity number",
        "该身份证号已登记给另一位居民",
        field=FIELD,
    )
