"""Frozen dataclasses as MongoDB documents and back."""

from datetime import UTC, date, datetime
from typing import Any, TypeVar

from cattrs import Converter

from chassis.store.writes import Document


def _aware(value: Any, _kind: Any) -> datetime:
    moment: datetime = value if isinstance(value, datetime) else datetime.fromisoformat(value)
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


def _to_milliseconds(moment: datetime) -> datetime:
    """Round as BSON does, so that a state reads back equal to what was saved."""
    return moment.astimezone(UTC).replace(microsecond=moment.microsecond // 1000 * 1000)


_converter = Converter(
    detailed_validation=False,
    unstruct_collection_overrides={tuple: list, frozenset: sorted, set: sorted},
)
_converter.register_structure_hook(datetime, _aware)
_converter.register_structure_hook(date, lambda text, _kind: date.fromisoformat(text))
_converter.register_unstructure_hook(datetime, _to_milliseconds)
_converter.register_unstructure_hook(date, date.isoformat)
_converter.register_structure_hook(Any, lambda value, _kind: value)


def to_document(state: Any, version: int) -> Document:
    """Write a state as a document with its identity and version."""
    document: Document = _converter.unstructure(state)
    document["_id"] = document.pop("id")
    document["version"] = version
    return document


S = TypeVar("S")


def from_document(document: Document, holds: type[S]) -> S:
    """Read a state from its document; fields it does not know are ignored."""
    return _converter.structure({**document, "id": document["_id"]}, holds)
