"""Broker and database in containers, where an engine answers and the images can be had."""

import subprocess
import time

from .broker import AMQP_HELLO, PARTING
from .broker_users import ADMINISTRATOR, SERVICES, rights_of_services
from .ports import LOOPBACK, answers, wait_until
from .processes import NotReady

RABBITMQ, MONGO = "rabbitmq:4-management", "mongo:8"
RIGHTS = ("configure", "write", "read")
ASK_SECONDS, PULL_SECONDS, READY_SECONDS = 6.0, 180.0, 90.0
START_SET = (
    "try {{ rs.status() }} catch (e) {{ rs.initiate({{_id: 'gongzhi',"
    " members: [{{_id: 0, host: '{host}:{port}'}}]}}) }}"
)


def can_run(*images: str) -> bool:
    """Tell whether an engine answers and each image is here or can be had soon."""
    return _docker("version") is not None and all(_here(image) or _pull(image) for image in images)


class Container:
    """One server in a container that keeps its data in a volume of its own."""

    def __init__(
        self, name: str, image: str, *, ports: tuple[int, int], command: list[str]
    ) -> None:
        self.name = f"gongzhi-{name}"
        self.image = image
        self.port, self._inside = ports
        self._command = command

    def start(self) -> "Container":
        """Start it, or go on with the one there is."""
        if _docker("start", self.name) is None:
            published = ["--publish", f"{LOOPBACK}:{self.port}:{self._inside}"]
            named = ["--name", self.name, "--hostname", self.name]
            if _docker("run", "--detach", *named, *published, self.image, *self._command) is None:
                raise NotReady(f"{self.name} could not be started from {self.image}")
        return self

    def ready(self) -> bool:
        """Tell whether it takes connections."""
        return answers(self.port)

    def wait_ready(self, deadline: float = READY_SECONDS) -> "Container":
        """Wait until it does its work; NotReady when it does not."""
        if not wait_until(self.ready, deadline, every=0.5):
            raise NotReady(f"{self.name} is not ready: see `docker logs {self.name}`")
        return self

    def running(self) -> bool:
        """Tell whether it runs."""
        return _docker("inspect", "--format", "{{.State.Running}}", self.name) == "true"

    def stop(self) -> None:
        """Stop it and keep what it holds."""
        _docker("stop", self.name, patience=READY_SECONDS)

    def remove(self) -> None:
        """Remove it with what it holds."""
        _docker("rm", "--force", "--volumes", self.name, patience=READY_SECONDS)


class BrokerContainer(Container):
    """RabbitMQ 4."""

    def __init__(self, *, port: int) -> None:
        super().__init__("rabbitmq", RABBITMQ, ports=(port, 5672), command=[])

    @property
    def uri(self) -> str:
        """Give the address of its administrator."""
        return f"amqp://{ADMINISTRATOR}:{ADMINISTRATOR}@{LOOPBACK}:{self.port}//"

    @property
    def services_uri(self) -> str:
        """Give the address services use: who comes by it configures nothing."""
        return f"amqp://{SERVICES}:{SERVICES}@{LOOPBACK}:{self.port}//"

    def management_uri(self, _user: str = "") -> str:
        """Give no address: its management is not published."""
        return ""

    def ready(self) -> bool:
        """Tell whether it greets an AMQP client."""
        return answers(self.port, AMQP_HELLO, expected=7)

    def wait_ready(self, deadline: float = READY_SECONDS) -> "BrokerContainer":
        """Wait until it does its work, and see that there is all that services rely on."""
        super().wait_ready(deadline)
        _docker("exec", self.name, "rabbitmq-plugins", "--quiet", "enable", PARTING, patience=60)
        rights = rights_of_services()
        self._ctl("add_user", SERVICES, SERVICES)
        self._ctl("set_permissions", SERVICES, *(rights[one] for one in RIGHTS))
        return self

    def _ctl(self, *words: str) -> None:
        """Tell the broker something; a user who is there already is no harm."""
        _docker("exec", self.name, "rabbitmqctl", "--quiet", *words, patience=READY_SECONDS)


class DatabaseContainer(Container):
    """MongoDB 8 as a replica set of one: transactions need a set."""

    def __init__(self, *, port: int) -> None:
        command = ["--replSet", "gongzhi", "--bind_ip_all", "--port", str(port)]
        command += ["--setParameter", "transactionLifetimeLimitSeconds=10"]
        super().__init__("mongo", MONGO, ports=(port, port), command=command)

    @property
    def uri(self) -> str:
        """Give the address services use."""
        return f"mongodb://{LOOPBACK}:{self.port}/?directConnection=true"

    def ready(self) -> bool:
        """Tell whether it is the primary of its set, which is made at the first asking."""
        self._shell(START_SET.format(host="localhost", port=self.port))
        return self._shell("print(db.hello().isWritablePrimary)") == "true"

    def _shell(self, script: str) -> str | None:
        words = ["mongosh", "--quiet", "--port", str(self.port), "--eval", script]
        return _docker("exec", self.name, *words, patience=20)


def _here(image: str) -> bool:
    return _docker("image", "inspect", "--format", "{{.Id}}", image) is not None


def _pull(image: str) -> bool:
    """Pull an image, when a registry answers within seconds."""
    if _docker("manifest", "inspect", image) is None:
        return False
    print(f"pulling {image} ...", flush=True)
    began = time.monotonic()
    had = _docker("pull", "--quiet", image, patience=PULL_SECONDS) is not None
    print(f"{'pulled' if had else 'could not pull'} {image} in {time.monotonic() - began:.0f} s")
    return had


def _docker(*words: str, patience: float = ASK_SECONDS) -> str | None:
    """Ask the engine; None when there is none, it refuses, or takes too long."""
    try:
        asked = subprocess.run(
            ["docker", *words], capture_output=True, text=True, timeout=patience, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return asked.stdout.strip() if asked.returncode == 0 else None
