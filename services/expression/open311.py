"""Open311 GeoReport v2 as it is written: XML, JSON by the Spark convention, and its refusals.

Source: the GeoReport v2 specification (open311.org), "Format Support" and "Errors".
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from xml.etree.ElementTree import Element, SubElement, tostring

from chassis.http.dialects import Dialect, Format
from chassis.http.replies import as_json

# how the items of a list are called in XML; in JSON the list has no name of its own
ITEMS = {
    "services": "service",
    "service_requests": "request",
    "service_request_updates": "request_update",
    "attributes": "attribute",
    "values": "value",
    "endpoints": "endpoint",
    "formats": "format",
    "errors": "error",
}
NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
STATUSES = {401: 403, 409: 400, 411: 400, 412: 400, 413: 400, 415: 400, 422: 400}
# what a refusal of ours means where the protocol has a word of its own for it
NOT_FOUND = frozenset({"service-unknown", "jurisdiction-unknown"})


@dataclass(frozen=True)
class Told:
    """An answer: the name of its root in XML, and the content below it."""

    root: str
    content: Any
    rooted: bool = False


def written_xml(told: Told) -> bytes:
    """Write an answer as XML."""
    root = Element(told.root)
    _fill(root, told.content)
    document: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return document


def written_json(told: Told) -> bytes:
    """Write an answer as JSON: what is below the root of the XML, or with it."""
    return as_json({told.root: told.content} if told.rooted else told.content)


def _fill(element: Element, content: Any) -> None:
    if isinstance(content, Mapping):
        for name, value in content.items():
            _fill(SubElement(element, name), value)
    elif isinstance(content, list):
        for value in content:
            _fill(SubElement(element, ITEMS[element.tag]), value)
    else:
        element.text = _text(content)


def _text(value: Any) -> str | None:
    if value is None:
        return None
    if isinstance(value, bool):
        return str(value).lower()
    text = value.isoformat() if isinstance(value, datetime) else str(value)
    return NO_XML.sub("", text)


def refuse(status: int, code: str, said: str) -> tuple[int, Told]:
    """Word a refusal: 400 the request is at fault, 403 the key is, 404 it is not here."""
    shown = 404 if code in NOT_FOUND else STATUSES.get(status, status)
    return shown, Told("errors", [{"code": shown, "description": f"{code}: {said}"}])


GEOREPORT = Dialect(
    formats={
        "xml": Format("text/xml; charset=utf-8", written_xml),
        "json": Format("application/json; charset=utf-8", written_json),
    },
    refuse=refuse,
    key="api_key",
)
