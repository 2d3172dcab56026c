"""Every setting of a service with default, unit and meaning: `python -m chassis.config`."""

import json
import os
import socket
import sys
from collections.abc import Mapping
from dataclasses import Field, dataclass, fields
from typing import Any

from .environment import SettingsInvalid, default_of, name_of, read_all, setting

__all__ = ["Settings", "SettingsInvalid", "described_settings", "load_settings"]

HEADING = (
    "# Settings of a service",
    "",
    "Written by `make docs`. Any setting may be read from a file that `<NAME>_FILE` names. A",
    "service does not start while one of them is wrong, and says all that are.",
    "",
    "| setting | default | unit | meaning |",
    "|---|---|---|---|",
)


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What the environment may say to a service; wrong values keep it from starting."""

    amqp_uri: str = setting(
        "amqp://guest:guest@127.0.0.1:5672//",
        "URI",
        "the message broker",
        name="AMQP_URI",
        secret=True,
    )
    mongo_uri: str = setting(
        "mongodb://127.0.0.1:27017/",
        "URI",
        "the database server; a service has a database of its own there",
        name="MONGO_URI",
        secret=True,
    )
    history_uri: str = setting(
        "",
        "URI",
        "the server a replay reads the others' events from, as a user who may only read; empty:"
        " the service's own",
        secret=True,
    )
    replay_batch: int = setting(
        1000, "events", "most events of the past folded in one transaction", low=10, high=5000
    )
    instance: str = setting(
        "", "name", "this process among its replicas; empty: host name and process id"
    )
    http_host: str = setting(
        "127.0.0.1", "address", "where HTTP is listened for; 0.0.0.0 in a container"
    )
    http_port: int = setting(8000, "port", "the port of the service's own HTTP", low=0, high=65535)
    max_workers: int = setting(
        128, "workers", "reads and batches handled at the same time", low=4, high=1000
    )
    max_followers: int = setting(4000, "connections", "most who follow here", low=1, high=50000)
    batch_size: int = setting(
        500, "messages", "most messages folded in one transaction", low=1, high=1000
    )
    batch_wait_ms: int = setting(20, "ms", "longest wait for a batch to fill", low=0, high=1000)
    group_size: int = setting(
        100, "requests", "most HTTP writes committed together", low=1, high=500
    )
    group_wait_ms: int = setting(
        5, "ms", "longest wait for other HTTP writes to join", low=0, high=100
    )
    drain_seconds: float = setting(
        25.0,
        "s",
        "time a stopping service has for what it began; below what the platform allows",
        low=0.1,
        high=600,
    )
    retry_ladder_seconds: list[int] = setting(
        [1, 5, 30, 120, 600], "s", "waits before an event whose subject is not here is tried again"
    )
    max_event_bytes: int = setting(
        65536, "bytes", "largest event taken; none above 65536 is announced", low=1024, high=1048576
    )
    max_body_bytes: int = setting(
        1048576, "bytes", "largest HTTP request body", low=1024, high=16777216
    )
    letter_days: int = setting(90, "days", "a settled dead letter is kept", low=1, high=3650)
    desk_record_days: int = setting(
        1096, "days", "what was done with letters is kept (PIPL Art. 56)", low=1096, high=36500
    )
    heartbeat_seconds: int = setting(
        15, "s", "heartbeat of the broker's connections; live: heard within two", low=2, high=120
    )
    broker_deadline_seconds: float = setting(
        5.0,
        "s",
        "longest any call to the broker may take before the connection is given up",
        low=0.5,
        high=60,
    )
    database_deadline_seconds: float = setting(
        5.0, "s", "longest a call to the database may look for a server", low=0.5, high=60
    )
    lease_seconds: int = setting(
        10, "s", "how long a single job stays with a replica that fell silent", low=2, high=300
    )
    relay_batch: int = setting(
        1000, "events", "most events published before confirms are awaited", low=1, high=5000
    )
    relay_poll_ms: int = setting(
        100, "ms", "how often committed events are looked for without a hint", low=10, high=10000
    )
    topology: str = setting(
        "declare",
        "mode",
        "`declare` makes queues and bindings; `check` looks for them, with no right to configure",
        choices=("check", "declare"),
    )
    topology_seconds: int = setting(10, "s", "how often mode `check` looks", low=1, high=3600)
    broker_management_uri: str = setting(
        "", "URI", "the broker's management: to compare arguments and bindings as well", secret=True
    )
    jwks: str = setting("", "path or URL", "keys that tokens are checked with (JWKS)")
    issuer: str = setting("gongzhi-local", "text", "`iss` a token must carry")
    audience: str = setting("gongzhi", "text", "`aud` a token must carry")
    personal_key: str = setting("", "path", "wraps the keys of personal data, where such is kept")
    signing_key: str = setting("", "path", "RSA keys in PEM; the first signs what others check")
    public_url: str = setting(
        "http://127.0.0.1:8080", "URL", "where others reach the gateway; what is signed names it"
    )
    callback_hosts: str = setting(
        "", "hosts", "whom services may send to, by name, with commas between; empty: nobody"
    )
    log_level: str = setting(
        "info",
        "level",
        "least important line that is logged",
        choices=("debug", "info", "warning", "error"),
    )
    fault_at: str = setting("", "point:n", "tests only: die at the n-th passing of a named point")
    version: str = setting(
        "0.1.0", "version", "what this process says of itself in logs and metrics"
    )

    def __post_init__(self) -> None:
        """Give this process a name that no replica shares, where none was given."""
        if not self.instance:
            object.__setattr__(self, "instance", f"{socket.gethostname()}-{os.getpid()}")


def load_settings(environ: Mapping[str, str] | None = None) -> Settings:
    """Read the settings from the environment; SettingsInvalid lists all that is wrong in it."""
    return Settings(**read_all(Settings, os.environ if environ is None else environ))


def described_settings() -> list[dict[str, Any]]:
    """Describe every setting for documents, the command line and the contract test."""
    return [_described(one) for one in fields(Settings)]


def _described(one: Field[Any]) -> dict[str, Any]:
    about = one.metadata
    listed = {"name": name_of(one), "default": default_of(one), "unit": about["unit"]}
    listed |= {"meaning": about["meaning"], "secret": about["secret"]}
    if about["low"] is not None:
        listed |= {"low": about["low"], "high": about["high"]}
    if about["choices"]:
        listed["choices"] = list(about["choices"])
    return listed


def table() -> str:
    """Write the settings as a page of Markdown."""
    rows = [
        f"| `{one['name']}` | {_shown(one)} | {one['unit']} | {one['meaning']} |"
        for one in described_settings()
    ]
    return "\n".join([*HEADING, *rows]) + "\n"


def _shown(one: dict[str, Any]) -> str:
    value = one["default"]
    text = ",".join(map(str, value)) if isinstance(value, list) else str(value)
    bounds = f" ({one['low']} to {one['high']})" if "low" in one else ""
    return (f"`{text}`" if text else "") + bounds


def main(arguments: list[str]) -> None:
    """List the settings, as a table of Markdown or with `--json`."""
    listing = described_settings()
    as_json = json.dumps(listing, indent=2, ensure_ascii=False)
    sys.stdout.write(f"{as_json}\n" if "--json" in arguments else table())


if __name__ == "__main__":
    main(sys.argv[1:])
