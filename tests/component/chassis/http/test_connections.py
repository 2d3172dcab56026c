"""Clients that are slow, broken or hostile: each alone comes to grief."""

import orjson
import pytest

from tests.component.chassis.http.serving import TOKEN, Running

THING = b'{"name": "a"}'
HEAD = f"POST /v1/things HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer {TOKEN}\r\n".encode()
JSON = b"Content-Type: application/json\r\n"


@pytest.fixture(scope="module")
def running():
    service = Running(max_body_bytes=1024)
    yield service
    service.container.kill()


def served(running):
    return running.connect().ask("POST", "/v1/things", THING).answer().status == 201


@pytest.mark.parametrize(
    ("raw", "status"),
    [
        (b"rubbish\r\n\r\n", 400),
        (b"GET / HTTP/9.9\r\n\r\n", 505),
        (HEAD + b"Content-Length: 2\r\nContent-Length: 9\r\n\r\n{}", 400),
        (HEAD + b"Content-Length: -2\r\n\r\n", 400),
        (HEAD + JSON + b"Content-Length: 1_0\r\n\r\n{}", 400),
        (HEAD + JSON + b"Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n", 411),
        (HEAD + JSON + b"Transfer-Encoding: x\r\nContent-Length: 2\r\n\r\n{}", 400),
        (HEAD + JSON + b"Content-Length: 2000\r\n\r\n" + b"x" * 2000, 413),
        (HEAD + b"X: " + b"y" * 9000 + b"\r\n\r\n", 400),
        (b"GET /" + b"y" * 9000 + b" HTTP/1.1\r\n\r\n", 414),
    ],
)
def test_what_cannot_be_read_is_answered_and_the_connection_ends(running, raw, status):
    connection = running.connect().send(raw)

    assert connection.answer().status == status
    assert connection.ended()
    assert served(running)


def test_what_is_no_http_is_answered_as_a_problem(running):
    answer = running.connect().send(b"rubbish\r\n\r\n").answer()

    assert answer.headers["content-type"] == "application/problem+json"
    assert orjson.loads(answer.content)["status"] == 400


def test_a_header_that_drips_is_not_waited_for(running, monkeypatch):
    monkeypatch.setattr("chassis.http.connections.HEADER_SECONDS", 0.1)

    assert running.connect().send(b"GET /livez HTTP/1.1\r\nHost: h\r\n").ended()
    assert served(running)


def test_a_body_that_drips_is_answered_408(running, monkeypatch):
    monkeypatch.setattr("chassis.http.connections.BODY_SECONDS", 0.1)
    connection = running.connect().send(HEAD + JSON + b"Content-Length: 100\r\n\r\n{")

    assert connection.answer().status == 408
    assert connection.ended()


def test_a_client_that_leaves_takes_nobody_along(running):
    for raw in (b"", b"POST", HEAD, HEAD + JSON + b"Content-Length: 100\r\n\r\n{"):
        running.connect().send(raw).socket.close()
    running.connect().ask("POST", "/v1/things", THING).socket.close()

    assert served(running)


def test_a_client_may_wait_to_be_asked_for_the_body(running):
    connection = running.connect().send(
        HEAD + JSON + b"Content-Length: 13\r\nExpect: 100-continue\r\n\r\n"
    )

    assert connection.answer().status == 100
    assert connection.send(THING).answer().status == 201


def test_a_body_refused_unread_does_not_disturb_the_next_request(running):
    connection = running.connect()
    raw = b"POST /v1/things HTTP/1.1\r\nHost: h\r\nContent-Length: 13\r\n\r\n" + THING

    assert connection.send(raw).answer().status == 401
    assert connection.ask("POST", "/v1/things", THING).answer().status == 201
