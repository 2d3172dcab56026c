"""`gongzhi token`: a token signed with the key of one's own issuer."""

import click

from gongzhi.commands.connection import key_option, signed

ROLES = ("resident", "captain", "worker", "official", "center", "integrator", "ops")


@click.command("token")
@click.option("--role", "roles", type=click.Choice(ROLES), multiple=True, required=True)
@click.option("--sub", required=True, help="Who it is for; a resident's own id for residents.")
@click.option(
    "--division", "divisions", multiple=True, help="Code of a place; residents have none."
)
@click.option("--hours", type=click.FloatRange(min=0.01, max=24 * 365), default=12.0)
@key_option
def token_command(key: str, hours: float, sub: str, **lists: tuple[str, ...]) -> None:
    """Print a token for the embedded run or for trials."""
    click.echo(
        signed(
            key,
            sub=sub,
            roles=list(lists["roles"]),
            divisions=list(lists["divisions"]),
            hours=hours,
        )
    )
