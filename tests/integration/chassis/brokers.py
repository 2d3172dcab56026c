"""RabbitMQ 4 in a container, for tests that hold on it as on the broker of this machine."""

from pathlib import Path

from deploy.local.broker import AMQP_HELLO
from deploy.local.containers import RABBITMQ
from deploy.local.ports import LOOPBACK, answers, wait_until
from tests.integration.containers.engine import engine_answers, images, says

READY_SECONDS = 90.0
ANYBODY = "loopback_users = none\n"
READ_FROM = "/etc/rabbitmq/conf.d/90-test.conf"


class BrokerFour:
    """One node, seen on a port of this machine."""

    def __init__(self, directory: Path) -> None:
        self._configuration = directory / "rabbitmq.conf"
        self._configuration.write_text(ANYBODY)
        self._container, self.port = "", 0

    @property
    def uri(self) -> str:
        """Give the address services use."""
        return f"amqp://guest:guest@{LOOPBACK}:{self.port}//"

    def start(self) -> "BrokerFour":
        """Run it, and wait until it greets a client."""
        image = images().settings.get("RABBITMQ_IMAGE", RABBITMQ)
        mounted = f"--volume={self._configuration}:{READ_FROM}:ro"
        published = f"--publish={LOOPBACK}::5672"
        words = ("--detach", "--rm", "--ulimit=nofile=16384", mounted, published, image)
        self._container = says("docker", "run", *words)
        assert self._container, "the container was not started"
        self.port = int(says("docker", "port", self._container, "5672").rpartition(":")[2])
        greets = wait_until(lambda: answers(self.port, AMQP_HELLO, expected=7), READY_SECONDS)
        assert greets, says("docker", "logs", "--tail=40", self._container)
        return self

    def stop(self) -> None:
        """Stop it, and forget what it held."""
        says("docker", "rm", "--force", "--volumes", self._container)


def can_run() -> bool:
    """Tell whether this machine can run it."""
    return engine_answers() and images() is not None
