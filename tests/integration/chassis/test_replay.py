"""A service hears its past again, as a process beside live traffic: rebuilt, or what it missed."""

import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest

from deploy.local.servers import ServiceProcess
from tests.integration.chassis.rig import PLACE, Driver, Rig, eventually, new_key

SMALL = {"GONGZHI_REPLAY_BATCH": "10"}
ENOUGH = 600


class Replaying:
    """A toy with a past, and somebody of ops who asks for replays."""

    def __init__(self, rig: Rig) -> None:
        rig.settings |= SMALL
        self.rig = rig
        self.replica = rig.started(1)[0]
        self._ops = {"Authorization": f"Bearer {rig.issuer.token('ops', divisions=['440605'])}"}
        self._client = rig.collection("replays").database.client

    def take_actions(self, most: int) -> None:
        """Let actions be taken, and wait until all are counted and have their positions."""
        before = self.rig.counted()
        path = f"{self.replica.url}/v1/actions/bulk"
        for start in range(0, most, 100):
            items = [{"actor": f"a{(start + n) % 20}", "division": PLACE} for n in range(100)]
            headers = {"Authorization": f"Bearer {self.rig.token}", "Idempotency-Key": new_key()}
            answer = httpx.post(path, json={"items": items}, headers=headers, timeout=60)
            assert answer.json()["counts"] == {"done": 100}, answer.text
        assert eventually(lambda: self.rig.counted() == before + most)
        pending = self.rig.collection("events")
        assert eventually(lambda: pending.count_documents({"state": "pending"}) == 0)

    def ask(self, start: str = "0", *, to_shadow: bool = True) -> str:
        """Ask for a replay; give its id."""
        body = {"start": start, "to_shadow": to_shadow, "rows": to_shadow}
        answer = httpx.post(f"{self.replica.url}/v1/replays", json=body, headers=self._ops)
        assert answer.status_code == 201, answer.text
        return str(answer.json()["id"])

    def ended(self, identity: str) -> dict[str, Any]:
        """Wait until a replay has ended, and give what came of it."""
        path = f"{self.replica.url}/v1/replays/{identity}"

        def over() -> bool:
            return bool(httpx.get(path, headers=self._ops).json()["state"] != "running")

        assert eventually(over)
        told: dict[str, Any] = httpx.get(path, headers=self._ops).json()
        return told

    def shadow(self, name: str) -> Any:
        """Give a collection of the shadow."""
        return self._client[f"{self.rig.name}_shadow"][name]

    def is_midway(self) -> bool:
        """Tell whether some of the past is folded and some is not."""
        return 0 < self.shadow("counts").count_documents({}) < ENOUGH - 100


def children_of(parent: int) -> list[int]:
    """Find the processes another one started."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[1]) == parent:
            found.append(int(path.parent.name))
    return found


@pytest.fixture
def replaying(rig: Rig) -> Replaying:
    return Replaying(rig)


def equals(told: dict[str, Any]) -> bool:
    assert told["lines"], told
    return bool(told["lines"][0].startswith("shadow equals live") and told["differences"] == 0)


def test_a_shadow_equals_live_while_live_traffic_goes_on(replaying: Replaying) -> None:
    replaying.take_actions(ENOUGH)
    driver = Driver([replaying.replica.url], replaying.rig.token).run(2)
    assert eventually(lambda: len(driver.acknowledged) > 10)
    before = len(driver.acknowledged)

    told = replaying.ended(replaying.ask())

    during = len(driver.acknowledged) - before
    driver.stop()
    assert equals(told), told
    assert during > 10
    assert replaying.shadow("counts").count_documents({}) >= ENOUGH


def test_a_total_that_was_changed_by_hand_is_printed(replaying: Replaying) -> None:
    replaying.take_actions(200)
    totals = replaying.rig.collection("totals")
    totals.update_one({"_id": "actor:a3"}, {"$inc": {"actions": 5}})

    told = replaying.ended(replaying.ask())

    assert told["differences"] == 1
    assert told["lines"][1:] == ["totals actor:a3: actions is 15 in live, 10 in shadow"]


def kill_the_replay(replica: ServiceProcess) -> None:
    (child,) = children_of(replica.pid)
    os.kill(child, signal.SIGKILL)


def kill_the_service(replica: ServiceProcess) -> None:
    replica.kill()
    replica.start().wait_ready()


@pytest.mark.parametrize("kill", [kill_the_replay, kill_the_service])
def test_a_replay_that_was_killed_goes_on_and_counts_nothing_twice(
    replaying: Replaying, kill: Callable[[ServiceProcess], None]
) -> None:
    replaying.take_actions(ENOUGH)
    identity = replaying.ask()
    assert eventually(replaying.is_midway), "it was over before it could be killed"

    kill(replaying.replica)

    told = replaying.ended(identity)
    assert equals(told), told
    total = replaying.shadow("totals").find_one({"_id": f"place:{PLACE}"})
    assert total["actions"] == ENOUGH


def test_what_was_missed_takes_effect_and_nothing_else_does_again(replaying: Replaying) -> None:
    replaying.take_actions(100)
    rig = replaying.rig
    missed = rig.collection("counts").find_one({})
    rig.collection("counts").delete_one({"_id": missed["_id"]})
    for subject in (f"actor:{missed['actor']}", f"place:{PLACE}"):
        rig.collection("totals").update_one({"_id": subject}, {"$inc": {"actions": -1}})
    forget_event_of(rig, missed["_id"])

    told = replaying.ended(replaying.ask(to_shadow=False))

    said = "100 events of the past: 99 had taken effect, 1 delivered again"
    assert (told["lines"], told["differences"]) == ([said], 0)
    assert rig.counted() == 100
    assert rig.collection("totals").find_one({"_id": f"place:{PLACE}"})["actions"] == 100


def forget_event_of(rig: Rig, action_id: str) -> None:
    """Take the trace of one event out of the inbox, as a backup from before it would have."""
    pages = rig.collection("events").find({"state": "published"})
    events = [event for page in pages for event in page["events"]]
    ids = [e["id"] for e in events if action_id.encode() in bytes(e["body"])]
    for identity in ids:
        rig.collection("inbox").delete_one({"_id": f"event:{identity}"})
