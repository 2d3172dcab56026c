import pytest

from services.expression import inbound
from tests.component.expression.conftest import PLACE
from tests.component.expression.hall_scene import HallScene


@pytest.fixture
def scene(hall):
    return HallScene(hall)


def test_residents_are_called_in_the_order_of_asking(scene):
    session_id = scene.opened()
    numbers = [scene.asked(session_id, who).json["number"] for who in ("r-3", "r-1", "r-2")]

    called = [scene.called(session_id).json["number"] for _ in range(3)]

    assert numbers == called == [1, 2, 3]
    queue = scene.get(f"/{session_id}/queue").json
    assert queue == {"asked": 3, "waiting": 0, "turns": 3, "speaking": 3}


def test_nobody_has_two_places_and_who_has_spoken_may_ask_again(scene):
    session_id = scene.opened()
    scene.asked(session_id, "r-1")
    twice = scene.asked(session_id, "r-1")
    scene.called(session_id)
    while_speaking = scene.asked(session_id, "r-1")
    scene.post(f"/{session_id}/turns/end", as_=scene.moderator)

    again = scene.asked(session_id, "r-1")

    assert [twice.status, while_speaking.status, again.status] == [409, 409, 201]
    assert twice.json["type"].endswith("asked-already")
    assert again.json["number"] == 2


def test_the_same_request_under_one_key_gives_one_place(scene):
    session_id = scene.opened()
    who = scene.hall.of("r-1")

    answers = [scene.post(f"/{session_id}/queue", {}, as_=who, key="k") for _ in range(2)]

    assert [answer.json["number"] for answer in answers] == [1, 1]
    assert scene.get(f"/{session_id}/queue").json["waiting"] == 1


def test_another_is_called_for_a_reason_that_everyone_can_read(scene):
    session_id = scene.opened()
    for who in ("r-1", "r-2"):
        scene.asked(session_id, who)

    unexplained = scene.called(session_id, number=2)
    scene.called(session_id, number=2, reason="行动不便")
    scene.called(session_id)

    turns = scene.get(f"/{session_id}/turns").json["items"]
    assert unexplained.status == 422
    assert [(one["number"], one["in_order"], one["reason"]) for one in turns] == [
        (2, False, "行动不便"),
        (1, True, ""),
    ]


def test_who_steps_back_is_not_called(scene):
    session_id = scene.opened()
    for who in ("r-1", "r-2"):
        scene.asked(session_id, who)
    path = f"/{session_id}/queue/withdrawal"
    first = scene.post(path, {}, as_=scene.hall.of("r-1"))
    again = scene.post(path, {}, as_=scene.hall.of("r-1"))

    called = scene.called(session_id)

    assert (first.status, again.status) == (200, 409)
    assert called.json["number"] == 2
    assert scene.called(session_id, number=1, reason="…").status == 404
    assert scene.get(f"/{session_id}/queue").json["waiting"] == 0


def test_who_is_not_concerned_and_who_comes_after_the_end_does_not_speak(scene):
    session_id = scene.opened()
    far = scene.asked(session_id, "r-far")
    unknown = scene.asked(session_id, "r-unknown")
    scene.closed(session_id)

    late = scene.asked(session_id, "r-1")

    assert [far.status, unknown.status, late.status] == [403, 403, 409]
    assert late.json["type"].endswith("phase-differs")
    assert scene.called(session_id).status in (404, 409)


def test_a_resident_sees_their_own_place_and_no_one_elses(scene):
    session_id = scene.opened()
    scene.asked(session_id, "r-1")
    path = f"/{session_id}/queue/place"

    own = scene.get(path)
    others = scene.get(f"{path}?resident_id=r-1", as_=scene.hall.of("r-2"))
    none = scene.get(path, as_=scene.hall.of("r-2"))

    assert (own.json["number"], own.json["state"]) == (1, "waiting")
    assert (others.status, none.status) == (403, 404)


def test_staff_enter_a_resident_who_asks_on_the_spot(scene):
    session_id = scene.opened()

    answer = scene.post(f"/{session_id}/queue", {"resident_id": "r-1"})

    assert answer.status == 201
    assert scene.h.stored("hall_places", f"{session_id}:r-1").entered_by == "w-1"


def test_nothing_that_everyone_sees_of_a_queue_names_a_resident(scene):
    session_id = scene.opened()
    for who in ("r-1", "r-2"):
        scene.asked(session_id, who)
    scene.called(session_id)

    shown = [scene.get(f"/{session_id}/{part}").text for part in ("queue", "turns", "live")]

    assert not any(who in text for text in shown for who in ("r-1", "r-2"))


def test_the_call_of_a_resident_who_is_erased_leads_to_nobody(scene):
    session_id = scene.opened()
    for who in ("r-1", "r-2"):
        scene.asked(session_id, who)

    for who in ("r-1", "r-8"):
        scene.h.hears(inbound.ResidentErased(who, PLACE), twice=True)
    for _ in range(3):
        scene.h.tick("forget_residents")

    stored = scene.h.backend.collections
    kept = str(
        [
            stored[name]
            for name in ("hall_places", "hall_sessions", "hall_turns", "hall_queues")
            if name in stored
        ]
    )
    assert "r-1'" not in kept
    assert "r-8" not in kept
    assert scene.get(f"/{session_id}/queue").json["waiting"] == 1
    assert scene.post(f"/{session_id}/turns", {}).json["number"] == 2
