"""`gongzhi vote` and `gongzhi verify-ballot`: a secret ballot, from the roll to the recount."""

import random
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from gongzhi import ballots
from gongzhi.api import GATEWAY, Api
from gongzhi.blinding import NotValid
from gongzhi.errors import Unreadable

slip_option = click.option(
    "--slip",
    type=click.Path(path_type=Path, dir_okay=False),
    default=Path("ballot.json"),
    show_default=True,
    help="Where your slip is kept; show it to nobody.",
)
gateway_option = click.option(
    "--gateway", envvar="GONGZHI_GATEWAY", default=GATEWAY, show_default=True
)


@click.group("vote")
def vote_group() -> None:
    """Vote by secret ballot: `roll` with your name, then `cast` without it."""


def _in_a_sentence(command: Callable[..., None]) -> Callable[..., None]:
    def told(*args: Any, **options: Any) -> None:
        try:
            command(*args, **options)
        except NotValid as wrong:
            raise Unreadable(str(wrong)) from wrong

    told.__doc__ = command.__doc__
    told.__name__ = command.__name__
    return told


@vote_group.command("roll")
@click.argument("topic_id")
@click.option("--token", envvar="GONGZHI_TOKEN", required=True, help="Your own, as a resident.")
@gateway_option
@slip_option
@_in_a_sentence
def roll_command(topic_id: str, *, token: str, gateway: str, slip: Path) -> None:
    """Go on the roll of TOPIC_ID's vote and get a ballot; begun again, it goes on."""
    with ballots.Nobody(gateway) as nobody:
        mine = _begun(nobody, topic_id, slip)
    if not mine.signature:
        with Api(token, gateway=gateway) as api:
            mine = ballots.keep(ballots.sign(api, mine), slip)
    click.echo(f"on the roll of {mine.vote_id}; your ballot is in {slip}")
    click.echo(f"key of this vote, the same for everyone: {ballots.fingerprint(mine.public_key)}")


@vote_group.command("cast")
@click.argument("choice", type=click.Choice(sorted(ballots.COUNTED)))
@click.option(
    "--within",
    type=click.FloatRange(min=0),
    default=0.0,
    help="Cast at a moment drawn within so many seconds, away from the moment of `roll`.",
)
@gateway_option
@slip_option
@_in_a_sentence
def cast_command(choice: str, *, within: float, gateway: str, slip: Path) -> None:
    """Cast your ballot as nobody: agree, disagree or pass; cast again, it is one."""
    mine = ballots.read_slip(slip)
    if mine.choice not in ("", choice):
        raise click.UsageError(f"this ballot says {mine.choice}: what is cast cannot be changed")
    ballots.keep(replace(mine, choice=choice), slip)
    time.sleep(random.SystemRandom().uniform(0, within))
    with ballots.Nobody(gateway) as nobody:
        ballots.keep(ballots.cast(nobody, replace(mine, choice=choice)), slip)
    click.echo(f"cast; when the vote has ended: gongzhi verify-ballot {mine.topic_id}")


@click.command("verify-ballot")
@click.argument("topic_id")
@gateway_option
@click.option("--slip", type=click.Path(path_type=Path, dir_okay=False), help="Look for this one.")
@_in_a_sentence
def verify_command(topic_id: str, *, gateway: str, slip: Path | None) -> None:
    """Count the ballots of TOPIC_ID's vote again, and look for your own among them."""
    mine = ballots.read_slip(slip) if slip else None
    with ballots.Nobody(gateway) as nobody:
        found = ballots.recount(nobody, topic_id, mine)
    click.echo(", ".join(f"{name} {number}" for name, number in found.counts.items()))
    click.echo(f"{sum(found.counts.values())} ballots, {found.on_roll} on the roll")
    for sentence in found.wrong:
        click.echo(f"WRONG: {sentence}", err=True)
    if found.wrong:
        raise SystemExit(1)
    click.echo("every ballot is genuine" + (", yours is among them" if mine else ""))


def _begun(nobody: Api, topic_id: str, path: Path) -> ballots.Slip:
    """Give the slip that was begun, or keep a new one before anything is sent."""
    vote = nobody.get(ballots.SERVICE, f"/v1/topics/{topic_id}/secret-vote")
    if not path.exists():
        return ballots.keep(ballots.new_slip(vote), path)
    slip = ballots.read_slip(path)
    if slip.vote_id != vote["id"] or slip.public_key != vote["public_key"]:
        raise click.UsageError(f"{path} is the slip of {slip.vote_id}: name another with --slip")
    return slip
