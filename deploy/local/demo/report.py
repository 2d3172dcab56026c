"""What the demo says in the end: two tables for a person, the same as JSON for a program."""

import json
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from .desk import DISTRICT, Desk
from .figures.figure import Figure
from .settling import announced

RUNGS = ("none", "space", "activity", "organization", "service", "public_affairs")


def systems(desk: Desk) -> dict[str, Any]:
    """Read what the four systems did to one another."""
    query = {"division": DISTRICT}
    standing = desk.integrator.get("participation", "/v1/standings/summary", **query)
    steps = desk.integrator.get("guidance", "/v1/suggestions/summary", **query)["by_rung"]
    invitations = desk.integrator.get("collaboration", "/v1/invitations/conversion", **query)
    return {
        "events": announced(desk),
        "rungs": standing["rungs"],
        "next_steps": steps,
        "invitations": invitations["items"],
    }


def show(console: Console, figures: list[Figure], told: dict[str, Any]) -> None:
    """Print both tables."""
    console.print(_figures(figures))
    console.print(_systems(told))


def write(path: Path, figures: list[Figure], told: dict[str, Any], about: dict[str, Any]) -> None:
    """Write the same as JSON."""
    rows = [{**vars(figure), "met": figure.met} for figure in figures]
    document = {**about, "met": all(f.met for f in figures), "figures": rows, "systems": told}
    path.write_text(json.dumps(document, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _figures(figures: list[Figure]) -> Table:
    table = Table("figure", title="The source says / the system says", title_justify="left")
    table.add_column("the source says", justify="right")
    table.add_column("the system says", justify="right")
    table.add_column("")
    for one in figures:
        mark = "[green]✓[/]" if one.met else "[bold red]✗[/]"
        table.add_row(one.name, f"{one.expected:,}", f"{one.found:,}", mark)
    return table


def _systems(told: dict[str, Any]) -> Table:
    table = Table("what", title="What the four systems did to one another", title_justify="left")
    table.add_column("", justify="right")
    for name, count in told["events"].items():
        table.add_row(f"event {name}", f"{count:,}")
    table.add_section()
    for rung in RUNGS:
        table.add_row(f"residents on the rung {rung}", f"{told['rungs'].get(rung, 0):,}")
    table.add_section()
    for step in told["next_steps"]:
        table.add_row(f"next steps offered from the rung {step['rung']}", _fates(step, "offered"))
    for kind in told["invitations"]:
        table.add_row(f"invitations to: {kind['target_kind']}", _fates(kind, "issued"))
    return table


def _fates(row: dict[str, Any], all_of: str) -> str:
    fates = ", ".join(f"{row.get(f, 0):,} {f}" for f in ("accepted", "declined", "expired"))
    return f"{row.get(all_of, 0):,}: {fates}"
