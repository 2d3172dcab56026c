"""The compose deployment, built and started once, driven by pytest-docker."""

import os
from collections.abc import Callable, Iterator
from typing import NoReturn

import pytest
from pytest_docker.plugin import DockerComposeExecutor, Services

from . import engine
from .deployment import Deployment


@pytest.fixture(scope="package")
def images() -> engine.Images:
    """The images to run; a machine of CI must have them, others may go without."""
    return engine.images() or _missing("the base images are missing: run deploy/ci/base-images")


@pytest.fixture(scope="package")
def compose_command(images: engine.Images) -> Callable[..., str]:
    """Compose of either kind, with the settings of this run and those of a test."""
    words = engine.compose() or _missing("neither `docker compose` nor `docker-compose` works")

    def command(**more: str) -> str:
        settings = (f"{name}={value}" for name, value in (images.settings | more).items())
        return f"env {' '.join(settings)} {words}"

    return command


@pytest.fixture(scope="package")
def docker_compose_command(compose_command: Callable[..., str]) -> str:
    """Compose with the settings of this run and no other."""
    return compose_command()


def _missing(what: str) -> NoReturn:
    if os.environ.get("CI"):
        pytest.fail(what)
    pytest.skip(what)


@pytest.fixture(scope="package")
def docker_compose_file(images: engine.Images) -> list[str]:
    return [str(file) for file in images.files]


@pytest.fixture(scope="package")
def docker_cleanup() -> list[str]:
    """Nothing: `docker_setup` clears up, also after a start that failed."""
    return []


@pytest.fixture(scope="package")
def compose(
    docker_compose_command: str, docker_compose_file: list[str], docker_compose_project_name: str
) -> DockerComposeExecutor:
    return DockerComposeExecutor(
        docker_compose_command, docker_compose_file, docker_compose_project_name
    )


@pytest.fixture(scope="package")
def docker_setup(compose: DockerComposeExecutor) -> Iterator[list[str]]:
    yield ["build", "up --detach"]
    compose.execute("down --volumes --timeout 10")


@pytest.fixture(scope="package")
def deployment(docker_services: Services, compose: DockerComposeExecutor) -> Deployment:
    """Everything in containers, every service ready."""
    deployment = Deployment(docker_services, compose)
    deployment.wait_ready()
    return deployment
