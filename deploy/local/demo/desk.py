"""Where the demo sits: who it speaks as, how it sends what, and how it waits."""

import json
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

import httpx

from gongzhi import Api, BulkReport, send
from gongzhi.bulk import key_of
from gongzhi.commands.progress import Bars
from gongzhi.tokens import sign

T = TypeVar("T")
DISTRICT = "440605"
PATIENCE_SECONDS = 120.0
SHORTEST_PAUSE, LONGEST_PAUSE = 0.05, 0.5
AT_A_TIME, ALONE_AT_A_TIME = 2, 32
# What was there before is no mistake: somebody ran the demo with another number of residents.
HARMLESS = ("already-exists", "was-there")


class WentWrong(Exception):  # noqa: N818 - says what is the case
    """The replay cannot go on; one sentence says why."""


@dataclass(frozen=True)
class Run:
    """A running stack, as it describes itself."""

    gateway: str
    services: tuple[str, ...]
    key: Path


def read_run(description: Path) -> Run:
    """Read where the gateway is and with which key tokens are signed."""
    try:
        told = json.loads(description.read_text(encoding="utf-8"))
    except OSError as error:
        raise WentWrong(f"nothing runs here ({description} is missing): make run") from error
    return Run(told["gateway"], tuple(told["services"]), Path(told["keys"]) / "issuer.jwk")


class Desk(ExitStack):
    """Speaks to the four services through the gateway, as those who would."""

    def __init__(self, run: Run, bars: Bars) -> None:
        super().__init__()
        self.run = run
        self.bars = bars

    @cached_property
    def integrator(self) -> Api:
        """Speak as the integrator of the district's towns."""
        return self.speaking("integrator", "demo-integrator", [DISTRICT])

    @cached_property
    def worker(self) -> Api:
        """Speak as community workers do."""
        return self.speaking("worker", "demo-worker", [DISTRICT])

    @cached_property
    def official(self) -> Api:
        """Speak as the district's officials do."""
        return self.speaking("official", "demo-official", [DISTRICT])

    def resident(self, resident_id: str) -> Api:
        """Speak as one resident."""
        return self.speaking("resident", resident_id, [])

    def speaking(self, role: str, sub: str, divisions: list[str]) -> Api:
        """Open a connection for somebody; it is closed with the desk."""
        token = sign(self.run.key, sub=sub, roles=[role], divisions=divisions)
        return self.enter_context(Api(token, gateway=self.run.gateway, language="en"))

    def sent_by_open311(self, form: dict[str, str]) -> str:
        """Send a request as other systems do; by its reference it is found when sent again."""
        key = sign(self.run.key, sub="demo-311", roles=["integrator"], divisions=[DISTRICT])
        path = f"{self.run.gateway}/open311/v2/requests.json"
        answer = httpx.post(path, data=form | {"api_key": key}, timeout=PATIENCE_SECONDS)
        if not answer.is_success:
            raise WentWrong(f"Open311 refused {form['service_code']}: {answer.text}")
        return str(answer.json()[0]["service_request_id"])

    def read_by_open311(self, **query: str) -> list[dict[str, Any]]:
        """Read requests as anybody can."""
        path = f"{self.run.gateway}/open311/v2/requests.json"
        answer = httpx.get(path, params=query, timeout=PATIENCE_SECONDS)
        return list(answer.json())

    def bulk(
        self, service: str, path: str, items: Iterable[dict[str, Any]], what: str = ""
    ) -> list[dict[str, Any]]:
        """Send many items and give what each became; a refusal ends the replay."""
        listed = list(items)
        progress = self.bars(what, len(listed)) if what else _silent
        together = AT_A_TIME if service == "participation" and what else 1
        report = send(self.integrator, service, path, listed, progress=progress, together=together)
        _check(report, f"{service}{path}")
        return [body or {} for body in report.bodies]

    def together(self, act: Callable[[T], Any], on: Iterable[T]) -> None:
        """Do something for many at a time: single requests are committed with their neighbors."""
        with ThreadPoolExecutor(ALONE_AT_A_TIME) as pool:
            list(pool.map(act, on))

    def once(self, api: Api, service: str, path: str, body: Any = None, *, again: str = "") -> Any:
        """Do something under a key of its content: the next replay finds it done."""
        return api.post(service, path, body, key=key_of(service, path, [body, again]))


def until(asked: Callable[[], T | None], what: str, patience: float = PATIENCE_SECONDS) -> T:
    """Ask until there is an answer; WentWrong when patience ends."""
    deadline, pause = time.monotonic() + patience, SHORTEST_PAUSE
    while (answer := asked()) is None:
        if time.monotonic() > deadline:
            raise WentWrong(f"after {patience:.0f} s still waiting: {what}")
        time.sleep(pause)
        pause = min(2 * pause, LONGEST_PAUSE)
    return answer


def _silent(_count: int) -> None:
    pass


def _check(report: BulkReport, where: str) -> None:
    wrong = [(row, p) for row, p in report.refused if not p["type"].endswith(HARMLESS)]
    if wrong:
        row, problem = wrong[0]
        said = problem.get("detail") or problem.get("title")
        raise WentWrong(f"{where} refused {len(wrong)} items, the first being {row + 1}: {said}")
