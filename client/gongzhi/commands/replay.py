"""`gongzhi replay`: a service hears its past again; progress is shown, the verdict printed."""

import time
from typing import Any

import click

from gongzhi.api import Api, Problem
from gongzhi.commands.connection import connected
from gongzhi.commands.progress import bars
from gongzhi.errors import Unreadable

LOOK_SECONDS = 0.5
WRONG_START = frozenset({404, 422})  # nothing was begun: there is no such service, or no such place


@click.command("replay")
@click.option("--service", required=True, help="Whose past is to be heard again, e.g. guidance.")
@click.option(
    "--from",
    "start",
    required=True,
    help="A position (0: the beginning), a date, or SERVICE:POSITION,... of single producers.",
)
@click.option(
    "--to-shadow",
    is_flag=True,
    help="Rebuild the totals beside the live ones and compare; the live ones are not touched.",
)
@click.option("--rows", is_flag=True, help="Compare the rows behind the totals too; takes longer.")
@connected("ops")
def replay_command(api: Api, *, service: str, start: str, **how: bool) -> None:
    """Deliver to SERVICE what it missed since a position; or rebuild its totals in a shadow.

    Ends with status 1 where something is not as it should be, and says what.
    """
    replay = _begun(api, service, {"start": start, **how})
    ended = _watched(api, service, replay)
    for line in ended["lines"]:
        click.echo(line)
    if ended["state"] != "done" or ended["differences"]:
        raise click.exceptions.Exit(1)


def _begun(api: Api, service: str, asked: dict[str, Any]) -> dict[str, Any]:
    try:
        replay: dict[str, Any] = api.post(service, "/v1/replays", asked)
    except Problem as problem:
        if problem.status not in WRONG_START:
            raise
        said = problem.document.get("detail")
        raise Unreadable(str(said or f"there is no service {service} at this gateway")) from problem
    return replay


def _watched(api: Api, service: str, replay: dict[str, Any]) -> dict[str, Any]:
    """Show how far it is until it has ended; leaving early does not end it."""
    with bars() as bar:
        advance = bar("positions", replay["total"])
        while replay["state"] == "running":
            time.sleep(LOOK_SECONDS)
            before = replay["done"]
            replay = api.get(service, f"/v1/replays/{replay['id']}")
            advance(replay["done"] - before)
    rate = f"{replay['per_second']:,} events/s"
    click.echo(f"{replay['done']:,} of {replay['total']:,} positions read, {rate}", err=True)
    return replay
