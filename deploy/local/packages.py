"""Programs that pip cannot bring: installed with apt as root on Debian, else asked for."""

import os
import shutil
import subprocess
import sys
import time

CANNOT_GO_ON = 2


def apt_is_ours() -> bool:
    """Tell whether packages may be installed without asking anyone."""
    return os.geteuid() == 0 and shutil.which("apt-get") is not None


def install(package: str, otherwise: str) -> None:
    """Install a package, or say what the person has to do and end."""
    if not apt_is_ours():
        sys.exit(_said(otherwise))
    began = time.monotonic()
    print(f"installing {package} ...", flush=True)
    # A run level of 1 keeps the package from starting a server of its own.
    quiet = {"DEBIAN_FRONTEND": "noninteractive", "RUNLEVEL": "1"}
    for words in (["update"], ["install", "--yes", "--no-install-recommends", package]):
        done = subprocess.run(
            ["apt-get", "-qq", *words],
            env=os.environ | quiet,
            capture_output=True,
            text=True,
            check=False,
        )
    if done.returncode:
        sys.exit(_said(f"{otherwise}\napt-get could not: {done.stderr.strip()}"))
    print(f"installed {package} in {time.monotonic() - began:.0f} s", flush=True)


def _said(sentence: str) -> int:
    print(sentence, file=sys.stderr, flush=True)
    return CANNOT_GO_ON
