"""The version before this one: found in the history, built, started, and rolled up from."""

import io
import subprocess
import tarfile
from pathlib import Path

from pytest_docker.plugin import DockerComposeExecutor

from .cluster import REPLICAS, Cluster, docker
from .deployment import SERVICES
from .engine import CLUSTER, DEPLOY, ROOT, Images, says

NAMED = DEPLOY / "cluster" / "rolls-from"
ALL = " ".join(SERVICES)
STOP_SECONDS = 35


def revision() -> str | None:
    """Give what to roll from: the version that is named, the commit before where it is not here."""
    named = NAMED.read_text(encoding="utf-8").split()[0]
    asked = (says("git", "-C", str(ROOT), "rev-parse", f"{one}^0") for one in (named, "HEAD~1"))
    return next((found for found in asked if found), None)


def unpacked(found: str, folder: Path) -> Path:
    """Unpack a revision of the project."""
    words = ["git", "-C", str(ROOT), "archive", found]
    packed = subprocess.run(words, capture_output=True, check=True).stdout
    with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
        archive.extractall(folder, filter="data")
    return folder


class Previous:
    """The services of the version before, under the compose files they came with."""

    def __init__(self, command: str, project: str, tree: Path, images: Images) -> None:
        own = [str(tree / file.relative_to(ROOT)) for file in images.files]
        self._built = DockerComposeExecutor(command, own, project)
        self._started = DockerComposeExecutor(command, [*own, str(CLUSTER)], project)

    def build(self) -> "Previous":
        """Make its images."""
        self._built.execute(f"build {ALL}")
        return self

    def start(self) -> None:
        """Put its containers in the place of those that run."""
        self._started.execute(f"up --detach --no-deps {ALL}")


def add_replicas(cluster: Cluster, service: str) -> list[str]:
    """Start as many replicas of this version beside those that run; give those that ran."""
    old = cluster.containers(service)
    wanted = f"--scale {service}={len(old) + REPLICAS}"
    cluster.run(f"up --detach --no-deps --no-recreate {wanted} {service}")
    return old


def retire(containers: list[str]) -> list[int]:
    """Stop containers as an orchestrator does, and remove them; give how each ended."""
    docker("stop", f"--time={STOP_SECONDS}", *containers)
    ended = docker("inspect", "--format={{.State.ExitCode}}", *containers).split()
    docker("rm", *containers)
    return [int(status) for status in ended]
