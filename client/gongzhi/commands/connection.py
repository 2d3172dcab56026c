"""How a command finds the gateway and proves who is asking."""

import os
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

import click

from gongzhi.api import GATEWAY, Api
from gongzhi.tokens import sign

KEY = Path(".run/keys/issuer.jwk")
DISTRICT = "440605"
WHO = "gongzhi-cli"

key_option = click.option(
    "--key",
    type=click.Path(path_type=Path),
    default=KEY,
    show_default=True,
    help="Private key of an issuer of your own.",
)


def connected(*roles: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Give a command the options of a connection, and as its first argument the connection."""

    def decorate(command: Callable[..., None]) -> Callable[..., None]:
        @click.option("--gateway", envvar="GONGZHI_GATEWAY", default=GATEWAY, show_default=True)
        @click.option(
            "--token", envvar="GONGZHI_TOKEN", help="By itself: signed with --key.", default=""
        )
        @key_option
        @wraps(command)
        def with_connection(gateway: str, token: str, key: Path, **options: Any) -> None:
            shown = token or signed(key, sub=WHO, roles=roles, divisions=[DISTRICT])
            with Api(shown, gateway=gateway, language=_language()) as api:
                command(api, **options)

        return with_connection

    return decorate


def signed(key: Path, **claims: Any) -> str:
    """Sign a token, or say in one sentence why that cannot be done."""
    try:
        return sign(key, **claims)
    except OSError as error:
        raise click.UsageError(
            f"{key} cannot be read ({error.strerror}): name the issuer's key with --key,"
            " or give a token in GONGZHI_TOKEN"
        ) from error
    except (ValueError, KeyError) as error:
        raise click.UsageError(f"{key} holds no private key in JWK form") from error


def _language() -> str:
    spoken = os.environ.get("LC_ALL") or os.environ.get("LANG") or ""
    return "zh" if spoken.startswith("zh") else "en"
