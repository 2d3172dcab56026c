from datetime import timedelta

import pytest

from chassis.testing import token
from services.expression.domain.hall.sessions import Phase
from tests.component.expression.conftest import NOON
from tests.component.expression.hall_scene import STREAM, HallScene


@pytest.fixture
def scene(hall):
    return HallScene(hall)


def test_a_session_is_announced_opened_led_adjourned_and_closed(scene):
    session_id = scene.opened()
    scene.post(f"/{session_id}/item", {}, as_=scene.moderator)
    scene.post(f"/{session_id}/adjournment", {"reason": "时间已到"}, as_=scene.moderator)
    scene.post(f"/{session_id}/opening", as_=scene.moderator)
    scene.closed(session_id)

    shown = scene.get(f"/{session_id}").json
    assert shown["phase"] == "closed"
    assert [(line["act"], line["item"]) for line in shown["history"]] == [
        ("announced", 0),
        ("opened", 1),
        ("item", 2),
        ("adjourned", 2),
        ("opened", 2),
        ("closed", 2),
    ]
    assert [fact for fact in scene.hall.facts() if fact.startswith("Hall")] == [
        "HallSessionAnnounced",
        "HallSessionOpened",
        "HallSessionAdjourned",
        "HallSessionOpened",
        "HallSessionClosed",
    ]


def test_sessions_are_listed_by_topic_and_by_phase(scene):
    other, session_id = scene.announced(agenda=[{"title": "其他"}]), scene.opened()

    by_topic = scene.get(f"?topic_id={scene.topic_id}").json["items"]
    by_phase = scene.get("?phase=announced").json["items"]

    assert [one["id"] for one in by_topic] == [session_id]
    assert [one["id"] for one in by_phase] == [other]


@pytest.mark.parametrize(
    "url",
    [
        "http://live.example.cn/hall",
        "javascript:alert(1)",
        "https://",
        "https://localhost/hall",
        "https://user:secret@live.example.cn/",
        'https://live.example.cn/"><script>',
        "https://live.example.cn/a b",
        "https://live.example.cn\n",
    ],
)
def test_a_stream_that_is_no_https_address_is_refused(scene, url):
    answer = scene.post("", scene.body(stream_url=url))

    assert answer.status == 422
    assert answer.json["errors"][0]["field"] == "stream_url"


def test_what_cannot_be_announced_is_refused_and_nothing_is_kept(scene):
    elsewhere = scene.hall.raised()
    past = (NOON - timedelta(minutes=1)).isoformat()
    agenda = [{"title": "停车", "topic_id": elsewhere}]
    answers = [
        scene.post("", scene.body(starts_at=past)),
        scene.post("", scene.body(agenda=[])),
        scene.post("", scene.body(agenda=[{"title": "停车", "topic_id": "none"}])),
        scene.post("", scene.body(division=f"{scene.hall.place}-e09", agenda=agenda)),
        scene.post("", scene.body(), as_=scene.hall.of("r-1")),
        scene.post("", scene.body(), as_=token("worker", divisions=("440605125",))),
    ]

    assert [answer.status for answer in answers] == [422, 422, 404, 409, 403, 403]
    assert scene.get("").json["items"] == []


def test_before_its_time_and_after_its_end_a_session_is_not_opened(scene):
    session_id = scene.announced()
    early = scene.post(f"/{session_id}/opening", as_=scene.moderator)
    scene.h.now = NOON + timedelta(days=1)
    scene.post(f"/{session_id}/opening", as_=scene.moderator)
    scene.closed(session_id)

    late = scene.post(f"/{session_id}/opening", as_=scene.moderator)

    assert [early.status, late.status] == [409, 409]
    assert early.json["type"].endswith("session-not-yet")
    assert late.json["type"].endswith("phase-differs")


def test_only_the_moderator_and_staff_of_the_place_lead_a_session(scene):
    session_id = scene.opened()
    captain = token("captain", sub="lou", divisions=(scene.hall.place,))
    strangers = (scene.hall.of("r-1"), captain, token("worker", divisions=("440605125",)))

    refused = [scene.post(f"/{session_id}/item", {}, as_=one).status for one in strangers]
    allowed = scene.post(f"/{session_id}/item", {}, as_=scene.hall.official).status

    assert (refused, allowed) == ([403, 403, 403], 200)


def test_an_item_out_of_order_takes_a_reason_and_one_that_is_not_there_is_refused(scene):
    agenda = [{"title": str(number)} for number in range(3)]
    session_id = scene.opened(agenda=agenda)

    unexplained = scene.post(f"/{session_id}/item", {"number": 3}, as_=scene.moderator)
    missing = scene.post(f"/{session_id}/item", {"number": 4, "reason": "…"}, as_=scene.moderator)
    explained = scene.post(
        f"/{session_id}/item", {"number": 3, "reason": "专家先到"}, as_=scene.moderator
    )

    assert [unexplained.status, missing.status, explained.status] == [422, 422, 200]
    assert explained.json["history"][-1]["reason"] == "专家先到"


def test_what_was_announced_is_corrected_with_a_reason_and_what_was_dealt_with_stays(scene):
    session_id = scene.opened()
    changed = {n: v for n, v in scene.body().items() if n != "division"}
    new_place = changed | {"place": "大会议室", "reason": "人多"}
    rewritten = changed | {"agenda": [{"title": "别的"}], "reason": "改"}

    moved = scene.h.put(f"/v1/sessions/{session_id}", new_place, as_=scene.hall.staff)
    refused = scene.h.put(f"/v1/sessions/{session_id}", rewritten, as_=scene.hall.staff)

    assert (moved.status, refused.status) == (200, 422)
    assert moved.json["place"] == "大会议室"
    assert (moved.json["history"][-1]["act"], moved.json["history"][-1]["by"]) == ("amended", "w-1")


def test_a_session_that_never_began_is_called_off_for_a_reason(scene):
    session_id = scene.announced()

    unexplained = scene.post(f"/{session_id}/closing", {}, as_=scene.moderator)
    scene.post(f"/{session_id}/closing", {"reason": "台风"}, as_=scene.moderator)

    assert unexplained.status == 422
    assert scene.h.stored("hall_sessions", session_id).phase is Phase.CALLED_OFF
    assert scene.h.announced[-1].held is False


def test_what_everyone_sees_of_a_session_has_its_stream(scene):
    shown = scene.get(f"/{scene.announced()}").json

    assert shown["stream_url"] == STREAM
    assert shown["moderator_id"] == "r-8"
