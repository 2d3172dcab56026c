"""Topics that build up in a community become a warning and a matter staff owe an answer to."""

from datetime import timedelta

import pytest

from services.expression.domain.prevention.occurrences import of_dispute
from services.expression.ways_in.prevention.warnings import LOOKED_AT_ONCE

from .conftest import PLACE
from .disputing import HOME, Table

TITLES = ("3号门停车", "电动车占道", "消防通道被堵", "地库漏水", "访客车位", "夜间乱停")


def raise_topics(hall, number, **changes):
    return [
        hall.raised(by=f"r-{n % 8 + 1}", title=TITLES[n % len(TITLES)], **changes)
        for n in range(number)
    ]


def looked(hall):
    hall.h.tick("find_warnings")
    return [event for event in hall.h.announced if type(event).__name__.startswith("Warning")]


def listed(hall, query=""):
    return hall.h.get(f"/v1/warnings{query}", as_=hall.staff).json["items"]


def test_topics_that_build_up_are_warned_of_once_and_owed_an_answer(hall):
    ids = raise_topics(hall, 5)

    first, second = looked(hall), looked(hall)

    [told] = second
    assert first == second
    assert (told.kind, told.level, told.count, told.counts) == ("topics", 1, 5, [0, 0, 0, 0, 5])
    assert set(told.evidence) == set(ids)
    matter = hall.get(f"/{told.topic_id}")
    assert (matter["stage"], matter["owner"], matter["origin"]) == ("raised", PLACE, "community")
    assert [(one["id"], one["open"]) for one in listed(hall)] == [(f"{PLACE}-topics-parking", True)]
    assert hall.facts().count("TopicRaised") == 5


def test_a_matter_nobody_answers_is_overdue_like_any_other(hall):
    raise_topics(hall, 5)
    [told] = looked(hall)

    hall.h.now += timedelta(days=10)
    hall.h.tick("answer_alarms")

    assert told.topic_id in {e.topic_id for e in hall.h.announced if hasattr(e, "step")}


def test_it_rises_to_the_next_level_and_ends_when_it_falls(hall):
    raise_topics(hall, 5)
    looked(hall)
    raise_topics(hall, 5)
    levels = [one.level for one in looked(hall)]
    hall.h.now += timedelta(days=20)

    ended = looked(hall)[-1]

    assert levels == [1, 2]
    assert (type(ended).__name__, ended.level) == ("WarningEnded", 2)
    assert listed(hall, "?open=yes") == []
    acts = [move["act"] for move in hall.get(f"/{ended.topic_id}/history")["moves"]]
    assert acts == ["warning raised", "warning rose"]


def test_what_is_usual_in_a_place_is_no_warning(hall):
    for _ in range(5):
        raise_topics(hall, 5)
        hall.h.now += timedelta(days=14)
    hall.h.backend.collections.get("warnings", {}).clear()

    raise_topics(hall, 5)

    assert looked(hall) == []


def test_similar_topics_of_several_categories_are_warned_of_too(hall):
    for category in ("parking", "safety", "property", "transport", "other"):
        hall.raised(category=category)

    [told] = looked(hall)

    assert (told.kind, told.count) == ("likeness", 5)


def test_repeat_disputes_are_warned_of_and_the_same_parties_without_a_public_matter():
    table = Table()
    cases = [table.opened() for _ in range(3)]

    table.h.tick("find_warnings")

    told = {e.kind: e for e in table.h.announced if type(e).__name__ == "WarningRaised"}
    assert told.keys() == {"disputes", "parties"}
    assert len(cases) == len(told["disputes"].evidence) == 3
    assert told["disputes"].topic_id.startswith("proactive-")
    assert told["parties"].topic_id is None
    kept = repr([table.h.backend.collections[name] for name in ("occurrences", "warnings")])
    assert not any(who in kept for who in ("r-mei", "r-li", HOME))


def test_an_import_builds_up_nothing(hall):
    for number in range(6):
        body = {"title": f"x{number}", "category": "parking", "division": PLACE}
        more = {"origin": "import", "reference": f"x{number}"}
        hall.post("", body | more, as_=hall.integrator)

    assert looked(hall) == []


def test_many_clusters_are_looked_at_some_at_a_time(hall):
    service = hall.h._worker()
    for number in range(LOOKED_AT_ONCE + 10):
        place = f"44060512{number + 1000}"
        for one in range(3):
            service.note_occurrence(of_dispute(f"d-{number}-{one}", place, "land", hall.noon))
    hall.h.backend.commit(service.work.unit.writes())

    assert len(looked(hall)) == LOOKED_AT_ONCE
    assert len(looked(hall)) == LOOKED_AT_ONCE + 10


@pytest.mark.parametrize("query", ["", "?kind=topics", "?open=yes"])
def test_staff_of_another_town_see_none_of_it(hall, query):
    raise_topics(hall, 5)
    looked(hall)
    other = hall.h.get(f"/v1/warnings{query}", as_=hall.of("r-1"))

    assert other.status == 403
    assert len(listed(hall, query)) == 1
