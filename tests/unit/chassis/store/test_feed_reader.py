"""The next pages of a feed are found whether they lie near or far."""

import pytest

from chassis.store.feed_reader import WITHIN_REACH, pages_after
from chassis.store.memory import InMemory
from chassis.store.writes import Writes

FAR = 10 * WITHIN_REACH
PUBLISHED = [("late", FAR, FAR + 2), ("first", 0, 3), ("second", 3, 4)]


@pytest.fixture
def backend():
    backend = InMemory()
    pages = [
        {"_id": name, "state": "published", "position": position, "end": end, "events": []}
        for name, position, end in PUBLISHED
    ]
    pending = {"_id": "pending", "state": "pending", "position": None, "events": []}
    backend.commit(Writes(pages=[*pages, pending]))
    return backend


@pytest.mark.parametrize(
    ("position", "most", "names"),
    [
        (0, 9, ["first", "second"]),
        (0, 1, ["first"]),
        (2, 9, ["first", "second"]),
        (3, 9, ["second"]),
        (4, 9, ["late"]),  # what came between is kept no more
        (FAR + 1, 9, ["late"]),
        (FAR + 2, 9, []),
    ],
)
def test_the_next_pages_are_given_the_earliest_first(backend, position, most, names):
    assert [page["_id"] for page in pages_after(backend, position, most)] == names
