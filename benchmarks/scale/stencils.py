"""Documents as the services themselves would keep them, made once and copied for each resident.

What a service keeps is made by its own dataclasses and rules: one that changes is copied as it is
now, or ends the run. Copies differ in ids and places alone, texts that are always equally long.
"""

from dataclasses import dataclass
from typing import Any

import bson
from bson.raw_bson import RawBSONDocument


def _mark(name: str, length: int = 36) -> str:
    return f"<{name}>".ljust(length, "=")


RESIDENT, SPACE, ACTIVITY, SUGGESTION = map(_mark, ("resident", "space", "activity", "suggestion"))
EVENTS = tuple(_mark(f"event {number}") for number in range(5))
PLACE = _mark("place", 12)
MARKS = (RESIDENT, SPACE, ACTIVITY, SUGGESTION, PLACE, *EVENTS)


@dataclass(frozen=True)
class Stencil:
    """One document of a collection, with marks in the place of ids."""

    collection: str
    encoded: bytes
    marks: tuple[str, ...]

    def copy(self, texts: dict[str, bytes]) -> RawBSONDocument:
        """Give the document of one resident."""
        encoded = self.encoded
        for mark in self.marks:
            encoded = encoded.replace(mark.encode(), texts[mark])
        if len(encoded) != len(self.encoded):
            raise ValueError(f"{self.collection}: an id is not as long as its mark")
        return RawBSONDocument(encoded)


def stencil(collection: str, document: dict[str, Any]) -> Stencil:
    """Make a stencil of a document; one that says nothing of its resident is a mistake."""
    encoded = bson.encode(document)
    marks = tuple(mark for mark in MARKS if mark.encode() in encoded)
    if RESIDENT not in marks:
        raise ValueError(f"{collection}: no resident is named in the document")
    return Stencil(collection, encoded, marks)
