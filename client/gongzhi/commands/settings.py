"""`gongzhi config`: every setting of a service with default, unit and meaning."""

import json
from importlib.resources import files
from typing import Any

import click
from rich.console import Console
from rich.table import Table


@click.command("config")
@click.option("--json", "as_json", is_flag=True, help="As JSON, for programs.")
def config_command(*, as_json: bool) -> None:
    """List every setting with its default, unit and meaning."""
    text = files("gongzhi").joinpath("settings.json").read_text(encoding="utf-8")
    if as_json:
        click.echo(text.rstrip())
    else:
        Console().print(_table(json.loads(text)))


def _table(settings: list[dict[str, Any]]) -> Table:
    table = Table(box=None, pad_edge=False)
    table.add_column("setting", no_wrap=True)
    for heading in ("default", "unit", "meaning"):
        table.add_column(heading, overflow="fold")
    for one in settings:
        table.add_row(one["name"], _shown(one["default"]), one["unit"], _meaning(one))
    return table


def _shown(default: Any) -> str:
    return ",".join(map(str, default)) if isinstance(default, list) else str(default)


def _meaning(one: dict[str, Any]) -> str:
    limits = f" ({one['low']} to {one['high']})" if "low" in one else ""
    choices = f" ({', '.join(one['choices'])})" if "choices" in one else ""
    return f"{one['meaning']}{limits}{choices}"
