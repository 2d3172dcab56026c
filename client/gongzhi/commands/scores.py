"""`gongzhi scores`: what a subject earned, and why."""

import click
from rich.console import Console
from rich.table import Table

from gongzhi.api import Api
from gongzhi.commands.connection import connected

COLUMNS = ("at", "rule", "points", "standard_id", "event_id")


@click.command("scores")
@click.argument("subject")
@connected("integrator")
def scores_command(api: Api, *, subject: str) -> None:
    """Print the total of SUBJECT (e.g. town:440605124) and every line of its ledger."""
    total = api.get("guidance", f"/v1/scores/{subject}")
    table = Table(*COLUMNS, box=None, pad_edge=False)
    for row in api.pages("guidance", f"/v1/scores/{subject}/ledger"):
        table.add_row(*(str(row[column]) for column in COLUMNS))
    console = Console()
    console.print(table)
    console.print(f"{subject}: {total['points']:,} points from {total['actions']:,} actions")
