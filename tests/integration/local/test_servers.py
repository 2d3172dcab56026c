"""Broker, database and gateway as processes of our own: they come back, and leave others alone."""

import json
import os
import signal
import urllib.error
import urllib.request

import pytest
from kombu import Connection
from pymongo import MongoClient

from deploy.local.keys import ensure_keys
from deploy.local.servers import Broker, Database, Gateway, Server, wait_until
from deploy.local.stack import found

QUORUM = {"x-queue-type": "quorum"}


@pytest.fixture
def own_database(tmp_path):
    server = Database(tmp_path / "secantus").start().wait_ready()
    yield server
    server.kill()


@pytest.fixture
def gateway(tmp_path):
    server = Gateway(tmp_path / "nginx", {"nobody": ["127.0.0.1:1"]}).start().wait_ready()
    yield server
    server.kill()


def asked(url, body=None):
    try:
        with urllib.request.urlopen(urllib.request.Request(url, data=body), timeout=10) as answer:
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as refused:
        return refused.code, refused.headers, refused.read()


def test_what_was_committed_survives_a_kill_of_the_database(own_database):
    with MongoClient(own_database.uri) as client:
        client.toys.things.insert_many([{"_id": number} for number in range(50)])
    own_database.kill()
    own_database.start().wait_ready()

    with MongoClient(own_database.uri) as client:
        assert client.toys.things.count_documents({}) == 50


def test_a_server_that_runs_is_not_started_again(own_database):
    pid = own_database.pid

    same = Database(own_database.directory, port=own_database.port)

    assert same.start().pid == pid


def test_a_server_is_found_by_its_pid_file_and_ended(own_database, tmp_path):
    (again,) = found(tmp_path)

    again.stop()

    assert not own_database.running()
    assert found(tmp_path) == []


def test_a_pid_that_was_given_to_another_process_is_not_ours(tmp_path):
    (tmp_path / "old.pid.json").write_text(json.dumps({"pid": os.getpid(), "born": "1"}))
    server = Server("old", tmp_path)

    server.signal(signal.SIGKILL)

    assert not server.running()


@pytest.mark.slow
def test_a_broker_keeps_what_it_confirmed_over_kill_and_restart(tmp_path):
    broker = Broker(tmp_path / "rabbitmq").start().wait_ready()
    try:
        queue = declared(broker)
        assert wait_until(lambda: is_on_disk(broker, queue), 10)
        broker.kill()
        broker.start().wait_ready()
        broker.restart()

        assert wait_until(lambda: waiting_in(broker, queue) == 1, 20)
    finally:
        broker.kill()


def declared(broker):
    with Connection(broker.uri, transport_options={"confirm_publish": True}) as connection:
        channel = connection.default_channel
        channel.queue_declare("kept", durable=True, auto_delete=False, arguments=QUORUM)
        connection.Producer().publish("word", routing_key="kept", delivery_mode=2)
    return "kept"


def is_on_disk(broker, queue):
    """RabbitMQ 3.10 writes the name of a new quorum queue only half a second after declaring it."""
    names = broker.directory.rglob("names.dets")
    return any(queue.encode() in file.read_bytes() for file in names)


def waiting_in(broker, queue):
    with Connection(broker.uri) as connection:
        return connection.default_channel.queue_declare(queue, passive=True).message_count


def test_the_gateway_says_what_is_wrong_as_problem_details(gateway):
    status, headers, body = asked(f"{gateway.url}/nowhere")

    assert (status, json.loads(body)["status"]) == (404, 404)
    assert headers["Content-Type"] == "application/problem+json"


def test_a_service_that_is_away_is_unavailable_for_now(gateway):
    status, headers, body = asked(f"{gateway.url}/api/nobody/v1/things")

    assert status == json.loads(body)["status"] == 502
    assert headers["Retry-After"] == "2"


def test_a_body_beyond_the_limit_never_reaches_a_service(gateway):
    status, _, body = asked(f"{gateway.url}/api/nobody/v1/things", b"x" * 2_100_000)

    assert status == json.loads(body)["status"] == 413


@pytest.mark.parametrize(
    "path", ["/metrics", "/livez", "/api/nobody/metrics", "/api/nobody/readyz"]
)
def test_what_is_for_operators_is_not_for_the_public(gateway, path):
    assert asked(gateway.url + path)[0] == 404


def test_the_gateway_tells_nobody_its_version(gateway):
    assert asked(f"{gateway.url}/healthz")[1]["Server"] == "nginx"


def test_keys_are_made_once_and_are_private(tmp_path):
    ensure_keys(tmp_path / "keys")
    issuer = (tmp_path / "keys" / "issuer.jwk").read_text()
    ensure_keys(tmp_path / "keys")

    assert (tmp_path / "keys" / "issuer.jwk").read_text() == issuer
    assert (tmp_path / "keys" / "issuer.jwk").stat().st_mode & 0o777 == 0o600
    sealing = [tmp_path / "keys" / name for name in ("personal.key", "cases.key")]
    assert [one.stat().st_mode & 0o777 for one in sealing] == [0o600, 0o600]
    assert sealing[0].read_text() != sealing[1].read_text()
    assert "d" not in json.loads((tmp_path / "keys" / "jwks.json").read_text())["keys"][0]


def test_the_broker_sends_again_soon_what_left_a_queue_and_arrived_nowhere(broker):
    asked_for = "application:get_env(rabbit, dead_letter_worker_publisher_confirm_timeout)."

    assert broker.ctl("eval", asked_for).strip() == "{ok,15000}"
