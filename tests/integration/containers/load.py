"""A steady load through the gateway, journaled, and the oracle's judgement of what came of it."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pymongo import MongoClient

from tests.chaos import journal as journals
from tests.chaos import oracle, sight
from tests.chaos.driver import Driver
from tests.chaos.history import told_by
from tests.chaos.journal import Journal
from tests.chaos.plan import Plan, Request
from tests.chaos.scoring import HEARS
from tests.chaos.stage import DISTRICT, Stage

from .cluster import PATIENCE, Cluster
from .deployment import SERVICES, eventually

SEED = 20190605
RESIDENTS, SENDERS, PER_SECOND = 80, 4, 25.0
MOST_UNANSWERED = 100
ACTIONS, REPEATED = 50_000, 5_000  # what can be drawn; a load is ended by its test
SETTLE_SECONDS = 120.0


class Load:
    """One stage and one journal for all that is sent to a cluster."""

    def __init__(self, cluster: Cluster, directory: Path) -> None:
        self._cluster = cluster
        self._mongo = f"mongodb://{cluster.seen_at('database', 27017)}/?directConnection=true"
        self._path = directory / "journal.jsonl"
        self._journal = Journal(self._path)
        urls = {name: f"{cluster.gateway}/{name}" for name in SERVICES}
        self._urls = {name: [url] for name, url in urls.items()}
        self._token = lambda role, *divisions: cluster.token(role, divisions=divisions)
        stage = Stage(urls.__getitem__, self._token, self._journal).set(SERVICES, RESIDENTS)
        drawn = Plan(SEED, stage).requests(ACTIONS, REPEATED)
        self._requests: Iterator[Request] = iter(drawn)

    @contextmanager
    def going_on(self) -> Iterator[Driver]:
        """Send while the test does its harm; return once every action has a definite answer."""
        over = threading.Event()
        driver = Driver(self._urls, self._token("integrator", DISTRICT), self._journal)
        driver.run(self._drawn(driver, over), SENDERS, PER_SECOND)
        try:
            self.wait_effects()
            yield driver
        finally:
            over.set()
            driver.wait()
        assert driver.failures == []

    def _drawn(self, driver: Driver, over: threading.Event) -> Iterator[Request]:
        """Draw until it is over, and never far ahead of the answers."""
        drawn = 0
        while not over.is_set():
            if drawn - driver.answered > MOST_UNANSWERED:
                time.sleep(0.05)
                continue
            request = next(self._requests)
            drawn += len(request.deeds)
            yield request

    def wait_effects(self, actions: int = 50) -> None:
        """Wait until guidance scored so much more than before: requests and events both pass."""
        enough = self._scored() + actions
        assert eventually(lambda: self._scored() > enough, PATIENCE), "nothing is scored any more"

    def verdict(self) -> oracle.Verdict:
        """Judge, as soon as nothing is on its way any more."""
        eventually(lambda: not self._judge().violations, SETTLE_SECONDS)
        return self._judge()

    def _judge(self) -> oracle.Verdict:
        account = f"gongzhi:gongzhi@{self._cluster.seen_at('rabbitmq', 5672)}"
        return oracle.judge(
            told_by(journals.read(self._path)), sight.look(self._mongo, account, HEARS)
        )

    def _scored(self) -> int:
        with MongoClient(self._mongo) as client:
            return int(client["guidance"]["ledger"].count_documents({}))
