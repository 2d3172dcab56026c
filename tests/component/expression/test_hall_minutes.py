import pytest

from services.expression.events import MinutesPublished
from tests.component.expression.hall_scene import HallScene


@pytest.fixture
def scene(hall):
    return HallScene(hall)


@pytest.fixture
def held(scene):
    session_id = scene.opened()
    for who in ("r-1", "r-2"):
        scene.asked(session_id, who)
    scene.called(session_id, number=2, reason="行动不便")
    scene.closed(session_id)
    return session_id


def drafted(scene, session_id):
    answer = scene.post(f"/{session_id}/minutes", {})
    assert answer.status == 201, answer.json
    return answer.json


def edited(scene, session_id, text="会议同意划线。"):
    body = {"text": text, "reason": "补充要点"}
    return scene.h.put(f"/v1/sessions/{session_id}/minutes", body, as_=scene.hall.staff)


def published(scene, session_id):
    return scene.post(f"/{session_id}/minutes/publication", {})


def test_minutes_are_drafted_from_what_happened(scene, held):
    text = drafted(scene, held)["text"]

    assert "3号门停车议事会" in text
    assert "申请发言 / Asked to speak: 2; 发言 / Called: 1" in text
    assert "2: 行动不便" in text
    assert "决议 / Resolution: 尚无 / none yet" in text


def test_every_edition_is_kept_with_who_wrote_it_and_why(scene, held):
    drafted(scene, held)
    edited(scene, held)
    published(scene, held)
    edited(scene, held, "更正：同意划40个车位。")

    editions = scene.get(f"/{held}/minutes/editions").json["items"]

    assert [(one["number"], one["by"]) for one in editions] == [(1, "w-1"), (2, "w-1"), (3, "w-1")]
    assert editions[1]["reason"] == "补充要点"
    assert scene.get(f"/{held}/minutes").json["text"] == "更正：同意划40个车位。"
    told = [event for event in scene.h.announced if isinstance(event, MinutesPublished)]
    assert [event.edition for event in told] == [2, 3]


def test_published_minutes_are_tied_to_what_was_resolved(scene, held):
    drafted(scene, held)
    scene.hall.post(f"/{scene.topic_id}/proposal", {"text": "划40个车位"})
    scene.hall.votes(scene.topic_id)
    scene.hall.post(f"/{scene.topic_id}/resolution", {})
    resolution = scene.hall.topic(scene.topic_id).resolution

    shown = published(scene, held).json

    expected = [(scene.topic_id, resolution.text)] if resolution else []
    assert [(one["topic_id"], one["resolution"]["text"]) for one in shown["resolved"]] == expected
    assert scene.h.announced[-1].topic_ids == [scene.topic_id]


def test_publishing_twice_announces_once(scene, held):
    drafted(scene, held)

    statuses = [published(scene, held).status for _ in range(2)]

    assert statuses == [200, 200]
    assert scene.hall.facts().count("MinutesPublished") == 1


def test_a_draft_is_for_staff_of_the_place_alone(scene, held):
    drafted(scene, held)
    path = f"/{held}/minutes"

    before = [scene.get(path).status, scene.get(path, as_=scene.hall.official).status]
    trace = scene.get(f"{path}/editions").status
    published(scene, held)

    assert (before, trace) == ([404, 200], 404)
    assert scene.get(path).status == 200


def test_minutes_are_of_a_session_that_is_over_and_drafted_once(scene):
    session_id = scene.opened()
    early = scene.post(f"/{session_id}/minutes", {})
    scene.closed(session_id)
    drafted(scene, session_id)

    again = scene.post(f"/{session_id}/minutes", {})
    resident = scene.post(f"/{session_id}/minutes", {}, as_=scene.hall.of("r-1"))

    assert [early.status, again.status, resident.status] == [409, 409, 403]
    assert edited(scene, session_id, "").status == 422
