"""The change feed shows what was published, in order, to those who may know."""

from typing import Any

from chassis.testing import Harness, token
from tests.toys.counting.service import CountingService

OPS = token("ops")


def a_page(start: int, *divisions: str) -> dict[str, Any]:
    events = [
        {"id": f"e{start + i}", "type": f"gongzhi.counting.kind{i}.v1", "division": place,
         "body": b'{"id":"e%d"}' % (start + i)}
        for i, place in enumerate(divisions)
    ]  # fmt: skip
    end = start + len(divisions)
    return {
        "_id": f"p{start}", "state": "published", "position": start, "end": end, "events": events
    }  # fmt: skip


def a_feed(*pages: dict[str, Any]) -> Harness:
    harness = Harness(CountingService)
    harness.backend.collections["events"] = {page["_id"]: page for page in pages}
    return harness


def ids(answer: Any) -> list[str]:
    return [item["event"]["id"] for item in answer.json["items"]]


def test_a_reader_goes_on_from_any_position_and_skips_nothing() -> None:
    harness = a_feed(a_page(0, "440605", "440605"), a_page(2, "440605"))

    first = harness.get("/v1/feed?limit=1", as_=OPS)
    second = harness.get(f"/v1/feed?after={first.json['next']}", as_=OPS)

    assert ids(first) == ["e0"]
    assert ids(second) == ["e1", "e2"]
    assert second.json["next"] == 3


def test_a_reader_sees_only_their_own_divisions_and_still_moves_on() -> None:
    harness = a_feed(a_page(0, "440605124004", "440605125003"))

    told = harness.get("/v1/feed", as_=token("ops", divisions=("440605124",)))

    assert ids(told) == ["e0"]
    assert told.json["next"] == 2


def test_a_reader_may_ask_for_one_type() -> None:
    harness = a_feed(a_page(0, "440605", "440605"))

    told = harness.get("/v1/feed?type=gongzhi.counting.kind1.v1", as_=OPS)

    assert ids(told) == ["e1"]


def test_what_is_not_published_is_not_shown() -> None:
    harness = a_feed(a_page(0, "440605") | {"state": "pending"})

    assert harness.get("/v1/feed", as_=OPS).json == {"items": [], "next": 0}
    assert harness.get("/v1/feed/counts", as_=OPS).json == {"counts": {}, "pending": 1}


def test_a_position_that_is_no_number_is_refused() -> None:
    assert a_feed().get("/v1/feed?after=x", as_=OPS).status == 400
    assert a_feed().get("/v1/feed?limit=501", as_=OPS).status == 400
