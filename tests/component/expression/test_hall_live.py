import pytest

from tests.component.expression.hall_scene import HallScene


@pytest.fixture
def scene(hall):
    return HallScene(hall)


def test_followers_see_agenda_queue_statements_and_votes(scene):
    session_id = scene.opened()
    statement = scene.hall.said(scene.topic_id)
    path = f"/{scene.topic_id}/statements/{statement}/votes"
    scene.hall.post(path, {"choice": "agree"}, as_=scene.hall.of("r-3"))
    for who in ("r-1", "r-2", "r-3"):
        scene.asked(session_id, who)
    scene.called(session_id)

    _, state = scene.seen(session_id)

    assert (state["session"]["phase"], state["session"]["item"]) == ("open", 1)
    assert [one["title"] for one in state["agenda"].values()] == ["停车", "其他"]
    assert state["queue"] == {"asked": 3, "waiting": 2, "turns": 1, "speaking": 1, "next": 2}
    assert (state["topic"]["statements"], state["topic"]["votes"]) == (1, 1)
    assert state["statements"][statement]["standing"] == {"agree": 1, "disagree": 0, "passed": 0}
    assert state["statements"][statement]["text"] == "先划访客车位"


def test_every_change_has_a_revision_of_its_own_and_nothing_changed_has_none(scene):
    session_id = scene.opened()
    revisions = [scene.seen(session_id)[0], scene.seen(session_id)[0]]
    statement = scene.hall.said(scene.topic_id)
    revisions.append(scene.seen(session_id)[0])
    path = f"/{scene.topic_id}/statements/{statement}/votes"
    for choice in ("agree", "disagree"):
        scene.hall.post(path, {"choice": choice}, as_=scene.hall.of("r-3"))
        revisions.append(scene.seen(session_id)[0])
    scene.asked(session_id, "r-1")
    revisions.append(scene.seen(session_id)[0])
    scene.hall.post(f"/{scene.topic_id}/proposal", {"text": "划40个车位"})
    revisions.append(scene.seen(session_id)[0])
    scene.hall.votes(scene.topic_id, agree=1)
    revisions.append(scene.seen(session_id)[0])

    assert revisions[0] == revisions[1]
    assert len(set(revisions)) == len(revisions) - 1


def test_votes_on_the_resolution_are_seen_as_they_come(scene):
    session_id = scene.opened()
    scene.hall.post(f"/{scene.topic_id}/proposal", {"text": "划40个车位"})
    scene.hall.votes(scene.topic_id, agree=2, disagree=1)

    _, state = scene.seen(session_id)

    counts = {name: state["proposal"][name] for name in ("agree", "disagree", "passed")}
    assert counts == {"agree": 2, "disagree": 1, "passed": 0}


def test_followers_see_the_topic_of_the_current_item_alone(scene):
    session_id = scene.opened()
    scene.post(f"/{session_id}/item", {}, as_=scene.moderator)

    _, state = scene.seen(session_id)

    assert "topic" not in state
    assert state["statements"] == {}


def test_a_session_that_is_over_is_shown_once_more_and_then_no_more(scene):
    session_id = scene.opened()
    scene.closed(session_id)

    last = scene.get(f"/{session_id}/live")

    assert '"phase":"closed"' in last.text
    assert last.text.rstrip().endswith('data: {"reason":"over"}')


@pytest.mark.parametrize("known", ["\x01", "a b", "", "x" * 201])
def test_a_malformed_last_event_id_is_refused(scene, known):
    session_id = scene.opened()
    client = scene.h._client
    headers = {"Authorization": f"Bearer {scene.hall.of('r-1')}", "Accept-Language": "en"}

    answer = client.get(
        f"/v1/sessions/{session_id}/live", headers=headers | {"Last-Event-ID": known}
    )

    assert answer.status_code == (400 if known else 200)


def test_without_a_token_nobody_follows_and_of_no_session_there_is_nothing_to_follow(scene):
    session_id = scene.opened()

    assert scene.h.get(f"/v1/sessions/{session_id}/live").status == 401
    assert scene.get("/none/live").status == 404


def test_votes_and_statements_after_the_end_of_a_topic_and_those_of_no_size_are_refused(scene):
    scene.opened()
    resident = scene.hall.of("r-3")
    statement = scene.hall.said(scene.topic_id)
    path = f"/{scene.topic_id}/statements"

    none = scene.hall.post(path, {"text": ""}, as_=resident)
    too_long = scene.hall.post(path, {"text": "长" * 4001}, as_=resident)
    a_megabyte = scene.hall.post(path, {"text": "a" * 1_048_576}, as_=resident)
    scene.hall.post(f"/{scene.topic_id}/decline", {"reason": "…"})
    late = scene.hall.post(f"{path}/{statement}/votes", {"choice": "agree"}, as_=resident)

    assert [none.status, too_long.status, a_megabyte.status, late.status] == [422, 422, 413, 409]


def test_the_page_is_the_same_for_all_and_may_run_its_own_script_alone(scene):
    first, second = (scene.h.get(f"/v1/sessions/{name}/page") for name in ("one", "other"))

    assert first.status == 200
    assert first.headers["Content-Type"] == "text/html; charset=utf-8"
    assert first.text == second.text
    assert "script-src 'sha256-" in first.text
    assert "@{" not in first.text
