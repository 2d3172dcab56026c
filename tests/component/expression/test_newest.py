"""The list of topics, the latest first: the same pages however many there are."""

from datetime import timedelta

import pytest


def listed(hall, query=""):
    found, cursor = [], ""
    while True:
        page = hall.get(f"?order=newest&limit=2{query}{cursor}")
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


@pytest.mark.parametrize("query", ["order=oldest", "order=newest&cursor=WyJ4IiwieSJd"])
def test_what_makes_no_sense_is_refused(hall, query):
    answer = hall.h.get(f"/v1/topics?{query}", as_=hall.of("r-1"))

    assert answer.status in (400, 422)
