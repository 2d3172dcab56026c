"""What this machine can do with containers: which engine, which compose, which images."""

import subprocess
from dataclasses import dataclass, field
from pathlib import Path

from deploy.local.containers import MONGO, RABBITMQ, can_run

ROOT = Path(__file__).parents[3]
DEPLOY = ROOT / "deploy"
CLUSTER = DEPLOY / "compose.cluster.yaml"
SEEN = Path(__file__).parent / "seen.yaml"
MADE_HERE = DEPLOY / "ci" / ".images.env"
PUBLIC = ("python:3.11-slim", RABBITMQ, MONGO, "nginx:1.28")
COMPOSE = ("docker compose", "docker-compose")
ASK_SECONDS = 30
# Published ports are left to the engine, and images of the person at the machine alone.
OURS = {"GATEWAY_PORT": "", "SERVICE_PORTS": "", "GONGZHI_TAG": "test"}


@dataclass(frozen=True)
class Images:
    """The images of a run, and the compose files that fit them."""

    files: tuple[Path, ...] = (DEPLOY / "compose.yaml",)
    settings: dict[str, str] = field(default_factory=lambda: OURS)


def says(*words: str, patience: float = ASK_SECONDS) -> str | None:
    """Ask a program; None when it is not there, refuses, or takes too long."""
    try:
        asked = subprocess.run(words, capture_output=True, text=True, timeout=patience, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return None
    return asked.stdout.strip() if asked.returncode == 0 else None


def engine_answers() -> bool:
    """Tell whether a container engine takes commands."""
    return says("docker", "version") is not None


def compose() -> str | None:
    """Find a compose that works: the plug-in of today, or the program of before."""
    return next((words for words in COMPOSE if says(*words.split(), "version") is not None), None)


def images() -> Images | None:
    """Find the images: those deploy/ci/base-images made, else public ones where they can be had."""
    made = _made_here()
    if made:
        files = (DEPLOY / "compose.yaml", DEPLOY / "ci" / "compose.ci.yaml")
        return Images(files, OURS | made | {"DOCKER_BUILDKIT": "0"})
    return Images() if can_run(*PUBLIC) else None


def _made_here() -> dict[str, str]:
    if not MADE_HERE.exists():
        return {}
    names = dict(line.split("=", 1) for line in MADE_HERE.read_text().splitlines() if line)
    there = all(says("docker", "image", "inspect", image) is not None for image in names.values())
    return names if there else {}
