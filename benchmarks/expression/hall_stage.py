"""What is measured of the hall: two replicas, a session on a topic, and those who vote on it."""

import http.client
import json
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from shutil import rmtree
from typing import Any

import psutil

from benchmarks.contender import ROOT
from benchmarks.servers import Servers, servers
from chassis.store.documents import to_document
from chassis.testing.tokens import Issuer
from deploy.local.keys import PERSONAL, ensure_keys
from deploy.local.ports import LOOPBACK
from deploy.local.services import ServiceProcess
from services.expression.domain.residents.resident import Resident

RUNS = ROOT / ".run" / "bench-hall"
PLACE, SPEAKER = "440605124004", "r-0"
STATEMENTS = 20
REPLICAS = 2
ISSUER = Issuer()
READY_WITHIN = 180.0


class Stage:
    """The replicas, and what was made for the measurement."""

    def __init__(self, running: Servers, folder: Path) -> None:
        self.running = running
        env = {
            "AMQP_URI": running.at.amqp,
            "MONGO_URI": running.at.mongo,
            "GONGZHI_JWKS": str(folder / "jwks.json"),
            "GONGZHI_PERSONAL_KEY": str(folder / PERSONAL),
        }
        numbers = [str(number) for number in range(1, REPLICAS + 1)]
        self.replicas = [
            ServiceProcess("expression", folder, env=env, replica=number) for number in numbers
        ]
        self.staff = ISSUER.token("official", sub="o-1", divisions=[PLACE], seconds=86_400)
        self.topic_id = self.session_id = ""
        self.statements: list[str] = []

    @property
    def live(self) -> str:
        """Name the path that is followed."""
        return f"/v1/sessions/{self.session_id}/live"

    def prepare(self, voters: int) -> None:
        """Let residents in, and open a session on a topic with some statements."""
        people = [f"r-{number}" for number in range(voters + 1)]
        residents = self.running.at.database("expression")["residents"]
        for start in range(0, len(people), 1000):
            rows = (Resident(one, PLACE, datetime.now(UTC)) for one in people[start : start + 1000])
            residents.insert_many([to_document(row, 1) for row in rows])
        raised = {"title": "3号门停车", "category": "parking", "division": PLACE}
        who = {"resident_id": SPEAKER}
        self.topic_id = self.post("/v1/topics", raised | who)["id"]
        self.post(f"/v1/topics/{self.topic_id}/screening", {})
        path = f"/v1/topics/{self.topic_id}/statements"
        texts = [{"text": f"第{number}条意见"} | who for number in range(STATEMENTS)]
        self.statements = [self.post(path, text)["id"] for text in texts]
        self._open_session()

    def _open_session(self) -> None:
        starts_at = datetime.now(UTC) + timedelta(minutes=5)
        body = {
            "division": PLACE,
            "title": "3号门停车议事会",
            "place": "议事厅",
            "starts_at": starts_at.isoformat(),
            "moderator_id": "o-1",
            "agenda": [{"title": "停车", "topic_id": self.topic_id}],
        }
        self.session_id = self.post("/v1/sessions", body)["id"]
        self.post(f"/v1/sessions/{self.session_id}/opening", None)

    def post(self, path: str, body: Any) -> Any:
        """Do something as staff."""
        port = self.replicas[0].port
        status, answer = ask(port, "POST", path, self.staff, body)
        if status >= 300:
            raise RuntimeError(f"{path}: {status} {answer!r}")
        return json.loads(answer)

    def memory_kb(self) -> float:
        """Tell what the replica that is followed holds in memory."""
        return float(psutil.Process(self.replicas[0].pid).memory_info().rss) / 1024

    def processor_seconds(self) -> float:
        """Tell how long it has kept a processor busy."""
        times = psutil.Process(self.replicas[0].pid).cpu_times()
        return float(times.user + times.system)

    def metric(self, name: str) -> float:
        """Read one of its metrics."""
        _, text = ask(self.replicas[0].port, "GET", "/metrics", self.staff, None)
        line = next(x for x in text.decode().splitlines() if x.startswith(f"gongzhi_{name}{{"))
        return float(line.rpartition(" ")[2])


def ask(port: int, verb: str, path: str, token: str, body: Any) -> tuple[int, bytes]:
    """Send one request over a connection of its own."""
    connection = http.client.HTTPConnection(LOOPBACK, port, timeout=60)
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    content = None if body is None else json.dumps(body)
    connection.request(verb, path, content, headers)
    answer = connection.getresponse()
    read = answer.status, answer.read()
    connection.close()
    return read


@contextmanager
def stage(voters: int) -> Iterator[Stage]:
    """Run all that is measured."""
    rmtree(RUNS, ignore_errors=True)
    with ExitStack() as running:
        own = running.enter_context(servers(RUNS, own_alone=True))
        ensure_keys(RUNS)
        (RUNS / "jwks.json").write_text(ISSUER.jwks_json())
        one = Stage(own, RUNS)
        for replica in one.replicas:
            running.callback(replica.stop)
            replica.start()
        for replica in one.replicas:
            replica.wait_ready(READY_WITHIN)
        began = time.monotonic()
        one.prepare(voters)
        print(f"{voters:,} residents let in within {time.monotonic() - began:.0f} s", flush=True)
        yield one
