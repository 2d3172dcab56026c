"""A service told to stop finishes what it took, and takes no more."""

from typing import Any

from tests.integration.chassis.rig import PLACE, Rig, eventually

MESSAGES = 500


def test_a_stop_amid_messages_returns_none_of_them(rig: Rig) -> None:
    rig.settings |= {"GONGZHI_BATCH_SIZE": "10"}
    first, second = rig.started(1)[0], rig.replica()
    first.stop()
    publish(rig)

    first.start()
    assert eventually(lambda: rig.counted() >= 50)
    status = first.stop()
    handled = rig.counted()
    left = rig.take(rig.queue)

    assert status == 0
    assert 50 <= handled < MESSAGES
    assert len(left) == MESSAGES - handled
    assert not any(was_delivered_before(message) for message in left)
    rig.close()
    put_back(rig, left)
    second.start()
    assert eventually(lambda: rig.counted() == MESSAGES)
    assert rig.collection("totals").find_one({"_id": f"place:{PLACE}"})["actions"] == MESSAGES
    assert second.stop() == 0
    assert rig.take(rig.queue) == rig.dead_letters() == []


def publish(rig: Rig) -> None:
    for number in range(MESSAGES):
        rig.publish(rig.action(f"x{number}"))


def put_back(rig: Rig, messages: list[Any]) -> None:
    for message in messages:
        rig.publish(message.body)


def was_delivered_before(message: Any) -> bool:
    headers = message.properties.get("application_headers") or {}
    return message.delivery_info["redelivered"] or headers.get("x-delivery-count", 0) > 0


def test_what_was_accepted_before_a_stop_is_announced_before_the_end(rig: Rig) -> None:
    replica = rig.started(1)[0]

    answer = rig.post(replica)
    status = replica.stop()

    assert (answer.status_code, status) == (201, 0)
    assert rig.collection("events").count_documents({"state": "pending"}) == 0
