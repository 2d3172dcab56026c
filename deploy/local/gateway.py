"""nginx as the one door from outside, run as an ordinary process."""

import os
from pathlib import Path

from .ports import LOOPBACK, answers, free_port
from .processes import Server
from .services import ROOT

OPEN311 = "expression"  # the one service that other systems reach at the root
TEMPLATES = ROOT / "deploy" / "nginx"


def render(servers: dict[str, list[str]], *, listen: str, directory: str, user: str = "") -> str:
    """Write nginx's configuration for services at `host:port`s."""
    return _filled(
        "gateway.conf.template",
        user=f"user {user};" if user else "",
        listen=listen,
        directory=directory,
        limits=_filled("limits.conf"),
        answers=_filled("answers.conf"),
        upstreams="".join(_upstream(name, places) for name, places in servers.items()),
        locations="".join(_location(name) for name in servers),
    )


def _upstream(name: str, places: list[str]) -> str:
    lines = "".join(f"        server {place} fail_timeout=2s;\n" for place in places)
    return f"    upstream {name} {{\n{lines}        keepalive 32;\n    }}\n"


def _location(name: str) -> str:
    own = _filled("service.conf.template", service=name)
    return own + (_filled("open311.conf.template", service=name) if name == OPEN311 else "")


def _filled(template: str, **values: str) -> str:
    """Fill `@{name}` in a template: nginx has its own use for the dollar."""
    text = (TEMPLATES / template).read_text(encoding="utf-8")
    for name, value in values.items():
        text = text.replace(f"@{{{name}}}", value)
    return text


class Gateway(Server):
    """The gateway."""

    def __init__(self, directory: Path, servers: dict[str, list[str]], *, port: int = 0) -> None:
        super().__init__("nginx", directory)
        self.port = port or free_port()
        self._servers = servers

    @property
    def url(self) -> str:
        """Give the address integrators use."""
        return f"http://{LOOPBACK}:{self.port}"

    def command(self) -> list[str]:
        """Run nginx with every file under its own directory."""
        own = str(self.directory)
        return [nginx(), "-p", own, "-c", f"{own}/nginx.conf", "-e", f"{own}/nginx-error.log"]

    def sources(self) -> str:
        """Give the configuration: another one means another gateway."""
        return self._configuration()

    def prepare(self) -> None:
        """Write the configuration and the folders it names."""
        (self.directory / "temporary").mkdir(exist_ok=True)
        (self.directory / "nginx.conf").write_text(self._configuration(), encoding="utf-8")

    def ready(self) -> bool:
        """Tell whether it takes connections."""
        return answers(self.port)

    def _configuration(self) -> str:
        # workers of a root's nginx become nobody, who may not enter the project's folder
        user = "root" if os.geteuid() == 0 else ""
        listen = f"{LOOPBACK}:{self.port}"
        return render(self._servers, listen=listen, directory=str(self.directory), user=user)


def nginx() -> str:
    """Find nginx: it often lies where only root's path leads."""
    places = [
        Path(place) / "nginx" for place in ("/usr/sbin", "/usr/local/bin", "/opt/homebrew/bin")
    ]
    return next((str(place) for place in places if place.exists()), "nginx")
