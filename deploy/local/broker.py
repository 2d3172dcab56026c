"""RabbitMQ as a node of our own, so that a broker already on the machine is left alone."""

import shutil
import subprocess
from pathlib import Path

from .broker_users import ADMINISTRATOR, SERVICES, definitions
from .ports import LOOPBACK, answers, free_port
from .processes import Server

SCRIPTS = ("/usr/lib/rabbitmq/bin", "/opt/rabbitmq/sbin", "/usr/local/sbin", "/opt/homebrew/sbin")
NODES_OFFSET, NAMES_OFFSET, MANAGEMENT_OFFSET = 20000, 20001, 10000
ADVANCED = Path(__file__).resolve().parents[1] / "rabbitmq" / "advanced.config"
AMQP_HELLO = b"AMQP\x00\x00\x09\x01"
PARTING = "rabbitmq_consistent_hash_exchange"  # parts what is heard in order by what it is about
CONFIGURATION = """\
listeners.tcp.1 = {host}:{port}
loopback_users = none
log.file.level = warning
log.console = false
disk_free_limit.absolute = 200MB
raft.wal_max_size_bytes = 67108864
load_definitions = {directory}/definitions.json
"""
MANAGEMENT = """\
management.tcp.ip = {host}
management.tcp.port = {port}
"""


def scripts_directory() -> Path | None:
    """Find RabbitMQ's own scripts: Debian's command in the path insists on another user."""
    on_path = shutil.which("rabbitmq-server")
    places = [*map(Path, SCRIPTS), *([Path(on_path).parent] if on_path else [])]
    return next((place for place in places if (place / "rabbitmq-server").exists()), None)


class Epmd(Server):
    """Erlang's name server, one of our own beside the one the machine may have."""

    def __init__(self, directory: Path, port: int) -> None:
        super().__init__("epmd", directory)
        self.port = port

    def command(self) -> list[str]:
        """Run in the foreground, on this machine's own address only."""
        return ["epmd", "-port", str(self.port), "-address", LOOPBACK]

    def ready(self) -> bool:
        """Tell whether it takes connections."""
        return answers(self.port)


class Broker(Server):
    """The message broker."""

    def __init__(
        self, directory: Path, *, port: int = 0, node: str = "gongzhi", management: bool = False
    ) -> None:
        super().__init__("rabbitmq", directory)
        self.port = port or free_port()
        self._management_port = port + MANAGEMENT_OFFSET if port else free_port()
        self._managed = management
        self.node = f"{node}@localhost"
        self._between_nodes = port + NODES_OFFSET if port else free_port()
        self._epmd = Epmd(self.directory, port + NAMES_OFFSET if port else free_port())

    @property
    def uri(self) -> str:
        """Give the address of its administrator."""
        return self._address(ADMINISTRATOR)

    @property
    def services_uri(self) -> str:
        """Give the address services use: who comes by it configures nothing."""
        return self._address(SERVICES)

    def management_uri(self, user: str = ADMINISTRATOR) -> str:
        """Give the address of its management for a user, empty where there is none."""
        place = f"{LOOPBACK}:{self._management_port}"
        return f"http://{user}:{user}@{place}" if self._managed else ""

    def _address(self, user: str) -> str:
        return f"amqp://{user}:{user}@{LOOPBACK}:{self.port}//"

    def command(self) -> list[str]:
        """Run RabbitMQ's own script, not the wrapper of the distribution."""
        return [str((scripts_directory() or Path("/usr/sbin")) / "rabbitmq-server")]

    def environment(self) -> dict[str, str]:
        """Keep every file and every port away from other nodes."""
        own = self.directory
        return {
            "ERL_EPMD_PORT": str(self._epmd.port),
            "ERL_EPMD_ADDRESS": LOOPBACK,
            "RABBITMQ_NODENAME": self.node,
            "RABBITMQ_NODE_IP_ADDRESS": LOOPBACK,
            "RABBITMQ_DIST_PORT": str(self._between_nodes),
            "RABBITMQ_CONFIG_FILE": str(own / "rabbitmq.conf"),
            "RABBITMQ_ADVANCED_CONFIG_FILE": str(ADVANCED),
            "RABBITMQ_CONF_ENV_FILE": str(own / "rabbitmq-env.conf"),
            "RABBITMQ_ENABLED_PLUGINS_FILE": str(own / "enabled_plugins"),
            "RABBITMQ_MNESIA_BASE": str(own / "data"),
            "RABBITMQ_LOG_BASE": str(own / "logs"),
            "RABBITMQ_PID_FILE": str(own / "beam.pid"),
            "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS": (
                "-kernel inet_dist_use_interface {127,0,0,1} +S 2:2"
            ),
        }

    def prepare(self) -> None:
        """Write the configuration and see that names can be registered."""
        self._epmd.start().wait_ready()
        (self.directory / "definitions.json").write_text(definitions())
        (self.directory / "rabbitmq.conf").write_text(self.sources())
        plugins = [PARTING, *(["rabbitmq_management"] if self._managed else [])]
        (self.directory / "enabled_plugins").write_text(f"[{','.join(plugins)}].\n")

    def sources(self) -> str:
        """Give the configuration: another one means another start."""
        text = CONFIGURATION.format(host=LOOPBACK, port=self.port, directory=self.directory)
        management = MANAGEMENT.format(host=LOOPBACK, port=self._management_port)
        return text + (management if self._managed else "")

    def ready(self) -> bool:
        """Tell whether it greets an AMQP client."""
        return answers(self.port, AMQP_HELLO, expected=7)

    def stop(self, deadline: float = 40.0) -> int | None:
        """Stop the node, then its name server."""
        status = super().stop(deadline)
        self._epmd.stop()
        return status

    def kill(self) -> int | None:
        """Kill the node; its name server forgets it by itself."""
        status = super().kill()
        self._epmd.kill()
        return status

    def ctl(self, *arguments: str) -> str:
        """Ask the node something with rabbitmqctl."""
        script = (scripts_directory() or Path("/usr/sbin")) / "rabbitmqctl"
        environment = {"HOME": str(self.directory), "PATH": "/usr/bin:/bin:/usr/local/bin"}
        environment |= self.environment() | {"RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS": ""}
        asked = subprocess.run(
            [str(script), "--quiet", *arguments],
            env=environment,
            capture_output=True,
            text=True,
            check=True,
            timeout=60,
        )
        return asked.stdout
