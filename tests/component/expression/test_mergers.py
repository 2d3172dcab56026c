from dataclasses import replace

import pytest

from chassis.testing import Harness
from services.expression import inbound
from services.expression.domain.deliberation.secret_votes import RollEntry
from services.expression.domain.topics.tellings import AT_ONCE
from services.expression.domain.topics.votes import Ballot
from services.expression.service import ExpressionService

MANY = 2 * AT_ONCE + 50


def merged(hall, gone, kept):
    return hall.post(f"/{gone}/merge", {"into_id": kept, "reason": "同一问题"})


def split(hall, topic_id, *titles):
    parts = [{"title": title} for title in titles]
    return hall.post(f"/{topic_id}/split", {"parts": parts, "reason": "两件事"})


def told(hall, rounds=9):
    for _ in range(rounds):
        hall.h.tick("tell_concerned")
    return [event for event in hall.h.announced if type(event).__name__ == "ResidentsTold"]


def concerns(hall, who, as_=None):
    answer = hall.h.get(f"/v1/residents/{who}/concerns", as_=as_ or hall.of(who))
    return [(line["topic_id"], line["act"], line["into"]) for line in answer.json["items"]]


def test_a_merger_tells_who_raised_it_and_who_voted_and_who_took_it_in(hall):
    kept, gone = hall.discussed(by="r-1"), hall.discussed(by="r-2")
    path = f"/{gone}/statements/{hall.said(gone)}/votes"
    for who in ("r-2", "r-3"):
        hall.post(path, {"choice": "agree"}, as_=hall.of(who))

    merged(hall, gone, kept)
    events = told(hall)

    assert sorted((e.topic_id, e.act, e.resident_ids) for e in events) == sorted(
        [
            (gone, "merged", ["r-2"]),
            (gone, "merged", ["r-3"]),
            (kept, "took in", ["r-1", "r-2"]),
        ]
    )
    assert concerns(hall, "r-3") == [(gone, "merged", [kept])]
    assert sorted(concerns(hall, "r-2")) == sorted(
        [(gone, "merged", [kept]), (kept, "took in", [])]
    )
    assert concerns(hall, "r-4") == []


def test_thousands_are_told_in_portions_each_once_whoever_does_it(hall):
    gone, kept = hall.discussed(), hall.discussed(by="r-2")
    voters = [f"r-{number:04}" for number in range(MANY)]
    ballots = [Ballot(f"{gone}:{who}", gone, who, hall.building) for who in voters]
    hall.h.given("ballots", *ballots)
    merged(hall, gone, kept)
    other = Harness(ExpressionService, backend=hall.h.backend)

    for _ in range(4):
        hall.h.tick("tell_concerned")
        other.tick("tell_concerned")

    named = [
        (event.portion, event.resident_ids)
        for event in (*hall.h.announced, *other.announced)
        if type(event).__name__ == "ResidentsTold" and event.act == "merged"
    ]
    assert max(len(people) for _, people in named) == AT_ONCE
    assert sorted(number for number, _ in named) == [1, 2, 3, 4]
    assert sorted(who for _, people in named for who in people) == sorted(["r-1", *voters])


def test_one_who_was_forgotten_is_named_no_more(hall):
    gone, kept = hall.raised(by="r-2"), hall.raised(by="r-1")
    merged(hall, gone, kept)
    told(hall)

    hall.h.hears(inbound.ResidentErased("r-2", hall.place), twice=True)
    hall.h.tick("forget_residents")

    assert concerns(hall, "r-2", as_=hall.staff) == []
    assert "'r-2'" not in repr(hall.h.backend.collections["tellings"])


def test_a_split_takes_every_voice_along_and_what_was_said_is_heard_in_each_part(hall):
    topic_id = hall.discussed()
    statement = hall.said(topic_id, by="r-2")

    answer = split(hall, topic_id, "停车", "照明")
    [first, second] = answer.json["parts"]
    events = told(hall)

    assert (answer.status, answer.json["topic"]["stage"]) == (201, "split")
    assert [(e.act, e.resident_ids) for e in events] == [("split", ["r-1"])]
    assert [first["voices"], second["voices"]] == [["r-1"], ["r-1"]]
    for part, who in ((first, "r-3"), (second, "r-4")):
        path = f"/{part['id']}/statements/{statement}/votes"
        assert hall.post(path, {"choice": "agree"}, as_=hall.of(who)).status == 201
    assert hall.get(f"/{second['id']}/statements")["items"][0]["agrees"] == 2
    assert concerns(hall, "r-1") == [(topic_id, "split", [first["id"], second["id"]])]


def test_a_ring_of_mergers_and_splits_is_refused_and_nothing_is_half_done(hall):
    topic_id, other = hall.raised(), hall.raised(by="r-2")
    [first, second] = split(hall, topic_id, "停车", "照明").json["parts"]
    merged(hall, first["id"], other)
    before = {one: hall.topic(one) for one in (topic_id, other, first["id"], second["id"])}

    assert merged(hall, second["id"], topic_id).json["type"].endswith("merged-in-a-ring")
    assert merged(hall, other, first["id"]).json["type"].endswith("merged-in-a-ring")
    assert merged(hall, other, other).json["type"].endswith("merged-into-itself")
    assert split(hall, topic_id, "a", "b").status == 409
    assert {one: hall.topic(one) for one in before} == before


@pytest.mark.parametrize("titles", [("停车",), ("停车", "停车"), tuple("abcdefghijk")])
def test_parts_that_make_no_sense_are_refused(hall, titles):
    assert split(hall, hall.raised(), *titles).status == 422


def test_who_is_on_the_roll_of_a_secret_vote_is_told_too(hall):
    gone, kept = hall.discussed(), hall.discussed(by="r-2")
    hall.h.given("topics", replace(hall.topic(gone), proposals=1))
    entry = RollEntry(f"{gone}-p1:mark", f"{gone}-p1", hall.building, "r-8", "x", "y")
    hall.h.given("rolls", entry)

    merged(hall, gone, kept)
    told(hall)

    assert concerns(hall, "r-8") == [(gone, "merged", [kept])]


def test_who_follows_a_topic_hears_of_it_wherever_it_goes_on(hall):
    gone, kept = hall.raised(), hall.raised(by="r-2")
    for _ in range(2):
        assert hall.post(f"/{gone}/followers", as_=hall.of("r-6")).status == 201
    hall.post(f"/{gone}/followers", as_=hall.of("r-7"))
    left = hall.h.delete(f"/v1/topics/{gone}/followers/r-7", as_=hall.of("r-7"))
    merged(hall, gone, kept)
    told(hall)
    hall.post(f"/{kept}/decline", {"reason": "…"})
    told(hall)

    late = hall.post(f"/{gone}/followers", as_=hall.of("r-8"))

    assert left.status == 204
    assert [act for _, act, _ in concerns(hall, "r-6")].count("declined") == 1
    assert (gone, "merged", [kept]) in concerns(hall, "r-6")
    assert concerns(hall, "r-7") == []
    assert (late.status, kept in late.json["detail"]) == (409, True)
    assert hall.post(f"/{kept}/followers", as_=hall.of("r-far")).status == 403


def test_nobody_reads_the_list_of_another(hall):
    assert hall.h.get("/v1/residents/r-2/concerns", as_=hall.of("r-1")).status == 403
