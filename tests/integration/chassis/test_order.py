"""Events about one thing take effect in order: shuffled, held back, and when a replica dies."""

import random
from collections.abc import Iterable
from typing import Any

import amqp
import httpx
import orjson
import pytest

from deploy.local.servers import ServiceProcess
from tests.integration.chassis.rig import PLACE, Rig, eventually

WALKERS, STEPS, AT_ONCE = 100, 30, 10
Step = tuple[str, int]
NUMBERS = range(1, STEPS + 1)
ALL: list[Step] = [(f"w{one}", number) for number in NUMBERS for one in range(WALKERS)]


@pytest.fixture
def walking(rig: Rig) -> Rig:
    rig.toy, rig.patience = "tests.toys.walking", 120.0
    rig.settings |= {"GONGZHI_RETRY_LADDER_SECONDS": "1,2,5,30"}
    return rig


def take(rig: Rig, steps: Iterable[Step], *, version: int = 1, **more: Any) -> None:
    """Announce steps, as a relay would; in another `version`, straight to the shards."""
    exchange = "gongzhi.events" if version == 1 else f"gongzhi.{rig.name}.ordered"
    for walker, number in steps:
        envelope = {
            "specversion": "1.0",
            "id": f"{walker}-{number}",
            "source": "/elsewhere",
            "type": f"gongzhi.{rig.name}.step_taken.v{version}",
            "time": "2019-05-06T04:00:00Z",
            "subject": walker,
            "sequence": f"{number:012d}.0",
            "data": {"walker": walker, "number": number, "gate": "", "patient": False} | more,
        }
        message = amqp.Message(
            orjson.dumps(envelope),
            content_type="application/cloudevents+json",
            delivery_mode=2,
            application_headers={"cloudEvents_partitionkey": walker},
        )
        key = f"{rig.name}.step_taken.v{version}.{PLACE}"
        rig.channel().basic_publish(message, exchange, key)


def walked(rig: Rig) -> dict[str, tuple[int, int, int]]:
    """Give how many steps each took, the latest, and how many came out of order."""
    rows = rig.collection("walkers").find()
    return {row["_id"]: (row["taken"], row["latest"], row["wrong"]) for row in rows}


def steps_taken(rig: Rig) -> int:
    return sum(taken for taken, _, _ in walked(rig).values())


def open_gate(rig: Rig, replica: ServiceProcess, gate: str) -> None:
    headers = {"Authorization": f"Bearer {rig.token}"}
    answer = httpx.post(f"{replica.url}/v1/gates", json={"id": gate}, headers=headers, timeout=30)
    assert answer.status_code == 201, answer.text


def in_turns(steps: list[Step], chance: random.Random) -> list[Step]:
    """Mix what different walkers do, and keep the order of each."""
    turns = [walker for walker, _ in steps]
    chance.shuffle(turns)
    reached: dict[str, int] = {}
    for walker in turns:
        reached[walker] = reached.get(walker, 0) + 1
    counts = dict.fromkeys(reached, 0)
    mixed = []
    for walker in turns:
        counts[walker] += 1
        mixed.append((walker, counts[walker]))
    return mixed


def shuffled(chance: random.Random) -> list[Step]:
    """Let ten walk at a time, and shuffle all they do: a replica has so many steps at hand."""
    told = []
    for first in range(0, WALKERS, AT_ONCE):
        together = [(f"w{one}", n) for one in range(first, first + AT_ONCE) for n in NUMBERS]
        told += chance.sample(together, len(together))
    return told


EVERYBODY = {f"w{one}": (STEPS, STEPS, 0) for one in range(WALKERS)}


@pytest.mark.slow
def test_three_thousand_events_shuffled_within_their_aggregates_end_right(walking: Rig) -> None:
    walking.started(2)

    take(walking, shuffled(random.Random(3000)), patient=True)

    assert eventually(lambda: steps_taken(walking) == len(ALL), walking.patience)
    assert walked(walking) == EVERYBODY
    assert walking.dead_letters() == []


