"""`gongzhi import residents|spaces|...` and `gongzhi template`: the sheets communities keep."""

from pathlib import Path

import click

from gongzhi.api import Api
from gongzhi.commands.connection import connected
from gongzhi.commands.progress import bars
from gongzhi.sheets import KINDS, Kind, Outcome, Sheet, Way, import_sheet, write_template
from gongzhi.sheets.encodings import CHOICES
from gongzhi.sheets.template import notes

BROKEN, REFUSED = 2, 1


def sheet_commands() -> list[click.Command]:
    """Give a command for each kind of sheet."""
    return [_command(kind) for kind in KINDS.values()]


def _command(kind: Kind) -> click.Command:
    @click.command(kind.name, help=f"Import {kind.name} ({kind.title}) from FILE, XLSX or CSV.")
    @click.argument("file", type=click.Path(path_type=Path))
    @click.option("--sheet", default="", help="Its name, where a workbook has several.")
    @click.option("--encoding", type=click.Choice(CHOICES), help="Where a CSV could be in either.")
    @click.option(
        "--skip-broken", is_flag=True, help="Send the good rows though others are broken."
    )
    @click.option("--report", type=click.Path(path_type=Path), help="By itself: beside FILE.")
    @connected("integrator")
    def command(api: Api, *, file: Path, sheet: str, encoding: str | None, **how: object) -> None:
        report = how["report"] or file.with_name(f"{file.stem}.report.csv")
        with bars() as bar:
            way = Way(Path(str(report)), skip_broken=bool(how["skip_broken"]), bars=bar)
            outcome = import_sheet(api, Sheet(file, kind, encoding or "", sheet), way)
        _tell(kind, outcome, way)

    return command


def _tell(kind: Kind, outcome: Outcome, way: Way) -> None:
    place = outcome.place
    if outcome.resumed_after:
        click.echo(f"went on after row {outcome.resumed_after:,}", err=True)
    for sentence in outcome.first:
        click.echo(sentence, err=True)
    if not outcome.sent:
        click.echo(
            f"{place.refused:,} of {place.total:,} {kind.name} are broken, nothing was sent;"
            f" {way.report} tells of each. Correct them in the file; or import with --skip-broken,"
            " then correct the report and import it.",
            err=True,
        )
        raise click.exceptions.Exit(BROKEN)
    click.echo(
        f"{place.total:,} {kind.name}: {place.taken:,} taken, {place.before:,} there before,"
        f" {place.refused:,} refused"
    )
    if place.refused:
        click.echo(f"correct {way.report} and import it", err=True)
        raise click.exceptions.Exit(REFUSED)


@click.command("template")
@click.argument("kind", type=click.Choice(list(KINDS)))
@click.argument("file", type=click.Path(path_type=Path))
def template_command(kind: str, file: Path) -> None:
    """Write a template for sheets of KIND to FILE (.xlsx or .csv), and say what goes into it."""
    write_template(KINDS[kind], file)
    for row in notes(KINDS[kind]):
        click.echo("\t".join(row))
