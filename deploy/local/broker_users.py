"""Who may do what on the embedded broker: an administrator, and services that configure nothing."""

import base64
import hashlib
import json
import os
from pathlib import Path
from typing import Any

TOPOLOGY = Path(__file__).parents[1] / "rabbitmq" / "topology.json"
ADMINISTRATOR, SERVICES = "guest", "gongzhi-services"
EVERYTHING = {"configure": ".*", "write": ".*", "read": ".*"}
LOOKING = "management"


def rights_of_services() -> dict[str, str]:
    """Give what a service's user may do, as the topology says."""
    rights: dict[str, str] = json.loads(TOPOLOGY.read_text(encoding="utf-8"))["rights of services"]
    return rights


def definitions() -> str:
    """Write what the broker reads at every start; each user's password is its name."""
    told = {
        "users": [_user(ADMINISTRATOR, "administrator"), _user(SERVICES, LOOKING)],
        "vhosts": [{"name": "/"}],
        "permissions": [
            {"user": ADMINISTRATOR, "vhost": "/", **EVERYTHING},
            {"user": SERVICES, "vhost": "/", **rights_of_services()},
        ],
    }
    return json.dumps(told, indent=1) + "\n"


def _user(name: str, tag: str) -> dict[str, Any]:
    salt = os.urandom(4)
    salted = base64.b64encode(salt + hashlib.sha256(salt + name.encode()).digest()).decode()
    hashing = "rabbit_password_hashing_sha256"
    return {"name": name, "password_hash": salted, "hashing_algorithm": hashing, "tags": [tag]}
