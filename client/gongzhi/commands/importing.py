"""`gongzhi import`: what others hold in files, through the public API; running it again is safe."""

import re
from pathlib import Path

import click

from gongzhi.api import Api
from gongzhi.bulk import BulkReport
from gongzhi.commands.connection import DISTRICT, connected
from gongzhi.commands.elsewhere import decidim_command, requests_command
from gongzhi.commands.progress import bars
from gongzhi.commands.sheets import sheet_commands
from gongzhi.divisions import import_divisions, read_divisions
from gongzhi.polis.export import read_export
from gongzhi.polis.importing import Entry, import_export

FIRST_FEW = 5
REFERENCE = re.compile(r"[A-Za-z0-9_-]{1,64}")


@click.group("import")
def import_group() -> None:
    """Import places, sheets or a deliberation; importing the same again changes nothing."""


for command in (*sheet_commands(), decidim_command, requests_command):
    import_group.add_command(command)


@import_group.command("divisions")
@click.argument("file", type=click.Path(path_type=Path))
@connected("integrator")
def divisions_command(api: Api, file: Path) -> None:
    """Enter the places of FILE, e.g. services/participation/divisions/440605.json."""
    places = read_divisions(file)
    with bars() as bar:
        report = import_divisions(api, places, progress=bar("places", len(places)))
    _tell("places", report)


@import_group.command("polis")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--division", default=DISTRICT, show_default=True, help="The place it belongs to.")
@click.option("--title", help="The title of the topic; by itself: that of the export.")
@click.option("--category", default="other", show_default=True)
@click.option("--reference", help="Your name for it; by itself: that of the folder.")
@connected("integrator")
def polis_command(api: Api, folder: Path, **named: str | None) -> None:
    """Import the Polis export in FOLDER as a topic with its statements and votes."""
    export = read_export(folder)
    reference = named["reference"] or folder.resolve().name
    if not REFERENCE.fullmatch(reference):
        raise click.UsageError(
            f"{reference!r} is no reference: letters, digits, - and _, 64 at most"
        )
    title = named["title"] or export.topic or reference
    entry = Entry(reference, title, named["division"] or "", named["category"] or "")
    with bars() as bar:
        outcome = import_export(api, export, entry, bars=bar)
    click.echo(f"topic {outcome.topic_id}")
    _tell("statements", outcome.statements)
    _tell("votes", outcome.votes)


def _tell(what: str, report: BulkReport) -> None:
    """Say what came of it; refused items end the command with a status of its own."""
    new = report.done - report.repeated
    click.echo(
        f"{len(report.bodies):,} {what}: {new:,} new, {report.repeated:,} sent before,"
        f" {len(report.refused):,} refused"
    )
    for row, problem in report.refused[:FIRST_FEW]:
        click.echo(f"  {what} {row + 1}: {problem.get('detail') or problem['title']}", err=True)
    if report.refused:
        raise click.exceptions.Exit(1)
