"""What imports and opinion groups are measured on: the service, a gateway, and a real export."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from shutil import rmtree
from typing import Any

import httpx
import psutil

from benchmarks.contender import ROOT
from benchmarks.flow.asked import refuse
from benchmarks.servers import Servers, servers
from chassis.testing.tokens import Issuer
from deploy.local.gateway import Gateway
from deploy.local.keys import PERSONAL, ensure_keys
from deploy.local.ports import LOOPBACK
from deploy.local.services import ServiceProcess
from gongzhi import Api

RUNS = ROOT / ".run" / "bench-polis"
EXPORT, REFERENCE = "polis-vtaiwan-uberx", "uberx"
TOPIC = f"/v1/topics/import-{REFERENCE}"
READY_WITHIN, LOOK_EVERY = 180.0, 0.25
ISSUER = Issuer()


class PolisStage:
    """The service behind its gateway, and the integrators' command line."""

    def __init__(self, running: Servers, folder: Path) -> None:
        self.running = running
        self.env = {
            "AMQP_URI": running.at.amqp,
            "MONGO_URI": running.at.mongo,
            "GONGZHI_JWKS": str(folder / "jwks.json"),
            "GONGZHI_PERSONAL_KEY": str(folder / PERSONAL),
        }
        self.service = ServiceProcess("expression", folder, env=self.env)
        self.gateway = Gateway(folder, {"expression": [f"{LOOPBACK}:{self.service.port}"]})
        roles = ("integrator", "official", "ops")
        self.token = ISSUER.token(*roles, sub="bench", divisions=["440605"], seconds=86_400)
        self.api = Api(self.token, gateway=self.gateway.url)

    def command(self, *words: str) -> float:
        """Run the command line to its end; give the seconds it took, its start included."""
        where = os.pathsep.join([str(ROOT), str(ROOT / "client")])
        env = os.environ | {"GONGZHI_TOKEN": self.token, "PYTHONPATH": where}
        command = [sys.executable, "-m", "gongzhi", *words, "--gateway", self.gateway.url]
        began = time.monotonic()
        subprocess.run(command, env=env, check=True)
        return time.monotonic() - began

    def import_export(self) -> float:
        """Import the export; give the seconds it took."""
        words = ("--reference", REFERENCE, "--category", "transport")
        return self.command("import", "polis", str(export()), *words)

    def processor_seconds(self) -> float:
        """Tell how long service and database have kept a core busy: others' work is not in it."""
        own = (self.service, self.running.started["database"])
        times = [psutil.Process(process.pid).cpu_times() for process in own]
        return float(sum(one.user + one.system for one in times))

    def metric(self, name: str) -> float:
        """Read one of the service's metrics."""
        headers = {"Authorization": f"Bearer {self.token}"}
        text = httpx.get(f"{self.service.url}/metrics", headers=headers, timeout=60).text
        line = next(x for x in text.splitlines() if x.startswith(f"gongzhi_{name}{{"))
        return float(line.rpartition(" ")[2])


def export() -> Path:
    """Find the real export that is imported."""
    folder = Path(os.environ.get("GONGZHI_DATA", "")) / EXPORT
    if not os.environ.get("GONGZHI_DATA") or not folder.is_dir():
        refuse(f"GONGZHI_DATA must name the folder that has {EXPORT}")
    return folder


def until(is_so: Callable[[], Any], seconds: float) -> Any:
    """Wait for something, and give it."""
    ends = time.monotonic() + seconds
    while time.monotonic() < ends:
        if found := is_so():
            return found
        time.sleep(LOOK_EVERY)
    raise TimeoutError(f"not so within {seconds:g} s")


@contextmanager
def stage() -> Iterator[PolisStage]:
    """Run it for as long as it is measured."""
    export()
    rmtree(RUNS, ignore_errors=True)
    with ExitStack() as running:
        own = running.enter_context(servers(RUNS, own_alone=True))
        ensure_keys(RUNS)
        (RUNS / "jwks.json").write_text(ISSUER.jwks_json())
        one = PolisStage(own, RUNS)
        for process in (one.service, one.gateway):
            running.callback(process.stop)
            process.start()
        for process in (one.service, one.gateway):
            process.wait_ready(READY_WITHIN)
        running.callback(one.api.close)
        yield one
