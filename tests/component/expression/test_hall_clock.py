from dataclasses import replace
from datetime import timedelta

import pytest

from services.expression.domain.hall.sessions import Phase
from services.expression.events import HallSessionClosed, HallSessionMissed, ResidentsTold
from tests.component.expression.hall_scene import HallScene


@pytest.fixture
def scene(hall):
    return HallScene(hall)


def later(scene, hours):
    scene.h.now += timedelta(hours=hours)
    for _ in range(2):
        scene.h.tick("miss_hall_sessions")


def missed(scene):
    return [event for event in scene.h.announced if isinstance(event, HallSessionMissed)]


def test_a_session_nobody_opens_is_not_held_once_its_hours_are_over(scene):
    session_id = scene.announced()

    later(scene, 24 + 5)
    assert missed(scene) == []
    later(scene, 1)
    later(scene, 30)

    [event] = missed(scene)
    assert (event.session_id, event.topic_ids) == (session_id, [scene.topic_id])
    shown = scene.get(f"/{session_id}").json
    assert (shown["phase"], shown["history"][-1]["act"]) == ("not_held", "not held")
    assert scene.post(f"/{session_id}/opening", as_=scene.moderator).status == 409


def test_who_follows_its_topics_is_told(scene):
    scene.announced()
    later(scene, 31)

    scene.h.tick("tell_concerned")

    told = [event for event in scene.h.announced if isinstance(event, ResidentsTold)]
    assert [(one.topic_id, one.act) for one in told] == [(scene.topic_id, "session not held")]


def test_a_session_that_was_opened_is_left_alone(scene):
    session_id = scene.opened()

    later(scene, 31)

    assert scene.h.stored("hall_sessions", session_id).phase is Phase.OPEN
    assert missed(scene) == []


def days_later(scene, days):
    scene.h.now += timedelta(days=days)
    for _ in range(2):
        scene.h.tick("lapse_hall_sessions")
    return [event.held for event in scene.h.announced if isinstance(event, HallSessionClosed)]


@pytest.mark.parametrize("phase", [Phase.OPEN, Phase.ADJOURNED])
def test_a_session_nobody_ends_is_over_once_its_days_are(scene, phase):
    session_id = scene.opened()
    if phase is Phase.ADJOURNED:
        scene.post(f"/{session_id}/adjournment", {"reason": "时间已到"}, as_=scene.moderator)

    assert days_later(scene, 29) == []
    assert scene.h.stored("hall_sessions", session_id).phase is phase
    assert days_later(scene, 1) == [True]
    assert days_later(scene, 30) == [True]

    shown = scene.get(f"/{session_id}").json
    assert (shown["phase"], shown["history"][-1]["act"]) == ("closed", "lapsed")
    assert "30天" in shown["history"][-1]["reason"]


def test_whoever_speaks_then_is_done(scene):
    session_id = scene.opened()
    scene.asked(session_id, "r-1")
    scene.called(session_id)
    assert scene.get(f"/{session_id}/queue").json["speaking"] == 1

    days_later(scene, 30)

    assert scene.get(f"/{session_id}/queue").json["speaking"] is None


def test_the_days_of_an_adjourned_session_run_from_when_it_was_to_go_on(scene):
    session_id = scene.opened()
    resumes = {"resumes_at": (scene.h.now + timedelta(days=60)).isoformat(), "reason": "待评估"}
    scene.post(f"/{session_id}/adjournment", resumes, as_=scene.moderator)

    assert days_later(scene, 89) == []
    assert days_later(scene, 1) == [True]


def test_a_session_that_is_led_on_is_left_alone(scene):
    session_id = scene.opened()
    days_later(scene, 29)
    scene.post(f"/{session_id}/item", {}, as_=scene.moderator)

    assert days_later(scene, 29) == []


def test_however_many_are_open_none_is_passed_over(scene):
    [stored] = [scene.h.stored("hall_sessions", scene.opened())]
    scene.h.given("hall_sessions", *(replace(stored, id=f"s-{n:03d}") for n in range(450)))

    assert len(days_later(scene, 30)) == 451
