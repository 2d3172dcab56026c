"""Bulks are cut to size, keyed by content, and sent until every item is settled."""

import json

import pytest

from gongzhi import send
from gongzhi.bulk import MOST_BYTES, MOST_ITEMS, in_turn

from .answering import Answering, settled


@pytest.fixture(autouse=True)
def _no_pause(monkeypatch):
    monkeypatch.setattr("time.sleep", lambda _seconds: None)


def sizes(gateway):
    return [len(json.loads(request.content)["items"]) for request in gateway.asked]


def test_no_request_carries_more_items_than_allowed():
    gateway = Answering(settled)

    report = send(gateway.api(), "s", "/v1/x", [{"n": n} for n in range(MOST_ITEMS + 1)])

    assert sizes(gateway) == [MOST_ITEMS, 1]
    assert [body["n"] for body in report.bodies] == list(range(MOST_ITEMS + 1))


def test_no_request_is_larger_than_a_service_takes():
    gateway = Answering(settled)

    send(gateway.api(), "s", "/v1/x", [{"text": "字" * (MOST_BYTES // 6)}] * 3)

    assert sizes(gateway) == [1, 1, 1]
    assert gateway.asked[0].url.path == "/api/s/v1/x/bulk"


def test_the_same_items_go_out_under_the_same_key():
    gateway = Answering(settled)
    for _ in range(2):
        send(gateway.api(), "s", "/v1/x", [{"n": 1}])
    send(gateway.api(), "s", "/v1/x", [{"n": 2}])

    keys = [request.headers["Idempotency-Key"] for request in gateway.asked]

    assert keys[0] == keys[1] != keys[2]


def test_items_that_could_not_be_settled_are_sent_again_under_the_same_key():
    busy = {"items": [{"status": 503, "problem": {}}], "counts": {"refused": 1}}
    gateway = Answering((200, busy), settled)

    report = send(gateway.api(), "s", "/v1/x", [{"n": 1}])

    assert report.done == 1
    assert len({request.headers["Idempotency-Key"] for request in gateway.asked}) == 1


def test_what_was_refused_is_told_by_its_row():
    problem = {"type": "urn:gongzhi:problem:x", "title": "no"}
    told = {
        "items": [{"status": 201, "body": {}}, {"status": 409, "problem": problem}],
        "counts": {"done": 1, "refused": 1},
    }

    report = send(Answering((200, told)).api(), "s", "/v1/x", [{}, {}])

    assert (report.done, report.refused) == (1, [(1, problem)])


def test_the_order_is_kept_where_several_are_sent_at_a_time():
    items = [{"n": n} for n in range(3 * MOST_ITEMS)]

    report = send(Answering(settled).api(), "s", "/v1/x", items, together=3)

    assert report.bodies == items


def test_no_more_is_taken_than_is_under_way():
    taken = []
    pieces = (taken.append(n) or n for n in range(1000))

    made = in_turn(str, pieces, together=3)

    assert ([next(made), next(made)], len(taken)) == (["0", "1"], 5)
