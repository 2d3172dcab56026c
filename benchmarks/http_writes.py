"""One action a request: how many are answered, committed together and committed one by one."""

import json
import subprocess
import sys
from dataclasses import replace

from benchmarks.broker import Broker
from benchmarks.contender import DATABASE, ROOT, RUNS, Addresses, Contender, started
from benchmarks.contenders import OURS
from benchmarks.drain import Measured, lay_out
from chassis.testing.tokens import Issuer
from deploy.local.ports import answers, free_port, wait_until

CONNECTIONS = 64
WARM_UP, SECONDS = 2, 10
START = 30


def measure(group_size: int, at: Addresses) -> Measured:
    """Drive a fresh service and compare what it answered with what it stored."""
    broker, database = Broker(at.amqp), at.database()
    database.client.drop_database(DATABASE)
    port, issuer = free_port(), Issuer()
    contender = _listening(port, group_size, issuer)
    lay_out(broker, contender)
    with started(contender, at) as process:
        wait_until(lambda: answers(port) or not process.running(), START)
        counts = [_drive(port, seconds, issuer) for seconds in (WARM_UP, SECONDS)]
        measured = Measured(
            counts[1].get("201", 0) / SECONDS, process.cpu_seconds(), process.memory_mb()
        )
    allowed = {"201"} if group_size > 1 else {"201", "503"}  # one by one, some give up on conflicts
    wrong = [f"answered {status}" for status in set().union(*counts) - allowed]
    answered = sum(count.get("201", 0) for count in counts)
    stored = database["ledger"].count_documents({})
    wrong += [f"{answered} answers, {stored} rows"] if stored != answered else []
    return replace(measured, wrong=wrong)


def _listening(port: int, group_size: int, issuer: Issuer) -> Contender:
    keys = RUNS / "jwks.json"
    keys.write_text(issuer.jwks_json())
    settings = {
        "GONGZHI_HTTP_PORT": str(port),
        "GONGZHI_GROUP_SIZE": str(group_size),
        "GONGZHI_JWKS": str(keys),
    }
    return replace(OURS, name=f"http-{group_size}", settings=settings)


def _drive(port: int, seconds: int, issuer: Issuer) -> dict[str, int]:
    token = issuer.token("worker", sub="bench", divisions=["440605"])
    arguments = [str(port), str(CONNECTIONS), str(seconds), token]
    asked = subprocess.run(
        [sys.executable, "-m", "benchmarks.http_driver", *arguments],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    counts: dict[str, int] = json.loads(asked.stdout)
    return counts
