"""The same thing sent twice at the same time takes effect once, whoever gets it."""

from concurrent.futures import ThreadPoolExecutor

from tests.integration.chassis.rig import PLACE, Rig, eventually, new_key

EVENTS, REQUESTS = 50, 20


def test_an_event_delivered_to_two_replicas_at_once_is_counted_once(rig: Rig) -> None:
    rig.settings |= {"GONGZHI_BATCH_SIZE": "1"}
    rig.started(2)

    for number in range(EVENTS):
        for _ in range(2):
            rig.publish(rig.action(f"x{number}"))

    assert eventually(lambda: rig.counted() == EVENTS)
    assert eventually(lambda: rig.channel().queue_declare(rig.queue, passive=True)[1] == 0)
    [replica.stop() for replica in rig.replicas]
    assert rig.collection("totals").find_one({"_id": f"place:{PLACE}"})["actions"] == EVENTS
    assert rig.collection("actors").find_one({"_id": "a1"})["actions"] == EVENTS
    assert rig.take(rig.queue) == rig.dead_letters() == []


def test_a_request_sent_to_two_replicas_at_once_takes_effect_once(rig: Rig) -> None:
    replicas, key = rig.started(2), new_key()

    with ThreadPoolExecutor(REQUESTS) as callers:
        answers = list(callers.map(lambda n: rig.post(replicas[n % 2], key), range(REQUESTS)))

    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.content for answer in answers}) == 1
    replays = [answer for answer in answers if answer.headers.get("Idempotency-Replayed")]
    assert len(replays) == REQUESTS - 1
    assert rig.collection("actions").count_documents({}) == 1
    assert eventually(lambda: rig.counted() == 1)
