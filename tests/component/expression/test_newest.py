"""The list of topics, the latest first: the same pages however many there are."""

from datetime import timedelta

import pytest


def listed(hall, query=""):
    found, cursor = [], ""
    while True:
        page = hall.get(f"?limit=2{query}{cursor}")
        found += [one["id"] for one in page["items"]]
        if not page["next"]:
            return found
        cursor = f"&cursor={page['next']}"


@pytest.fixture
def raised(hall):
    ids = []
    for days in (0, 0, 1, 30, 900):
        hall.h.now += timedelta(days=days)
        ids.append(hall.raised(category="parking" if len(ids) % 2 else "lighting"))
    return ids


def test_every_topic_comes_once_and_the_latest_first(hall, raised):
    told = listed(hall)

    assert told[:3] == raised[:1:-1]
    assert sorted(told[3:]) == sorted(raised[:2])


def test_filters_hold(hall, raised):
    assert listed(hall, "&category=parking") == [raised[3], raised[1]]
    assert listed(hall, "&division=440605126") == []


def test_a_town_has_the_topics_of_all_that_lies_in_it(hall, raised):
    for place in ("440605", hall.place[:9], hall.place):
        assert len(listed(hall, f"&division={place}")) == len(raised)
    assert listed(hall, f"&division={hall.place}-e02") == []


def test_topics_of_before_are_found_in_their_town_once_the_clock_has_looked(hall, raised):
    for document in hall.h.backend.collections["topics"].values():
        del document["lies_in"]
    before = listed(hall, f"&division={hall.place[:9]}")

    hall.h.tick("place_topics_of_before")

    after = listed(hall, f"&division={hall.place[:9]}")
    assert (before, len(after)) == ([], len(raised))


def test_a_page_that_begins_nowhere_is_refused(hall):
    answer = hall.h.get("/v1/topics?cursor=WyJ4IiwieSJd", as_=hall.of("r-1"))

    assert answer.status in (400, 422)
