"""Makes `.venv` and installs what is locked, once: run by any Python 3."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
import time
from pathlib import Path

from .packages import CANNOT_GO_ON, install

ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMP = VENV / "installed"
LAYERS = ("services", "embedded", "client", "dev")
OLDEST, NEWEST = (3, 11), (3, 13)
ASK_VERSION = "import sys; print('%d.%d' % sys.version_info[:2])"


def main(arguments: list[str]) -> int:
    """Set up the virtual environment; further layers (bench) may be named."""
    layers = [*LAYERS, *arguments]
    wanted = _wanted(layers)
    if wanted in _installed():
        return 0
    _make_environment()
    began = time.monotonic()
    print(f"installing {', '.join(layers)} from the locked lists ...", flush=True)
    locked = [word for layer in layers for word in ("-r", f"requirements/{layer}.txt")]
    _pip("install", "--require-hashes", *locked)
    _pip("install", "--no-deps", "--no-build-isolation", "--editable", ".")
    STAMP.write_text(wanted if not arguments else f"{_wanted(list(LAYERS))}\n{wanted}")
    print(f"installed in {time.monotonic() - began:.0f} s", flush=True)
    return 0


def _wanted(layers: list[str]) -> str:
    files = [ROOT / "requirements" / f"{layer}.txt" for layer in layers] + [ROOT / "pyproject.toml"]
    digest = hashlib.sha256(b"".join(file.read_bytes() for file in files))
    digest.update(str(ROOT).encode())
    return digest.hexdigest()


def _installed() -> list[str]:
    works = STAMP.exists() and _version_of(str(PYTHON)) is not None
    return STAMP.read_text().split() if works else []


def _make_environment() -> None:
    if _version_of(str(PYTHON)) is not None:
        return
    python = _suitable_python()
    print(f"making .venv with {python}", flush=True)
    shutil.rmtree(VENV, ignore_errors=True)
    if subprocess.run(
        [python, "-c", "import ensurepip"], capture_output=True, check=False
    ).returncode:
        version = _version_of(python)
        install(f"python{version}-venv", f"Please install python{version}-venv, then try again.")
    subprocess.run([python, "-m", "venv", str(VENV)], check=True)


def _suitable_python() -> str:
    newest_first = range(NEWEST[1], OLDEST[1] - 1, -1)
    for python in [sys.executable, *(f"python3.{minor}" for minor in newest_first)]:
        if _version_of(python) is not None:
            return python
    print("Gongzhi needs Python 3.11, 3.12 or 3.13: please install one.", file=sys.stderr)
    sys.exit(CANNOT_GO_ON)


def _version_of(python: str) -> str | None:
    """Give the version of a Python that runs and suits us."""
    try:
        asked = subprocess.run(
            [python, "-c", ASK_VERSION], capture_output=True, text=True, check=False
        )
    except OSError:
        return None
    numbers = tuple(int(part) for part in asked.stdout.strip().split(".") if part.isdigit())
    return asked.stdout.strip() if asked.returncode == 0 and OLDEST <= numbers <= NEWEST else None


def _pip(*words: str) -> None:
    options = ["--quiet", "--disable-pip-version-check", "--no-input", "--no-warn-script-location"]
    done = subprocess.run([str(PYTHON), "-m", "pip", *words, *options], cwd=ROOT, check=False)
    if done.returncode:
        print("the installation failed; what pip said stands above", file=sys.stderr)
        sys.exit(done.returncode)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
