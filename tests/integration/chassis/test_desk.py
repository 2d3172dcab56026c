"""Dead letters on real servers: all reach the desk whatever dies, and a fix empties it."""

import random
import re
import signal

import httpx
import pytest
from click.testing import CliRunner

from deploy.local.servers import Gateway, ServiceProcess
from gongzhi.cli import gongzhi
from tests.integration.chassis.crashes import FAULT
from tests.integration.chassis.rig import Rig, a_trial, eventually

BROKEN, KILLS = 30, 20
POINT = "collect-before-ack"
OPEN = re.compile(r"gongzhi_dead_letters_open\{.*\} (\S+)")
NOON = "2019-05-06T04:00:00+00:00"


def made(rig: Rig) -> int:
    total = rig.collection("totals").find_one({"_id": "trials"}) or {}
    return int(total.get("made", 0))


def waiting(rig: Rig, queue: str) -> int:
    return int(rig.channel().queue_declare(queue, passive=True).message_count)


def told_open(replica: ServiceProcess) -> float:
    """Give how many letters a replica says are open, whatever they died of."""
    return sum(map(float, OPEN.findall(httpx.get(f"{replica.url}/metrics").text)))


def dlq(rig: Rig, replica: ServiceProcess, *words: str) -> str:
    """Run `gongzhi dlq` through a gateway that leads to a replica."""
    places = {rig.name: [replica.url.removeprefix("http://")]}
    gateway = Gateway(rig.directory / "gateway", places).start().wait_ready()
    token = rig.issuer.token("ops", divisions=["440605"])
    connection = ("--gateway", gateway.url, "--token", token)
    try:
        printed = CliRunner().invoke(gongzhi, ["dlq", *words, "--service", rig.name, *connection])
    finally:
        gateway.stop()
    assert printed.exit_code == 0, printed.output
    return printed.output


def test_after_a_fix_replay_leaves_the_desk_empty_and_the_totals_right(rig: Rig) -> None:
    (broken,) = rig.started(1)
    trials = [a_trial("bug") for _ in range(BROKEN)]
    for number, trial in enumerate(trials):
        rig.publish(trial)
        rig.publish(rig.action(f"good-{number}"))
    assert eventually(lambda: len(rig.letters()) == BROKEN and rig.counted() == BROKEN)
    assert eventually(lambda: told_open(broken) == BROKEN)
    assert broken.stop() == 0
    (mended,) = rig.started(1, TOY_MENDED="1")
    assert eventually(lambda: told_open(mended) == BROKEN)

    printed = dlq(rig, mended, "replay", "--all", "--rate", "1000")
    for trial in trials:
        rig.publish(trial)
    rig.publish(rig.action("last"))

    assert printed.splitlines()[-1] == f"{BROKEN} replayed"
    assert eventually(lambda: rig.counted() == BROKEN + 1)
    assert eventually(lambda: waiting(rig, rig.queue) == 0)
    assert (rig.dead_letters(), made(rig)) == ([], BROKEN)
    assert rig.collection("desk_actions").count_documents({"outcome": "replayed"}) == BROKEN
    assert dlq(rig, mended, "list").splitlines()[-1] == "0 letters"
    assert mended.stop() == 0


def test_who_dies_after_a_replay_was_committed_has_replayed_once(rig: Rig) -> None:
    (broken,) = rig.started(1)
    rig.publish(a_trial("bug"))
    assert eventually(lambda: len(rig.letters()) == 1)
    path = f"/v1/dead-letters/{rig.letters()[0]['_id']}/replay"
    broken.stop()
    (dying,) = rig.started(1, TOY_MENDED="1", **{FAULT: "commit-before-reply:1"})

    with pytest.raises(httpx.TransportError):
        ask(rig, dying, path)
    status = dying.stop()
    del dying.env[FAULT]
    answer = ask(rig, dying.start().wait_ready(), path)

    assert status == -signal.SIGKILL
    assert (answer.status_code, answer.json()["outcome"]) == (200, "replayed")
    assert answer.headers["Idempotency-Replayed"] == "true"
    assert (rig.dead_letters(), made(rig)) == ([], 1)
    assert rig.collection("desk_actions").count_documents({}) == 1


def ask(rig: Rig, replica: ServiceProcess, path: str) -> httpx.Response:
    """Send a replay, always under the same key."""
    token = rig.issuer.token("ops", divisions=["440605"])
    headers = {"Authorization": f"Bearer {token}", "Idempotency-Key": "one-replay"}
    return httpx.post(replica.url + path, headers=headers, timeout=30)


def test_what_the_broker_gives_up_on_comes_to_the_desk_and_can_be_heard(rig: Rig) -> None:
    (first,) = rig.started(1)
    first.stop()
    rig.publish(a_trial("ok"))

    assert eventually(lambda: given_up(rig))
    (second,) = rig.started(1)

    assert eventually(lambda: len(rig.letters(reason="delivered-too-often")) == 1)
    assert waiting(rig, rig.dead_queue) == 0
    dlq(rig, second, "replay", "--where", "reason=delivered-too-often")
    assert (rig.dead_letters(), made(rig)) == ([], 1)


def given_up(rig: Rig) -> bool:
    """Take what is in the queue and give it back, as one who dies of it does."""
    message = rig.channel().basic_get(rig.queue)
    if message is not None:
        rig.channel().basic_reject(message.delivery_tag, requeue=True)
        return False
    return waiting(rig, rig.dead_queue) == 1


@pytest.mark.slow
def test_without_the_database_letters_wait_in_their_queue(rig: Rig) -> None:
    rig.settings |= {"GONGZHI_DATABASE_DEADLINE_SECONDS": "1"}
    (replica,) = rig.started(1)
    rig.database.kill()
    rig.publish(b"no event")

    lives = eventually(lambda: not replica.ready()) and replica.live()
    rig.database.start().wait_ready()

    assert lives
    assert eventually(lambda: [one["body"] for one in rig.letters()] == [b"no event"])
    assert replica.stop() == 0
    assert rig.take(rig.dead_queue) == []


@pytest.mark.slow
def test_twenty_kills_between_keeping_and_acknowledging_lose_and_double_no_letter(
    rig: Rig,
) -> None:
    chance = random.Random(POINT)
    replicas = [rig.replica(**fault(chance)).start() for _ in range(2)]
    assert all(eventually(replica.ready) for replica in replicas)
    sent: list[bytes] = []

    def one_dies() -> bool:
        sent.append(set_aside(rig, b"no event %d" % len(sent)))
        return not all(replica.running() for replica in replicas)

    statuses: list[int | None] = []
    while statuses.count(-signal.SIGKILL) < KILLS:
        assert eventually(one_dies)
        for replica in [one for one in replicas if not one.running()]:
            statuses.append(replica.stop())
            replica.env |= fault(chance)
            replica.start()
    for replica in replicas:
        replica.kill()
        del replica.env[FAULT]
        replica.start().wait_ready()

    assert eventually(lambda: len(rig.letters()) >= len(sent))
    assert sorted(one["body"] for one in rig.letters()) == sorted(sent)
    assert [replica.stop() for replica in replicas] == [0, 0]
    assert waiting(rig, rig.dead_queue) == 0


def fault(chance: random.Random) -> dict[str, str]:
    return {FAULT: f"{POINT}:{chance.randint(1, 2)}"}


def set_aside(rig: Rig, body: bytes) -> bytes:
    """Put a message on the way that the consumer's dead letters take."""
    rig.publish(body, queue=rig.dead_queue, **{"x-reason": "undecodable", "x-dead-at": NOON})
    return body
