"""The two programs of the machine that the embedded run and the tests need."""

import shutil
import sys

from .broker import scripts_directory
from .gateway import nginx
from .packages import install

RABBITMQ_MISSING = (
    "There is no broker. Please install rabbitmq-server, or start a container engine,"
    " or name a broker in AMQP_URI; then try again."
)
NGINX_MISSING = "There is no nginx for the gateway. Please install nginx, then try again."


def ensure_rabbitmq() -> None:
    """See that there is a RabbitMQ, or end with what to install."""
    if scripts_directory() is None:
        install("rabbitmq-server", RABBITMQ_MISSING)


def ensure_nginx() -> None:
    """See that there is an nginx, or end with what to install."""
    if shutil.which(nginx()) is None:
        install("nginx", NGINX_MISSING)


def main() -> int:
    """See that both are here: tests start servers of their own."""
    ensure_rabbitmq()
    ensure_nginx()
    return 0


if __name__ == "__main__":
    sys.exit(main())
