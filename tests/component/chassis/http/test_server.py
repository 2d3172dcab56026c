"""The server between the wire and the workers."""

import eventlet
import pytest
from eventlet.event import Event

from tests.component.chassis.http.serving import Running

THING = b'{"name": "a"}'


@pytest.fixture
def running(request):
    service = Running(**getattr(request, "param", {}))
    yield service
    service.container.kill()


def ask_at_once(running, count, method="POST", path="/v1/things", content=THING):
    connections = [running.connect() for _ in range(count)]
    for connection in connections:
        connection.ask(method, path, content)
    return [connection.answer() for connection in connections]


def test_one_connection_carries_many_requests(running):
    connection = running.connect()

    made = connection.ask("POST", "/v1/things", THING).answer()
    seen = connection.ask("GET", f"/v1/things/{made.json['id']}").answer()

    assert (made.status, seen.status) == (201, 200)
    assert seen.json == made.json


def test_writes_that_come_together_are_folded_together(running):
    answers = ask_at_once(running, 40)

    assert [answer.status for answer in answers] == [201] * 40
    assert sum(running.folded) == 40
    assert len(running.folded) < 20


def test_a_single_write_does_not_wait_for_company(running):
    running.connect().ask("POST", "/v1/things", THING).answer()

    assert running.folded == [1]


@pytest.mark.parametrize("running", [{"group_size": 1}], indirect=True)
def test_with_a_group_size_of_one_each_write_is_committed_alone_and_at_once(running):
    together = [0, 0]

    def pause():
        together[0] += 1
        together[1] = max(together)
        eventlet.sleep(0.05)
        together[0] -= 1

    running.before_fold(pause)

    answers = ask_at_once(running, 10)

    assert [answer.status for answer in answers] == [201] * 10
    assert running.folded == [1] * 10
    assert together[1] > 5


def test_a_bulk_larger_than_a_group_is_folded_in_several(running):
    content = b'{"items": [' + b",".join([THING] * 250) + b"]}"

    answer = running.connect().ask("POST", "/v1/things/bulk", content).answer()

    assert answer.json["counts"] == {"done": 250}
    assert running.folded == [100, 100, 50]


def test_all_who_wait_are_told_when_the_database_is_away(running):
    running.nobody_there()

    answers = ask_at_once(running, 5)

    assert {answer.status for answer in answers} == {503}
    assert {answer.headers["retry-after"] for answer in answers} == {"2"}
    assert ask_at_once(running, 1, "GET", "/v1/things/x", b"")[0].status == 503


def test_a_fault_while_folding_is_told_to_all_who_wait(running):
    def fault():
        raise ZeroDivisionError("secret")

    running.before_fold(fault)

    answers = ask_at_once(running, 3)

    assert {answer.status for answer in answers} == {500}
    assert not any(b"secret" in answer.content for answer in answers)


@pytest.mark.parametrize("method", ["POST", "GET"])
def test_nobody_waits_for_a_worker_that_died(running, method):
    running.before_fold(lambda: eventlet.sleep(60))
    connection = running.connect().ask(method, "/v1/things" + "/x" * (method == "GET"), THING)
    eventlet.sleep(0.2)

    for worker in list(running.container._worker_threads.values()):
        worker.kill()

    assert connection.answer().status == 503


def test_more_writes_than_can_soon_be_done_are_refused(running):
    release = Event()
    running.before_fold(release.wait)
    running.server.committer._most_waiting = 3
    connections = [running.connect().ask("POST", "/v1/things", THING) for _ in range(5)]
    eventlet.sleep(0.2)

    release.send()

    answers = [connection.answer() for connection in connections]
    assert sorted(answer.status for answer in answers) == [201, 201, 201, 429, 429]
    assert {a.headers.get("retry-after") for a in answers if a.status == 429} == {"1"}


@pytest.mark.parametrize("running", [{"max_workers": 4}], indirect=True)
def test_health_and_metrics_are_answered_while_every_worker_is_taken(running):
    running.before_fold(lambda: eventlet.sleep(60))
    reads = [running.connect().ask("GET", "/v1/things/x") for _ in range(20)]
    eventlet.sleep(0.2)
    connection = running.connect()

    paths = ("/livez", "/readyz", "/metrics")
    told = {path: connection.ask("GET", path).answer() for path in paths}

    assert {path: answer.status for path, answer in told.items()} == dict.fromkeys(paths, 200)
    assert b"gongzhi_http_requests_total" in told["/metrics"].content
    assert [r.answer().status for r in reads[16:]] == [429] * 4


def test_a_service_that_drains_is_not_ready(running):
    running.health.drain()

    assert running.connect().ask("GET", "/readyz").answer().status == 503
    assert running.connect().ask("GET", "/livez").answer().status == 200


def test_a_stop_finishes_what_was_begun_and_takes_nothing_new(running):
    running.before_fold(lambda: eventlet.sleep(0.3))
    idle = running.connect()
    idle.ask("GET", "/livez").answer()
    busy = running.connect().ask("POST", "/v1/things", THING)
    eventlet.sleep(0.1)
    port = running.server.port

    stopping = eventlet.spawn(running.container.stop)

    answer = busy.answer()
    assert (answer.status, answer.headers["connection"]) == (201, "close")
    assert idle.ended()
    stopping.wait()
    with pytest.raises(ConnectionRefusedError):
        type(idle)(port)
