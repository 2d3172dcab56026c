"""`gongzhi export`: what others can read, in the files they know."""

from pathlib import Path

import click

from gongzhi.api import Api
from gongzhi.commands.connection import connected
from gongzhi.commands.progress import bars
from gongzhi.polis.deliberation import read_deliberation
from gongzhi.polis.writing import require_room, write_export


@click.group("export")
def export_group() -> None:
    """Write what the services keep as files that others read."""


@export_group.command("polis")
@click.argument("topic")
@click.argument("folder", type=click.Path(path_type=Path))
@connected("integrator")
def polis_command(api: Api, topic: str, folder: Path) -> None:
    """Write the deliberation on TOPIC into FOLDER, as Polis exports one."""
    require_room(folder)
    with bars() as bar:
        deliberation = read_deliberation(api, topic, bars=bar)
    write_export(deliberation, folder)
    click.echo(
        f"{len(deliberation.statements):,} statements and {len(deliberation.votes):,} votes"
        f" in {folder}"
    )
