"""Writes what is derived from all services: the catalogue of events and the broker's topology.

`python -m chassis.catalogue` writes the files, `--check` fails when one is not current.
"""

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import orjson

from chassis import events
from chassis.config import Settings
from chassis.contracts import Contract, contracts
from chassis.events import Event, Inbound
from chassis.json_schemas import json_schema
from chassis.messaging.definitions import SHIPPED, written
from chassis.messaging.topology import hashing, queue_name, topology

ROOT = Path(__file__).parents[1]
CATALOGUE = ROOT / "docs" / "events.md"
FOR_THE_COMMAND_LINE = ROOT / "client" / "gongzhi" / "topology" / "topology.json"
BADLY_CURRENT = 1


def listeners(agreed: list[Contract]) -> dict[str, list[str]]:
    """Say which keys each service listens to, in whatever order they come."""
    return {one.service: _keys(one.hears.keys() - one.in_order) for one in agreed}


def listeners_in_order(agreed: list[Contract]) -> dict[str, list[str]]:
    """Say which keys each service listens to in the order of what they are about."""
    return {one.service: _keys(one.in_order) for one in agreed if one.in_order}


def _keys(heard: Iterable[type[Inbound]]) -> list[str]:
    return sorted(events.binding_key(reads) for reads in heard)


def topology_file(agreed: list[Contract]) -> str:
    """Write the topology of all services as the file that every image carries."""
    ladder = Settings().retry_ladder_seconds
    return written(topology(listeners(agreed), ladder, listeners_in_order(agreed)))


def catalogue(agreed: list[Contract]) -> str:
    """Write the catalogue: who listens to whom, then every event with fields and a sample."""
    parts = [
        "# Events",
        "Generated from the services' classes by `make catalogue`; do not edit.",
        "Envelope: CloudEvents 1.0, structured JSON. Exchange `gongzhi.events`, routing key",
        "`<service>.<fact>.v<n>.<division, level by level>`: a town binds to `#.440605.124.#`.\n",
        _map(agreed),
    ]
    for one in agreed:
        parts.append(
            f"\n## {one.service}\n\nHears by queue `{queue_name(one.service)}`{_too(one)}."
        )
        parts += [_entry(event, agreed) for event in one.announces]
    return "\n".join(parts) + "\n"


def _too(one: Contract) -> str:
    facts = ", ".join(sorted(f"`{events.fact(reads)}`" for reads in one.in_order))
    return f"; in order by `{hashing(one.service)}.<n>`: {facts}" if facts else ""


def _map(agreed: list[Contract]) -> str:
    counted: dict[tuple[str, str], int] = {}
    for one in agreed:
        for reads in one.hears:
            pair = (events.producer(reads), one.service)
            counted[pair] = counted.get(pair, 0) + 1
    arrows = [f"  {a} -->|{n}| {b}" for (a, b), n in sorted(counted.items())]
    return "\n".join(["```mermaid", "flowchart LR", *arrows, "```"])


def _entry(event: type[Event], agreed: list[Contract]) -> str:
    heard_by = [
        f"{one.service} (`{method}`)"
        for one in agreed
        for reads, method in one.hears.items()
        if events.wire_type(reads) == events.wire_type(event)
    ]
    rows = [
        f"| `{name}` | {_type(shape)} | {shape.get('description', '')} |"
        for name, shape in json_schema(event)["properties"].items()
    ]
    sample = orjson.dumps(events.sample(event), option=orjson.OPT_UTC_Z).decode()
    return "\n".join(
        [
            f"\n### {events.fact(event)}.v{event.version}\n",
            f"{(event.__doc__ or '').strip()}\n",
            f"Type `{events.wire_type(event)}`.",
            f"Heard by: {', '.join(heard_by) or 'others only'}.\n",
            "| field | type | meaning |",
            "|---|---|---|",
            *rows,
            f"\n```json\n{sample}\n```",
        ]
    )


def _type(shape: dict[str, Any]) -> str:
    if "enum" in shape:
        return " \\| ".join(str(value) for value in shape["enum"])
    kind = shape.get("type") or "any"
    return " or ".join(kind) if isinstance(kind, list) else str(kind)


def main(arguments: list[str]) -> int:
    """Write the files, or check that they are current."""
    agreed = contracts()
    laid_out = topology_file(agreed)
    wanted = {CATALOGUE: catalogue(agreed), SHIPPED: laid_out, FOR_THE_COMMAND_LINE: laid_out}
    stale = [p for p, text in wanted.items() if not p.exists() or p.read_text("utf-8") != text]
    if "--check" in arguments:
        for path in stale:
            sys.stderr.write(f"{path.relative_to(ROOT)} is not current: run make catalogue\n")
        return BADLY_CURRENT if stale else 0
    for path in stale:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(wanted[path], "utf-8")
        sys.stdout.write(f"wrote {path.relative_to(ROOT)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
