"""The `gongzhi` command line: exit status 2 for what the caller can mend, 1 for what went wrong."""

import sys

import click
import httpx

from gongzhi.api import Problem
from gongzhi.commands.dlq import dlq_group
from gongzhi.commands.doctor import doctor_command
from gongzhi.commands.events import events_command
from gongzhi.commands.exporting import export_group
from gongzhi.commands.importing import import_group
from gongzhi.commands.replay import replay_command
from gongzhi.commands.scores import scores_command
from gongzhi.commands.settings import config_command
from gongzhi.commands.sheets import template_command
from gongzhi.commands.token import token_command
from gongzhi.commands.topology import topology_group
from gongzhi.commands.vote import verify_command, vote_group
from gongzhi.errors import NotAllowed, Unanswered, Unreadable

REFUSED, WRONG_INPUT = 1, 2


@click.group("gongzhi", context_settings={"help_option_names": ["-h", "--help"]})
def gongzhi() -> None:
    """Speak to Gongzhi (共治) as an integrator does."""


for command in (
    token_command,
    import_group,
    export_group,
    template_command,
    events_command,
    replay_command,
    scores_command,
    config_command,
    doctor_command,
    dlq_group,
    topology_group,
    vote_group,
    verify_command,
):
    gongzhi.add_command(command)


def main() -> None:
    """Run a command; whatever goes wrong is told in one sentence."""
    try:
        gongzhi()
    except (Unreadable, NotAllowed) as wrong:
        _end(str(wrong), WRONG_INPUT)
    except Unanswered as silent:
        _end(str(silent), REFUSED)
    except Problem as problem:
        _end(str(problem), REFUSED)
    except httpx.TransportError as error:
        _end(f"nothing answers at the gateway ({error}): is it running? make run", REFUSED)


def _end(sentence: str, status: int) -> None:
    click.echo(sentence, err=True)
    sys.exit(status)
