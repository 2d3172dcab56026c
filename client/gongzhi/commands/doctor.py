"""`gongzhi doctor`: what is wrong with a running system, one line each."""

import json
from pathlib import Path
from typing import Any

import click
import httpx

from gongzhi.api import GATEWAY

OK = 200
PATIENCE = 3.0
PORTS = {
    "participation": "http://127.0.0.1:8001",
    "expression": "http://127.0.0.1:8002",
    "collaboration": "http://127.0.0.1:8003",
    "guidance": "http://127.0.0.1:8004",
}


@click.command("doctor")
@click.option(
    "--run",
    type=click.Path(path_type=Path),
    default=Path(".run/stack.json"),
    show_default=True,
    help="Where an embedded run says what it consists of; without it the usual ports are asked.",
)
def doctor_command(run: Path) -> None:
    """Ask each service whether it is ready, and the gateway whether it leads there."""
    described = _described(run)
    ailments = [line for name, url in described["services"].items() for line in _ask(name, url)]
    ailments += _ask_gateway(described["gateway"], list(described["services"]))
    for line in ailments:
        click.echo(line)
    if ailments:
        raise click.exceptions.Exit(1)
    click.echo(f"well: {', '.join(described['services'])}, gateway {described['gateway']}")


def _described(run: Path) -> dict[str, Any]:
    try:
        described: dict[str, Any] = json.loads(run.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {"gateway": GATEWAY, "services": PORTS}
    return described


def _ask(name: str, url: str) -> list[str]:
    try:
        answer = httpx.get(f"{url}/readyz", timeout=PATIENCE)
        told = answer.json()
    except httpx.TransportError as error:
        return [f"{name}: nothing answers at {url} ({type(error).__name__})"]
    except ValueError:
        return [f"{name}: what answers at {url} is not this service"]
    checks = told.get("checks", {})
    failing = [f"{check}: {said['detail']}" for check, said in checks.items() if not said["ok"]]
    if answer.status_code == OK:
        return []
    return [f"{name}: not ready, {one}" for one in failing] or [f"{name}: {told.get('status')}"]


def _ask_gateway(url: str, services: list[str]) -> list[str]:
    ailments = []
    for name in services:
        try:
            status = httpx.get(f"{url}/api/{name}/openapi.json", timeout=PATIENCE).status_code
        except httpx.TransportError as error:
            return [f"gateway: nothing answers at {url} ({type(error).__name__})"]
        if status != OK:
            ailments.append(f"gateway: /api/{name}/ answers {status}")
    return ailments
