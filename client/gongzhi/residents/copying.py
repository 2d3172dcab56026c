"""Collects the four parts of a resident's export, each row written as it comes."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from time import sleep
from typing import Any, TextIO

from gongzhi.api import Api, Problem
from gongzhi.errors import Unreadable
from gongzhi.polis.writing import require_room
from gongzhi.residents.page import Page

OTHERS = ("expression", "collaboration", "guidance")
NOT_HEARD_YET = frozenset({403, 404})  # what participation says is heard by the others a bit later
TRIES, PAUSE_SECONDS = 10, 1.0
Row = dict[str, Any]


def copy_resident(api: Api, resident_id: str, folder: Path, *, disclosure: str) -> dict[str, int]:
    """Write the parts into a folder that is not there yet, or none; give the rows of each."""
    require_room(folder)
    beside = folder.with_name(f"{folder.name}.part")
    try:
        shutil.rmtree(beside, ignore_errors=True)
        beside.mkdir(parents=True, mode=0o700)
        counts = _write_all(
            api, resident_id, beside, {"disclosure": disclosure} if disclosure else {}
        )
        beside.replace(folder)
    except OSError as error:
        raise Unreadable(f"{folder} cannot be written: {error.strerror}") from error
    return counts


def _write_all(api: Api, resident_id: str, folder: Path, shown: dict[str, str]) -> dict[str, int]:
    path = f"/v1/residents/{resident_id}/export"
    own = api.get("participation", path, **shown)
    (folder / "participation.json").write_text(_text(own), encoding="utf-8")
    counts = {}
    if own.get("more"):
        rows = api.pages("participation", f"{path}/rows", **shown)
        with (folder / "participation-rows.json").open("w", encoding="utf-8") as file:
            counts["participation-rows"] = sum(1 for _ in _written(rows, file))
    readable = api.text("participation", f"{path}.html", **shown)
    with (folder / "index.html").open("w", encoding="utf-8") as opened:
        page = Page(opened, readable)
        for service in OTHERS:
            counts[service] = _write_one(_heard(api, service, path), folder, page, service)
        page.end()
    return counts


def _write_one(rows: Iterator[Row], folder: Path, page: Page, service: str) -> int:
    number = 0
    with (folder / f"{service}.json").open("w", encoding="utf-8") as file:
        page.begin(service)
        for row in _written(rows, file):
            page.add(row)
            number += 1
    return number


def _written(rows: Iterator[Row], file: TextIO) -> Iterator[Row]:
    """Write rows as one JSON list while they pass."""
    file.write("[")
    for number, row in enumerate(rows):
        file.write((",\n" if number else "\n") + json.dumps(row, ensure_ascii=False))
        yield row
    file.write("\n]\n")


def _heard(api: Api, service: str, path: str) -> Iterator[Row]:
    """Read a part; whoever copies for another waits until the service has heard that they may."""
    for tried in range(1, TRIES + 1):
        rows = api.pages(service, path)
        try:
            first = next(rows, None)
        except Problem as problem:
            if problem.status not in NOT_HEARD_YET or tried == TRIES:
                raise
            sleep(PAUSE_SECONDS)
        else:
            break
    if first is not None:
        yield first
        yield from rows


def _text(told: Any) -> str:
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"
