"""Reads a file of places and enters them: each place after the one it lies in."""

import json
from pathlib import Path
from typing import Any

from gongzhi.api import Api
from gongzhi.bulk import BulkReport, Progress, send
from gongzhi.errors import Unreadable

NEEDED = ("code", "name", "kind")
KNOWN = (*NEEDED, "parent", "name_en", "short_name", "edition")


def read_divisions(file: Path) -> list[dict[str, Any]]:
    """Read the places of a file as the API takes them; Unreadable says what is wrong with it."""
    document = _read(file)
    items = document.get("items") if isinstance(document, dict) else document
    if not isinstance(items, list) or not items:
        raise Unreadable(f'{file} holds no places: it should be {{"items": [...]}}')
    edition = _edition(document)
    places = [_place(file, row, item, edition) for row, item in enumerate(items, 1)]
    return sorted(places, key=lambda place: len(place["code"]))


def import_divisions(
    api: Api, places: list[dict[str, Any]], *, progress: Progress = lambda _count: None
) -> BulkReport:
    """Enter places; entering the same again changes nothing."""
    return send(api, "participation", "/v1/divisions", places, progress=progress)


def _read(file: Path) -> Any:
    try:
        return json.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise Unreadable(f"{file} cannot be read: {error.strerror}") from error
    except ValueError as error:
        raise Unreadable(f"{file} is not JSON in UTF-8: {error}") from error


def _edition(document: Any) -> str:
    source = document.get("source") if isinstance(document, dict) else None
    told = source.get("edition", "") if isinstance(source, dict) else ""
    return str(told).partition(":")[0]


def _place(file: Path, row: int, item: Any, edition: str) -> dict[str, Any]:
    if not isinstance(item, dict):
        raise Unreadable(f"{file}, place {row}: not an object")
    for name in NEEDED:
        if not isinstance(item.get(name), str) or not item[name]:
            raise Unreadable(f"{file}, place {row}: {name} is missing")
    place = {name: item[name] for name in KNOWN if item.get(name) is not None}
    return place | ({"edition": edition} if edition and "edition" not in place else {})
