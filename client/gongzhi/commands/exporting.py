"""`gongzhi export`: what others can read, in the files they know."""

from pathlib import Path

import click

from gongzhi.api import Api
from gongzhi.commands.connection import connected
from gongzhi.commands.progress import bars
from gongzhi.polis.deliberation import read_deliberation
from gongzhi.polis.writing import require_room, write_export
from gongzhi.residents.copying import copy_resident


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


@export_group.command("resident")
@click.argument("resident_id")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option(
    "--disclosure", default="", help="What staff were granted for it; residents need none."
)
@connected("official")
def resident_command(api: Api, resident_id: str, folder: Path, *, disclosure: str) -> None:
    """Write all that the four services keep of RESIDENT_ID into FOLDER (PIPL Art. 45).

    Give your own token as a resident or guardian; staff name the disclosure they were granted.
    """
    counts = copy_resident(api, resident_id, folder, disclosure=disclosure)
    rows = ", ".join(f"{service} {number:,}" for service, number in counts.items())
    click.echo(f"participation and rows of {rows} in {folder}; read {folder}/index.html")
