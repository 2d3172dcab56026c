"""What is followed: told at once, then what changes, to however many for one question."""

import eventlet
import orjson
import pytest

from chassis.errors import Unavailable
from chassis.http.streams import broadcast, streams
from tests.component.chassis.http.serving import ISSUER, Running


@pytest.fixture(autouse=True)
def in_haste(monkeypatch):
    monkeypatch.setattr(streams, "TICK_SECONDS", 0.02)
    monkeypatch.setattr(broadcast, "GONE_SECONDS", 0.02)


@pytest.fixture
def running(request):
    service = Running(**getattr(request, "param", {}))
    yield service
    service.container.kill()


def put(running, name="a"):
    content = orjson.dumps({"name": name})
    return running.connect().ask("POST", "/v1/things", content).answer().json["id"]


def rename(running, thing, name):
    content = orjson.dumps({"name": name})
    path = f"/v1/things/{thing}/name"
    assert running.connect().ask("POST", path, content).answer().status == 201


def followed(running, thing, **headers):
    connection = running.connect().ask("GET", f"/v1/things/{thing}/live", **headers)
    answer = connection.answer()
    assert answer.status == 200
    assert answer.headers["content-type"] == "text/event-stream"
    return connection


def count(running):
    exposition, _ = running.server.container.config["metrics"].exposition()
    line = next(x for x in exposition.decode().splitlines() if x.startswith("gongzhi_followers{"))
    return float(line.split()[-1])


def eventually(holds):
    with eventlet.Timeout(5):
        while not holds():
            eventlet.sleep(0.01)


def test_a_follower_is_told_all_there_is_and_then_what_changes(running):
    thing = put(running)
    follower = followed(running, thing)

    first = follower.frame()
    rename(running, thing, "b")
    second = follower.frame()

    assert first.pop("retry").isdigit()
    assert first == {"id": "1", "event": "state", "data": '{"name":"a","same":[1]}'}
    assert second == {"id": "2", "event": "change", "data": '{"name":"b"}'}


def test_who_comes_back_knowing_all_is_told_only_what_is_new(running):
    thing = put(running)
    follower = followed(running, thing, Last_Event_ID="1")

    first = follower.frame()
    rename(running, thing, "b")
    second = follower.frame()

    assert first.pop("retry").isdigit()
    assert first == {"": ""}
    assert second["data"] == '{"name":"b"}'


def test_who_missed_something_is_told_all_there_is(running):
    thing = put(running)
    rename(running, thing, "b")

    first = followed(running, thing, Last_Event_ID="1").frame()

    assert (first["id"], first["event"]) == ("2", "state")


def test_many_follow_for_one_question(running):
    thing = put(running)
    followers = [followed(running, thing) for _ in range(30)]
    eventually(lambda: len(running.looks) > 3)
    before = len(running.looks)
    rename(running, thing, "b")

    told = [(follower.frame()["id"], follower.frame()["id"]) for follower in followers]

    assert told == [("1", "2")] * 30
    assert count(running) == 30
    assert running.looks[0] == ""
    assert running.looks.count("") < 3
    assert len(running.looks) - before < 30


def test_who_come_at_once_are_told_by_one_question(running):
    thing = put(running)
    running.before_fold(lambda: eventlet.sleep(0.05))
    path = f"/v1/things/{thing}/live"
    connections = [running.connect().ask("GET", path) for _ in range(20)]

    told = [connection.answer().status for connection in connections]

    assert told == [200] * 20
    assert running.looks.count("") == 1


def test_a_connection_that_follows_is_none_of_those_that_wait_for_answers(running):
    thing = put(running)
    followers = [followed(running, thing) for _ in range(5)]

    eventually(lambda: not running.server._connections)

    assert len(followers) == count(running) == 5
    assert running.server._serv.outstanding_requests == 0


def test_one_who_hangs_up_is_let_go_and_the_last_one_ends_the_questions(running):
    thing = put(running)
    follower = followed(running, thing)
    follower.frame()

    follower.socket.close()
    follower.file.close()

    eventually(lambda: count(running) == 0)
    looks = len(running.looks)
    eventlet.sleep(0.1)
    assert len(running.looks) <= looks + 1


def test_while_there_is_no_answer_followers_wait_with_what_they_have(running):
    thing = put(running)
    follower = followed(running, thing)
    follower.frame()
    refused = []

    def refuse():
        refused.append(1)
        raise Unavailable("no database")

    running.before_fold(refuse)
    eventually(lambda: len(refused) > 2)
    running.before_fold(lambda: None)
    rename(running, thing, "b")

    assert follower.frame()["data"] == '{"name":"b"}'


def test_silence_is_kept_alive(running, monkeypatch):
    monkeypatch.setattr(broadcast, "HEARTBEAT_SECONDS", 0.02)
    follower = followed(running, put(running))
    follower.frame()

    assert follower.frame() == follower.frame() == {"": ""}


def test_a_stop_sends_followers_elsewhere(running):
    follower = followed(running, put(running))
    follower.frame()

    running.container.stop()

    farewell = follower.frame()
    assert (farewell["event"], farewell["data"]) == ("goodbye", '{"reason":"stopping"}')
    assert farewell["retry"].isdigit()
    assert follower.ended()


def test_what_is_over_ends_its_streams_and_begins_none(running):
    thing = put(running)
    follower = followed(running, thing)
    follower.frame()
    rename(running, thing, "over")

    told = [follower.frame()["event"] for _ in range(2)]
    again = running.connect().ask("GET", f"/v1/things/{thing}/live").answer()
    no_more = running.connect().ask("GET", f"/v1/things/{thing}/live", Last_Event_ID="2").answer()

    assert told == ["change", "goodbye"]
    assert follower.ended()
    assert again.content.count(b"event: ") == 2
    assert no_more.status == 204


@pytest.mark.parametrize("running", [{"max_followers": 2}], indirect=True)
def test_beyond_the_limit_nobody_is_taken_in(running):
    thing = put(running)
    kept = [followed(running, thing) for _ in range(2)]

    answer = running.connect().ask("GET", f"/v1/things/{thing}/live").answer()

    assert (len(kept), answer.status) == (2, 429)
    assert answer.headers["retry-after"].isdigit()


def test_who_may_not_and_what_is_not_there_is_refused_before_a_stream_begins(running):
    thing = put(running)
    path = f"/v1/things/{thing}/live"

    missing = running.connect().ask("GET", "/v1/things/none/live").answer()
    broken = running.connect().ask("GET", path, Last_Event_ID="\x01 \x02").answer()
    head = running.connect().ask("HEAD", path)
    stranger = running.connect()
    bearer = ISSUER.token("guest", divisions=["440605"])
    stranger.send(
        f"GET {path} HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer {bearer}\r\n\r\n".encode()
    )

    assert (missing.status, broken.status, stranger.answer().status) == (404, 400, 403)
    assert broken.json["type"] == "urn:gongzhi:problem:malformed-header"
    assert int(head.file.readline().split()[1]) == 200
