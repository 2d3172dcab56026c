"""`gongzhi events`: the change feed of a service, one event a line."""

import json
from itertools import islice

import click

from gongzhi.api import Api
from gongzhi.commands.connection import connected
from gongzhi.feed import read_feed


@click.command("events")
@click.option("--service", required=True, help="participation, expression, collaboration, guidance")
@click.option("--after", default=0, show_default=True, help="Position of the last event you have.")
@click.option("--type", "event_type", default="", help="Only events of this type.")
@click.option("--most", type=click.IntRange(min=1), help="How many at most; by itself: all.")
@connected("integrator")
def events_command(
    api: Api, *, service: str, after: int, event_type: str, most: int | None
) -> None:
    """Print what a service announced, in order, as one JSON object a line."""
    for item in islice(read_feed(api, service, after=after, event_type=event_type), most):
        click.echo(json.dumps(item, ensure_ascii=False))
