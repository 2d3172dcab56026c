"""Events are kept in pages of a size the database takes, and none larger than readers take."""

from datetime import UTC, datetime
from itertools import count

import pytest

from chassis.errors import Refused
from chassis.events import Meta, wire_type
from chassis.store.pages import LARGEST_EVENT, pages_of
from chassis.testing import Harness, token
from tests.toys.counting.events import ActionTaken
from tests.toys.counting.service import CountingService

WORKER = token("worker")


def announced(*sizes: int):
    events = [ActionTaken("a", "x" * size, "440605") for size in sizes]
    moment = datetime(2019, 5, 6, tzinfo=UTC)
    return [(event, Meta("e", wire_type(ActionTaken), moment)) for event in events]


def pages(*sizes: int):
    ids = count()
    return pages_of(announced(*sizes), lambda: f"p{next(ids)}")


def test_the_events_of_a_commit_stand_on_one_page():
    assert [len(page["events"]) for page in pages(10, 10, 10)] == [3]


def test_many_large_events_take_more_pages_in_order():
    found = pages(*[60_000] * 100)

    assert [page["_id"] for page in found] == ["p0", "p1"]
    assert sum(len(page["events"]) for page in found) == 100


def test_an_event_no_reader_would_take_is_refused_before_it_is_kept():
    with pytest.raises(Refused):
        pages(LARGEST_EVENT)


def test_only_the_request_that_would_announce_too_much_is_refused(monkeypatch):
    monkeypatch.setattr("chassis.store.pages.LARGEST_EVENT", 700)
    harness = Harness(CountingService)
    items = [{"actor": name, "division": "440605"} for name in ("a", "b" * 60, "c")]

    answer = harness.post("/v1/actions/bulk", {"items": items}, as_=WORKER)

    assert [item["status"] for item in answer.json["items"]] == [201, 409, 201]
    assert [event.actor for event in harness.announced] == ["a", "c"]
