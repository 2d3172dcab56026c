from datetime import timedelta

import pytest

from services.expression.domain.hall_sessions import Phase
from services.expression.events import HallSessionMissed, ResidentsTold
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
