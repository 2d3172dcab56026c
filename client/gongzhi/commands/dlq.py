"""`gongzhi dlq`: look at dead letters, mend them, let them be heard again, or give them up."""

from collections import Counter
from collections.abc import Callable, Iterable
from itertools import islice
from pathlib import Path
from typing import Any

import click

from gongzhi.api import Api
from gongzhi.commands.connection import connected
from gongzhi.commands.dlq_shown import message_text, print_acted, print_letter, print_list
from gongzhi.deadletters import (
    FILTERS,
    REFUSED,
    SERVICES,
    Found,
    act,
    conditions,
    find,
    mend,
    paced,
    search,
)
from gongzhi.errors import Unreadable

FAILED = frozenset({REFUSED, "failed-again"})
Command = Callable[..., None]

service_option = click.option(
    "--service", "services", multiple=True, help="Whose letters; by itself: those of all four."
)
where_option = click.option(
    "--where", multiple=True, metavar="NAME=VALUE", help=f"Only those with: {', '.join(FILTERS)}."
)
most_option = click.option("--most", type=click.IntRange(min=1), help="How many at most.")
json_option = click.option("--json", "as_json", is_flag=True, help="A JSON object a line.")
why_option = click.option("--why", required=True, help="The reason, for the record.")


@click.group("dlq")
def dlq_group() -> None:
    """Dead letters: messages that a service could not handle."""


@dlq_group.command("list")
@service_option
@where_option
@most_option
@json_option
@connected("ops")
def list_command(api: Api, *, most: int | None, as_json: bool, **which: Any) -> None:
    """List letters, by itself the open ones; --where state=any lists all."""
    letters = search(api, _services(which), conditions(which["where"]))
    print_list(islice(letters, most), as_json=as_json)


@dlq_group.command("show")
@click.argument("letter")
@service_option
@json_option
@connected("ops")
def show_command(api: Api, *, letter: str, as_json: bool, **which: Any) -> None:
    """Show LETTER in full: why it died, what it says (text or hex), what was done with it."""
    print_letter(find(api, _services(which), letter), as_json=as_json)


def acting(command: Command) -> Command:
    """Give a command the options of those that act on letters."""
    for option in (
        json_option,
        most_option,
        where_option,
        service_option,
        click.option("--rate", type=click.FloatRange(min=0.01), default=20.0, show_default=True,
                     help="Letters a second."),
        click.option("--dry-run", is_flag=True, help="Only list which they would be."),
        click.option("--all", "every", is_flag=True, help="All open letters."),
        click.argument("letters", nargs=-1),
    ):  # fmt: skip
        command = option(command)
    return command


@dlq_group.command("replay")
@acting
@connected("ops")
def replay_command(api: Api, **options: Any) -> None:
    """Let services hear LETTERS again, now; one that fails again stays."""
    _act_on_each(api, "replay", None, options)


@dlq_group.command("discard")
@why_option
@acting
@connected("ops")
def discard_command(api: Api, *, why: str, **options: Any) -> None:
    """Give LETTERS up; they are kept with the reason."""
    _act_on_each(api, "discard", {"why": why}, options)


@dlq_group.command("edit")
@click.argument("letter")
@click.option("--body", type=click.Path(path_type=Path), help="The message to take; or $EDITOR.")
@why_option
@service_option
@connected("ops")
def edit_command(api: Api, *, letter: str, body: Path | None, why: str, **which: Any) -> None:
    """Put another message in the place of LETTER's; the one that came is kept beside it."""
    found = find(api, _services(which), letter)
    text = _text_of(body) if body else _edited(found)
    if text is None:
        click.echo("nothing was changed")
        return
    mend(api, found, text, why)
    click.echo(f"{found.service} {letter} edited: gongzhi dlq replay {letter}")


def _act_on_each(
    api: Api, action: str, body: dict[str, str] | None, options: dict[str, Any]
) -> None:
    letters = _chosen(api, options)
    as_json = options["as_json"]
    if options["dry_run"]:
        print_list(letters, as_json=as_json)
        return
    outcomes: Counter[str] = Counter()
    for found in paced(letters, options["rate"]):
        acted = act(api, found, action, body)
        print_acted(acted, as_json=as_json)
        outcomes[acted.outcome] += 1
    if not as_json:
        click.echo(", ".join(f"{n} {name}" for name, n in outcomes.items()) or "no open letters")
    if FAILED & outcomes.keys():
        raise click.exceptions.Exit(1)


def _chosen(api: Api, options: dict[str, Any]) -> list[Found]:
    """Give the letters a person means; all are found before the first of them is changed."""
    named, where = options["letters"], conditions(options["where"])
    if bool(named) + bool(where) + options["every"] != 1:
        raise click.UsageError("name LETTERS, or give --where, or --all: one of the three")
    if where.get("state", "open") != "open":
        raise click.UsageError("only open letters can be acted on")
    services = _services(options)
    if named:
        found: Iterable[Found] = (find(api, services, letter) for letter in named)
    else:
        found = search(api, services, where)
    return list(islice(found, options["most"]))


def _services(which: dict[str, Any]) -> tuple[str, ...]:
    return tuple(which["services"]) or SERVICES


def _text_of(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except OSError as error:
        raise Unreadable(f"{file} cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise Unreadable(f"{file} is not text in UTF-8") from error


def _edited(found: Found) -> str | None:
    """Let a person edit the message; None where they left it as it is."""
    message = found.letter["edited"] or found.letter["body"]
    if message["text"] is None:
        raise click.UsageError("this message is no text: give the one to take with --body FILE")
    before = message_text(message)
    after = click.edit(before, extension=".json")
    return None if after is None or after.strip() == before.strip() else after
