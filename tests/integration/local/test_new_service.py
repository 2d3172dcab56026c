"""A new service is ready to run: its own tests pass, and it keeps the style of the house."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from deploy.local import new_service
from deploy.local.services import ROOT


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    folder = tmp_path_factory.mktemp("project")
    (folder / "services").mkdir()
    shutil.copy(ROOT / "services" / "__init__.py", folder / "services")
    shutil.copy(ROOT / "pyproject.toml", folder)
    (folder / "chassis").symlink_to(ROOT / "chassis")
    new_service.write("mediation", folder)
    return folder


def run(project, *command):
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(project)}
    return subprocess.run(
        command, cwd=project, env=environment, capture_output=True, text=True, check=False
    )


def test_its_own_tests_pass(project):
    done = run(project, sys.executable, "-m", "pytest", "-q", "tests")

    assert done.returncode == 0, done.stdout
    assert "5 passed" in done.stdout


@pytest.mark.parametrize("words", [("check",), ("format", "--check")])
def test_it_keeps_the_style_of_the_house(project, words):
    ruff = Path(sys.executable).parent / "ruff"

    done = run(project, str(ruff), *words, "services", "tests")

    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("arguments", [[], ["Two Words"], ["../up"], ["guidance"]])
def test_a_name_that_cannot_be_one_or_is_taken_is_refused(arguments, capsys):
    assert new_service.main(arguments) == 2
    assert capsys.readouterr().err
