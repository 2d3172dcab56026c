"""What the demo says in the end: two tables for a person, the same as JSON for a program."""

import json
from itertools import groupby
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
    table.add_column("says", justify="right")
    table.add_column("the system says", justify="right")
    table.add_column("")
    for told_by, told in groupby(figures, lambda figure: figure.told_by):
        table.add_section()
        table.add_row(f"[bold]{told_by}[/]", "", "", "")
        for one in told:
            mark = "[green]✓[/]" if one.met else "[bold red]✗[/]"
            table.add_row(one.name, f"{one.expected:,}", f"{one.found:,}", mark)
    return table


def _systems(told: dict[str, Any]) -> Table:
    table = Table(title="What the four systems did to one another", title_justify="left")
    table.add_column("what")
    table.add_column("how often", justify="right")
    steps = {step["rung"]: _fates(step, "offered") for step in told["next_steps"]}
    kinds = {kind["target_kind"]: _fates(kind, "issued") for kind in told["invitations"]}
    _section(table, "events", told["events"])
    _section(table, "residents on each rung", {r: told["rungs"].get(r, 0) for r in RUNGS})
    _section(table, "next steps offered, from the rung", steps)
    _section(table, "invitations, to what", kinds)
    return table


def _section(table: Table, heading: str, rows: dict[str, Any]) -> None:
    table.add_section()
    table.add_row(f"[bold]{heading}[/]", "")
    for name, value in rows.items():
        table.add_row(name, value if isinstance(value, str) else f"{value:,}")


def _fates(row: dict[str, Any], all_of: str) -> str:
    fates = ", ".join(f"{row.get(f, 0):,} {f}" for f in ("accepted", "declined", "expired"))
    return f"{row.get(all_of, 0):,}: {fates}"
