"""`gongzhi topology`: exchanges, queues and bindings, compared with the file or made from it."""

import json
from pathlib import Path
from typing import Any

import click

from gongzhi.topology import declaring
from gongzhi.topology.differences import Differences, differences, surplus_bindings
from gongzhi.topology.management import Management
from gongzhi.topology.plan import Plan, read_plan

DIFFERS = 2
STACK = Path(".run/stack.json")

file_option = click.option(
    "--file", type=click.Path(path_type=Path), help="By itself: the topology of this version."
)
management_option = click.option(
    "--management",
    envvar="GONGZHI_BROKER_MANAGEMENT_URI",
    help="http://user:password@host:15672; by itself: that of the embedded run, if there is one.",
)


@click.group("topology")
def topology_group() -> None:
    """Compare the broker with the topology of this version, or make it so."""


@topology_group.command("check")
@file_option
@management_option
@click.option("--virtual-host", default="/", show_default=True)
def check_command(file: Path | None, management: str | None, virtual_host: str) -> None:
    """Print in what the broker differs, and change nothing; status 2 when it does."""
    plan = read_plan(file)
    address = management or _embedded("management_uri")
    if not address:
        raise click.UsageError("name the broker's management: --management http://…:15672")
    found = differences(plan.definitions, Management(address, virtual_host).definitions())
    _end_with(found.sentences())
    click.echo(f"as it should be: {plan.counted()}")


@topology_group.command("apply")
@file_option
@click.option(
    "--amqp",
    envvar="GONGZHI_BROKER_ADMIN_URI",
    help="An administrator's amqp://…; by itself: that of the embedded run, if there is one.",
)
@management_option
@click.option("--user", help="Give this user the rights of a service, by the management.")
@click.option(
    "--password",
    envvar="GONGZHI_SERVICES_PASSWORD",
    help="Make the user first, with this password.",
)
@click.option("--prune", is_flag=True, help="Take away bindings that are not in the file.")
def apply_command(file: Path | None, amqp: str | None, **options: Any) -> None:
    """Make what is missing; name what is there, differs, and must be deleted first: status 2."""
    plan = read_plan(file)
    address = amqp or _embedded("broker_admin_uri")
    if not address:
        raise click.UsageError("name the broker: --amqp amqp://user:password@host:5672//")
    management = _management(address, options["management"])
    _need_management(management, user=options["user"], prune=options["prune"])
    before = _compared(management, plan)
    in_the_way = declaring.declare(address, plan.definitions)
    if management and options["prune"]:
        there = management.definitions()
        declaring.unbind(address, surplus_bindings(plan.definitions, there))
    if management and options["user"]:
        _grant(management, plan, options["user"], options["password"])
    _tell(before, _compared(management, plan), in_the_way)
    click.echo(f"applied: {plan.counted()}")


def _embedded(name: str) -> str:
    """Look up an address of the embedded run."""
    try:
        return str(json.loads(STACK.read_text(encoding="utf-8")).get(name) or "")
    except (OSError, ValueError, AttributeError):
        return ""


def _management(amqp: str, given: str | None) -> Management | None:
    host = declaring.virtual_host(amqp)
    address = given or _embedded("management_uri")
    return Management(address, host) if address else None


def _need_management(management: Management | None, *, user: str | None, prune: bool) -> None:
    if management is None and (user or prune):
        raise click.UsageError("--user and --prune need the broker's management: --management")


def _grant(management: Management, plan: Plan, user: str, password: str | None) -> None:
    if password:
        management.make_user(user, password)
    management.grant(user, plan.rights)
    click.echo(f"user {user} may publish and consume, and configure nothing")


def _compared(management: Management | None, plan: Plan) -> Differences:
    if management is None:
        return Differences()
    return differences(plan.definitions, management.definitions())


def _tell(before: Differences, after: Differences, in_the_way: list[str]) -> None:
    """Say what was mended, then what is left; what is left ends the command."""
    left = after.sentences()
    for sentence in before.sentences():
        if sentence not in left:
            click.echo(f"mended: {sentence}")
    for sentence in after.surplus:
        click.echo(f"left: {sentence}")
    _end_with(tuple(in_the_way))


def _end_with(sentences: tuple[str, ...]) -> None:
    for sentence in sentences:
        click.echo(sentence)
    if sentences:
        raise click.exceptions.Exit(DIFFERS)
