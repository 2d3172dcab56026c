"""What a run was made of, for its report."""

import platform
from importlib import metadata

from deploy.local.servers import Broker

PACKAGES = ("nameko", "kombu", "amqp", "pymongo", "eventlet", "secantusdb")


def versions(broker: Broker) -> dict[str, str]:
    """Name the versions of broker, database, Python and libraries."""
    found = {"python": platform.python_version(), "rabbitmq": broker.ctl("version").strip()}
    return found | {name: metadata.version(name) for name in PACKAGES}
