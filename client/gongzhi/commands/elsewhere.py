"""`gongzhi import decidim` and `gongzhi import requests`: what other systems hold."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from gongzhi.api import Api
from gongzhi.bulk import BulkReport
from gongzhi.commands.connection import DISTRICT, connected
from gongzhi.commands.progress import bars
from gongzhi.elsewhere import Entered, Matters, import_matters, read_decidim, read_requests
from gongzhi.elsewhere.matters import counted

Command = Callable[..., Any]
PREFIX = re.compile(r"[A-Za-z0-9_-]{1,32}")
REFUSED = 1


def _prefixed(_context: object, _option: object, prefix: str) -> str:
    if not PREFIX.fullmatch(prefix):
        raise click.BadParameter("letters, digits, - and _, 32 at most")
    return prefix


def _options(prefix: str, timezone: str) -> Callable[[Command], Command]:
    def decorate(command: Command) -> Command:
        for option in (
            click.option("--division", default=DISTRICT, show_default=True, help="The place."),
            click.option(
                "--prefix",
                default=prefix,
                show_default=True,
                callback=_prefixed,
                help="Your name for the system, in every reference.",
            ),
            click.option("--timezone", default=timezone, show_default=True, help="Of the files."),
            click.option(
                "--categories",
                type=click.Path(path_type=Path),
                help='Your own mapping, JSON: {"their category": "ours"}.',
            ),
            click.option("--report", type=click.Path(path_type=Path), help="By itself: beside."),
        ):
            command = option(command)
        return command

    return decorate


@click.command("decidim")
@click.argument("folder", type=click.Path(path_type=Path))
@_options("decidim", "Europe/Madrid")
@connected("integrator")
def decidim_command(api: Api, folder: Path, report: Path | None, **how: Any) -> None:
    """Import proposals.csv and comments.csv of FOLDER: a topic each, with its threads."""
    matters = read_decidim(folder, Entered(**how))
    _import(api, matters, report or folder / "import.report.csv")


@click.command("requests")
@click.argument("file", type=click.Path(path_type=Path))
@_options("311", "Asia/Shanghai")
@connected("integrator")
def requests_command(api: Api, file: Path, report: Path | None, **how: Any) -> None:
    """Import the requests of a 311 hotline in FILE: a topic each, classified and placed."""
    matters = read_requests(file, Entered(**how))
    _import(api, matters, report or file.with_name(f"{file.stem}.report.csv"))


def _import(api: Api, matters: Matters, report: Path) -> None:
    with bars() as bar:
        outcome = import_matters(api, matters, report, bars=bar)
    _tell("topics", outcome.topics)
    _tell("comments", outcome.comments)
    for rule, times in counted(matters):
        click.echo(f"{rule}: {times:,}", err=True)
    if outcome.lines:
        click.echo(f"see {report}", err=True)
    left_out = any(note.left_out for note in matters.notes)
    if left_out or outcome.topics.refused or outcome.comments.refused:
        raise click.exceptions.Exit(REFUSED)


def _tell(what: str, report: BulkReport) -> None:
    new = report.done - report.repeated
    click.echo(
        f"{len(report.bodies):,} {what}: {new:,} new, {report.repeated:,} sent before,"
        f" {len(report.refused):,} refused"
    )
