"""Who may import whom: the contracts of pyproject.toml hold, and each of them can fail."""

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"][
    "contracts"
]
# A whole project in small: what each kind of file may be seen to import.
MINIATURE = {
    "chassis/__init__.py": "",
    "chassis/events.py": "",
    "chassis/service.py": "import nameko.extensions",
    "gongzhi/__init__.py": "",
    "deploy/__init__.py": "",
    "services/__init__.py": "",
    **{
        f"services/{name}/{file}": text
        for name in ("one", "two")
        for file, text in {
            "__init__.py": "",
            "domain/__init__.py": "",
            "domain/thing.py": "from ..events import x",
            "events.py": "from chassis.events import y",
            "inbound.py": "",
            "store.py": "",
            "service.py": "from chassis.service import z",
        }.items()
    },
}
OFFENCES = [
    ("services", "services/one/service.py", "from services.two import events"),
    ("services", "services/two/store.py", "import services.one.domain.thing"),
    ("domain", "services/one/domain/thing.py", "import pymongo"),
    ("domain", "services/one/domain/thing.py", "from chassis import service"),
    ("domain", "services/two/events.py", "from nameko.events import event_handler"),
    ("domain", "services/one/inbound.py", "import kombu"),
    ("domain", "services/one/events.py", "import prometheus_client"),
    ("domain", "services/two/domain/thing.py", "import eventlet"),
    ("chassis", "chassis/events.py", "from services.one import events"),
    ("chassis", "chassis/service.py", "import gongzhi"),
    ("client", "gongzhi/__init__.py", "import chassis.events"),
    ("client", "gongzhi/__init__.py", "import services.one.events"),
    ("nameko", "services/one/service.py", "from nameko.rpc import rpc"),
]


def lint(folder):
    return subprocess.run(
        [
            Path(sys.executable).parent / "lint-imports",
            "--config",
            ROOT / "pyproject.toml",
            "--no-cache",
        ],
        cwd=folder,
        env={"PYTHONPATH": str(folder), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )


def miniature(folder, **changed):
    for name, text in (MINIATURE | changed).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return folder


def test_every_contract_is_kept():
    done = lint_project()

    assert done.returncode == 0, done.stdout


def lint_project():
    return subprocess.run(
        [
            Path(sys.executable).parent / "lint-imports",
            "--config",
            ROOT / "pyproject.toml",
            "--no-cache",
        ],
        cwd=ROOT,
        env={"PYTHONPATH": f"{ROOT}:{ROOT / 'client'}", "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_project_in_small_keeps_every_contract(tmp_path):
    done = lint(miniature(tmp_path))

    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(("contract", "file", "offence"), OFFENCES)
def test_a_contract_can_fail(tmp_path, contract, file, offence):
    done = lint(miniature(tmp_path, **{file: offence}))

    name = next(one["name"] for one in CONTRACTS if one["id"] == contract)
    assert f"{name} BROKEN" in done.stdout, done.stdout + done.stderr


def test_every_contract_has_a_proof_that_it_can_fail():
    assert {one["id"] for one in CONTRACTS} == {contract for contract, _, _ in OFFENCES}
