"""What goes before the body of a message, packed and unpacked in one go.

py-amqp takes each header by itself, and so a tenth of the time of a busy service to pack them and
a fourth to unpack them. Values that are no text, and properties nobody sends here, are left to it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from struct import pack
from typing import Any

from amqp.serialization import PROPERTY_CLASSES, dumps
from amqp.spec import Basic

PERSISTENT = 2
AS_READ = "surrogatepass"  # what was no UTF-8 when py-amqp read it goes out as it came
CONTENT_TYPE, ENCODING, HEADERS, DELIVERY_MODE = (1 << bit for bit in (15, 14, 13, 12))
MESSAGE_ID, TYPE = 1 << 7, 1 << 5
ALWAYS = CONTENT_TYPE | HEADERS | DELIVERY_MODE
BEFORE_HEADERS = ((CONTENT_TYPE, "content_type"), (ENCODING, "content_encoding"))
AFTER_HEADERS = ((MESSAGE_ID, "message_id"), (TYPE, "type"))
OTHERS = 0xFFFF & ~(ALWAYS | ENCODING | MESSAGE_ID | TYPE)
LONG_TEXT = ord("S")


@dataclass(frozen=True)
class Packed:
    """A message as py-amqp's writer of frames takes it: a body, and properties ready to be sent."""

    body: bytes
    packed: bytes

    def _serialize_properties(self) -> bytes:
        """Give the properties; py-amqp asks for them by this name."""
        return self.packed


def properties(
    content_type: str, headers: Mapping[str, Any], message_id: str = "", kind: str = ""
) -> bytes:
    """Pack the properties of a persistent message as AMQP 0-9-1 lays them out (4.2.6.1).

    An empty `message_id` or `kind` is left out. Raises `ValueError` for a value over 255 bytes.
    """
    flags = ALWAYS | (MESSAGE_ID if message_id else 0) | (TYPE if kind else 0)
    parts = [pack(">H", flags), short(content_type), table(headers), bytes([PERSISTENT])]
    parts += [short(text) for text in (message_id, kind) if text]
    return b"".join(parts)


def table(headers: Mapping[str, Any]) -> bytes:
    """Pack a field table, with its length before it."""
    if not all(type(value) is str for value in headers.values()):
        packed: bytes = dumps("F", [dict(headers)])
        return packed
    parts = []
    for name, value in headers.items():
        text = value.encode(errors=AS_READ)
        parts += [name_of_text(name), len(text).to_bytes(4), text]
    content = b"".join(parts)
    return len(content).to_bytes(4) + content


@lru_cache(maxsize=256)  # bounded, for what strangers send comes through here as well
def name_of_text(name: str) -> bytes:
    """Pack the name of a header whose value is text; most are always the same."""
    return short(name) + b"S"


def short(text: str) -> bytes:
    """Pack a short string, with its length before it."""
    encoded = text.encode(errors=AS_READ)
    return bytes([len(encoded)]) + encoded


Unpacked = tuple[dict[str, Any], int]
left_to_py_amqp = PROPERTY_CLASSES[Basic.CLASS_ID]


def unpacked(content: bytes, at: int) -> Unpacked:
    """Unpack the properties that begin there; give them by py-amqp's names, and where they end."""
    flags = int.from_bytes(content[at : at + 2])
    if flags & OTHERS or not flags & HEADERS:
        return left_to_py_amqp(content, at)
    try:
        return _unpacked(content, at + 2, flags)
    except (ValueError, IndexError):
        return left_to_py_amqp(content, at)


def _unpacked(content: bytes, at: int, flags: int) -> Unpacked:
    found: dict[str, Any] = {}
    for flag, name in BEFORE_HEADERS:
        if flags & flag:
            found[name], at = _short_text(content, at)
    found["application_headers"], at = _texts(content, at)
    if flags & DELIVERY_MODE:
        found["delivery_mode"] = content[at]
        at += 1
    for flag, name in AFTER_HEADERS:
        if flags & flag:
            found[name], at = _short_text(content, at)
    return found, at


def _short_text(content: bytes, at: int) -> tuple[str, int]:
    end = at + 1 + content[at]
    return str(content[at + 1 : end], "utf-8", AS_READ), end


def _texts(content: bytes, at: int) -> tuple[dict[str, str], int]:
    """Unpack a field table of texts; raises `ValueError` where one is something else."""
    end = at + 4 + int.from_bytes(content[at : at + 4])
    at += 4
    found = {}
    while at < end:
        kind = at + 1 + content[at]
        begin = kind + 5
        stop = begin + int.from_bytes(content[kind + 1 : begin])
        if content[kind] != LONG_TEXT or stop > end:
            raise ValueError
        found[_name(bytes(content[at + 1 : kind]))] = str(content[begin:stop], "utf-8", AS_READ)
        at = stop
    return found, at


@lru_cache(maxsize=256)
def _name(packed: bytes) -> str:
    return packed.decode(errors=AS_READ)
