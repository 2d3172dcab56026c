"""What a method is given, and what is made of what it returns."""

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import Enum

import pytest

from chassis.errors import Forbidden
from chassis.http.call import Call
from chassis.http.replies import Reply, reply_of
from chassis.http.ways_in import delete, get, post, put, ways_in
from chassis.principal import Principal

RESIDENT = Principal("r1", frozenset({"resident"}), ())
WORKER = Principal("w1", frozenset({"worker"}), ("440605124",))


class Stage(Enum):
    OPEN = "open"


@dataclass(frozen=True)
class State:
    id: str
    at: datetime
    stage: Stage = Stage.OPEN
    groups: frozenset[str] = frozenset({"b", "a"})
    secret: str = "s"


@dataclass(frozen=True)
class View:
    id: str
    stage: Stage


STATE = State("1", datetime(2019, 5, 6, 4, tzinfo=UTC))


def test_callers_without_divisions_speak_for_themselves_only():
    Call(RESIDENT).speaks_for("r1")
    Call(WORKER).speaks_for("r1")

    with pytest.raises(Forbidden):
        Call(RESIDENT).speaks_for("r2")


def test_callers_act_within_their_divisions():
    Call(WORKER).covers("440605124004")

    with pytest.raises(Forbidden):
        Call(WORKER).covers("440605125")


def test_callers_without_divisions_pass_where_their_role_was_let_in():
    Call(RESIDENT, roles=frozenset({"resident"})).covers("440605125")
    Call(RESIDENT).covers("440605125")

    with pytest.raises(Forbidden):
        Call(RESIDENT, roles=frozenset({"worker"})).covers("440605125")


def test_a_state_is_shown_as_json_callers_can_read():
    reply = reply_of(STATE, None, status=200, version=3)

    assert reply == Reply(
        200,
        b'{"id":"1","at":"2019-05-06T04:00:00Z","stage":"open","groups":["a","b"],"secret":"s"}',
        3,
    )
    assert reply.response().headers["ETag"] == '"3"'


@pytest.mark.parametrize("result", [STATE, {"id": "1", "stage": "open", "secret": "s"}])
def test_only_what_the_view_declares_is_shown(result):
    assert reply_of(result, View, status=200).body == b'{"id":"1","stage":"open"}'


def test_nothing_returned_is_answered_with_nothing():
    response = reply_of(None, None, status=201).response()

    assert (response.status_code, response.data) == (204, b"")


def test_what_cannot_be_shown_is_a_fault():
    with pytest.raises(TypeError):
        reply_of({"x": object()}, None, status=200)


def test_the_ways_in_of_a_service_are_read_from_its_class():
    class Parent:
        @get("/v1/a")
        def see(self, call):
            """See."""

    class Child(Parent):
        @post("/v1/a", roles=("worker",), bulk=True)
        @put("/v1/a/{a_id}")
        def make(self, call):
            """Make."""

        @delete("/v1/a/{a_id}")
        def remove(self, call, a_id):
            """Remove."""

    found = [(way.verb, way.path, way.method, way.status) for way in ways_in(Child)]

    assert found == [
        ("GET", "/v1/a", "see", 200),
        ("POST", "/v1/a", "make", 201),
        ("DELETE", "/v1/a/{a_id}", "remove", 204),
        ("PUT", "/v1/a/{a_id}", "make", 200),
    ]
