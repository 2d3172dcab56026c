"""Whatever cannot be handled lies alone in the dead letters; the good around it was handled."""

from typing import Any

from tests.integration.chassis.rig import Rig, a_trial, an_event, eventually

TRACE = "0af7651916cd43dd8448eb211c80319c"
TRACEPARENT = f"00-{TRACE}-b7ad6b7169203331-01"
JSON, TEXT = "application/cloudevents+json", "text/plain"
TRIAL = "on_trial_made"
BAD: dict[str, tuple[bytes, str, str, int]] = {
    "undecodable": (b"\xff\x00{", JSON, "decode", 0),
    "wrong-content-type": (a_trial("ok"), TEXT, "decode", 0),
    "unknown-type": (an_event("elsewhere.unheard_of", {}), JSON, "decode", 2),
    "schema-invalid": (an_event("trying.trial_made", {"actor": 7}), JSON, "decode", 0),
    "too-large": (an_event("trying.trial_made", {"actor": "x" * 1_000_000}), JSON, "decode", 0),
    "handler-bug": (a_trial("bug"), JSON, TRIAL, 0),
    "refused": (a_trial("refused"), JSON, TRIAL, 0),
    "never-found": (a_trial("later", actor="nobody"), JSON, TRIAL, 2),
}


def test_each_bad_message_is_set_aside_alone(rig_on_each: Rig) -> None:
    rig = rig_on_each
    rig.started(2)

    publish_good_and_bad(rig)
    assert eventually(lambda: rig.counted() == len(BAD) + 1)
    letters = collect(rig, len(BAD))

    assert {why: told["body"] for why, told in letters.items()} == {
        why: body for why, (body, *_) in BAD.items()
    }
    assert {why: (told["handler"], told["attempt"]) for why, told in letters.items()} == {
        why: (handler, attempt) for why, (_, _, handler, attempt) in BAD.items()
    }
    assert {told["trace"] for told in letters.values()} == {TRACE}
    assert {told["content_type"] for told in letters.values()} == {JSON, TEXT}
    assert rig.take(rig.queue) == []


def publish_good_and_bad(rig: Rig) -> None:
    rig.publish(rig.action("first"))
    for why, (body, content_type, _, _) in BAD.items():
        rig.publish(body, content_type, cloudEvents_traceparent=TRACEPARENT)
        rig.publish(rig.action(f"after-{why}"))


def collect(rig: Rig, count: int) -> dict[str, dict[str, Any]]:
    """Wait for so many dead letters; give them by reason, as each is alone with its own."""
    assert eventually(lambda: len(rig.letters()) >= count)
    told = rig.dead_letters()
    assert len(told) == count
    return {one["reason"]: one for one in told}


def test_what_comes_too_early_is_handled_once_its_subject_is_there(rig: Rig) -> None:
    rig.started(1)

    rig.publish(a_trial("later", actor="a1"))
    rig.publish(rig.action("makes-a1"))

    assert eventually(lambda: rig.collection("totals").count_documents({"_id": "trials"}) == 1)
    assert rig.collection("totals").find_one({"_id": "trials"})["made"] == 1
    assert rig.dead_letters() == []