@pytest.mark.slow
def test_no_event_overtakes_another_when_a_replica_is_killed(walking: Rig) -> None:
    first, second = walking.started(2)
    mixed = in_turns(ALL, random.Random(7))

    take(walking, mixed[:1500])
    assert eventually(lambda: steps_taken(walking) > 300, walking.patience)
    first.kill()
    take(walking, mixed[1500:2500])
    first.start().wait_ready()
    assert eventually(lambda: steps_taken(walking) > 1800, walking.patience)
    second.kill()
    take(walking, mixed[2500:])

    assert eventually(lambda: steps_taken(walking) == len(ALL), walking.patience)
    assert walked(walking) == EVERYBODY
    assert walking.dead_letters() == []


@pytest.mark.slow
def test_without_an_order_two_replicas_let_events_overtake_each_other(walking: Rig) -> None:
    walking.settings |= {"TOY_ORDERED": "no", "GONGZHI_BATCH_SIZE": "5"}
    walking.started(2)
    fewer = [step for step in in_turns(ALL, random.Random(7)) if step[0] in {"w1", "w2", "w3"}]

    take(walking, fewer)

    assert eventually(lambda: steps_taken(walking) == len(fewer), walking.patience)
    assert sum(wrong for _, _, wrong in walked(walking).values()) > 0


def test_what_is_held_back_lets_others_pass_and_goes_on_in_order(walking: Rig) -> None:
    (replica,) = walking.started(1)

    take(walking, [("slow", 1)], gate="g1")
    take(walking, [("slow", 2), ("quick", 1), ("slow", 3), ("quick", 2)])
    assert eventually(lambda: walked(walking) == {"quick": (2, 2, 0)})
    open_gate(walking, replica, "g1")
    take(walking, [("slow", 4)])

    assert eventually(lambda: walked(walking).get("slow") == (4, 4, 0))
    assert walking.dead_letters() == []


def test_what_is_held_back_is_held_back_by_the_next_replica_too(walking: Rig) -> None:
    first, second = walking.started(2)
    take(walking, [("slow", 1)], gate="g1")
    take(walking, [("slow", 2), ("quick", 1)])
    assert eventually(lambda: walked(walking) == {"quick": (1, 1, 0)})

    first.kill()
    take(walking, [("quick", 2), ("slow", 3)])
    assert eventually(lambda: walked(walking) == {"quick": (2, 2, 0)})
    open_gate(walking, second, "g1")

    assert eventually(lambda: walked(walking).get("slow") == (3, 3, 0))


def test_when_the_ladder_ends_what_was_held_back_is_set_aside_together(walking: Rig) -> None:
    walking.settings |= {"GONGZHI_RETRY_LADDER_SECONDS": "1"}
    walking.started(1)

    take(walking, [("stuck", 1)], gate="never")
    take(walking, [("stuck", 2), ("quick", 1)])

    assert eventually(lambda: len(walking.letters()) == 2)
    letters = sorted(walking.letters(), key=lambda letter: (letter["dead_at"], letter["_id"]))
    assert [letter["event_id"] for letter in letters] == ["stuck-1", "stuck-2"]
    assert "stuck-1" in letters[1]["detail"]
    assert walked(walking) == {"quick": (1, 1, 0)}


def test_behind_a_version_nobody_here_knows_events_wait_and_go_on_without_it(walking: Rig) -> None:
    walking.settings |= {"GONGZHI_RETRY_LADDER_SECONDS": "5"}
    walking.started(1)

    take(walking, [("old", 1)])
    take(walking, [("old", 2)], version=2)
    take(walking, [("old", 3), ("quick", 1)])
    assert eventually(lambda: walked(walking) == {"old": (1, 1, 0), "quick": (1, 1, 0)})

    assert eventually(lambda: walked(walking)["old"] == (2, 3, 1))
    assert eventually(lambda: len(walking.letters()) == 1)
    (letter,) = walking.dead_letters()
    assert (letter["event_id"], letter["reason"]) == ("old-2", "unknown-type")
