"""The file that says which exchanges, queues and bindings there are to be."""

import json
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from gongzhi.errors import Unreadable

NEEDED = {
    "exchanges": ("name", "type", "durable", "auto_delete", "arguments"),
    "queues": ("name", "durable", "auto_delete", "arguments"),
    "bindings": ("source", "destination", "destination_type", "routing_key"),
}
RIGHTS = ("configure", "write", "read")
Definitions = dict[str, list[dict[str, Any]]]


@dataclass(frozen=True)
class Plan:
    """What is wanted on the broker, in its own words, and what services may do there."""

    definitions: Definitions
    rights: dict[str, str]

    def counted(self) -> str:
        """Say how much it is."""
        return ", ".join(f"{len(self.definitions[kind])} {kind}" for kind in NEEDED)


def read_plan(file: Path | None) -> Plan:
    """Read a file, by itself the one this version came with; Unreadable says what is wrong."""
    if file is None:
        text = files("gongzhi.topology").joinpath("topology.json").read_text(encoding="utf-8")
        return _plan(text, "the topology of this version")
    try:
        return _plan(file.read_text(encoding="utf-8"), str(file))
    except OSError as error:
        raise Unreadable(f"{file} cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise Unreadable(f"{file} is not text in UTF-8") from error


def _plan(text: str, where: str) -> Plan:
    try:
        told = json.loads(text)
    except ValueError as error:
        raise Unreadable(f"{where} is not JSON: {error}") from error
    if not isinstance(told, dict):
        raise Unreadable(f"{where} is no topology: not an object")
    rights = told.get("rights of services")
    if not isinstance(rights, dict) or any(not isinstance(rights.get(one), str) for one in RIGHTS):
        raise Unreadable(f"{where} is no topology: rights of services are missing or incomplete")
    return Plan({kind: _checked(told.get(kind), kind, where) for kind in NEEDED}, rights)


def _checked(told: Any, kind: str, where: str) -> list[dict[str, Any]]:
    if not isinstance(told, list):
        raise Unreadable(f"{where} is no topology: {kind} is missing or no list")
    for number, one in enumerate(told, 1):
        there = one if isinstance(one, dict) else {}
        absent = [name for name in NEEDED[kind] if name not in there]
        if absent:
            raise Unreadable(f"{where}, {kind} {number}: {absent[0]} is missing")
    return told
