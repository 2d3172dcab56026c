"""What was said before is proposed: for topics of a place, and on a real deliberation."""

import csv
import os
import sys
from datetime import date
from itertools import combinations
from pathlib import Path

import pytest

from services.expression import inbound
from services.expression.domain.prevention.likeness import likeness, pairs_of
from services.expression.domain.prevention.sketches import keys_of

from .conftest import BUILDING, PLACE

# Pairs of comments of polis-vtaiwan-uberx, by number, that say the same: whoever agrees with one
# agrees with the other, and what matters in the one is in the other, in whatever words. Judged by
# reading the 35 likest pairs by each of five measures (pairs, triples and words, with and without
# openings, and the share of the shorter contained in the longer), 82 pairs in all.
NEAR_COPIES = {(70, 72), *combinations((114, 115, 116, 117), 2), (108, 109), (91, 92), (79, 80)}
SAME_MEANING = NEAR_COPIES | {
    (23, 24), (45, 46), (82, 84), (88, 90), (57, 65), (52, 53), (73, 77), (8, 56), (155, 156),
    (42, 44),
}  # fmt: skip
LEAST = 0.45


@pytest.fixture
def comments():
    folder = os.environ.get("GONGZHI_DATA", "")
    found = Path(folder) / "polis-vtaiwan-uberx" / "comments.csv"
    if not folder or not found.is_file():
        if os.environ.get("CI"):
            pytest.fail("GONGZHI_DATA names no folder with polis-vtaiwan-uberx")
        pytest.skip("GONGZHI_DATA names no folder with polis-vtaiwan-uberx")
    with found.open(encoding="utf-8-sig", newline="") as lines:
        return {int(row["comment-id"]): row["comment-body"] for row in csv.DictReader(lines)}


def proposed(comments):
    """Give the pairs that share a key and are alike enough, as the service finds them."""
    keys = {
        n: {*keys_of([text], "t", fine=True), *keys_of([text], "t", fine=False)}
        for n, text in comments.items()
    }
    pairs = {n: pairs_of(text) for n, text in comments.items()}
    return {
        (one, other)
        for one, other in combinations(sorted(comments), 2)
        if keys[one] & keys[other] and likeness(pairs[one], pairs[other]) >= LEAST
    }


def test_precision_and_recall_on_a_real_deliberation(comments, capsys):
    found = proposed(comments)

    precision = len(found & SAME_MEANING) / len(found)
    recall = len(found & SAME_MEANING) / len(SAME_MEANING)
    with capsys.disabled():
        told = f"{len(found)} pairs proposed: precision {precision:.2f}, recall {recall:.2f}"
        copies = f"near copies {len(found & NEAR_COPIES)} of {len(NEAR_COPIES)}"
        sys.stdout.write(f"\n{told}; {copies}\n")
    assert found >= NEAR_COPIES
    assert precision >= 0.94
    assert recall >= 0.85


@pytest.mark.parametrize(("said", "meant"), [(72, {70}), (117, {114, 115, 116})])
def test_the_near_copies_of_a_real_deliberation_are_proposed(hall, comments, said, meant):
    topic_id = hall.discussed()
    ids = {}
    for number in {70, 108, 114, 115, 116, 150} - {said}:
        ids[hall.said(topic_id, text=comments[number])] = number

    body = {"text": comments[said]}
    answer = hall.post(f"/{topic_id}/statements/similar", body, as_=hall.of("r-1"))

    assert {ids[one["id"]] for one in answer.json["items"]} == meant


def test_a_topic_is_proposed_before_and_after_the_like_of_it_is_raised(hall):
    first = hall.raised(title="3号门停车位不够")
    body = {"title": "三号门停车位不够用", "division": PLACE}

    asked = hall.post("/similar", body, as_=hall.of("r-2")).json["items"]
    told = hall.post("", body | {"category": "parking"}, as_=hall.of("r-2")).json

    assert [(one["id"], one["division"], one["stage"]) for one in asked] == [
        (first, BUILDING, "raised")
    ]
    assert [one["id"] for one in told["similar"]] == [first]
    assert [one["id"] for one in hall.get(f"/{first}/similar")["items"]] == [told["id"]]


def test_while_a_title_is_typed_the_like_of_it_is_proposed(hall):
    first = hall.raised(title="3号门停车位不够")

    asked = hall.get(f"/similar?title=3号门停车位&place={PLACE}")

    assert [one["id"] for one in asked["items"]] == [first]


@pytest.mark.parametrize("query", ["", "?title=x", f"?place={PLACE}", "?title=x&place=4406"])
def test_without_a_title_or_a_place_nothing_is_looked_for(hall, query):
    assert hall.get(f"/similar{query}")["type"].endswith("title-or-place-missing")


def test_another_place_is_not_the_same_matter(hall):
    hall.raised(by="r-far", division="440605125001")
    hall.raised(by="r-1", division=f"{PLACE}-e01-b03")

    asked = hall.post("/similar", {"title": "3号门停车", "division": f"{PLACE}-e02"})

    assert asked.json["items"] == []


def test_a_wider_place_sees_the_near_copies_within_it(hall):
    inside = hall.raised()

    asked = hall.post("/similar", {"title": "3号门停车！", "division": "440605"}, as_=hall.official)

    assert [one["id"] for one in asked.json["items"]] == [inside]


def test_a_merged_topics_statements_are_proposed_where_they_went(hall):
    one, other = hall.discussed(), hall.discussed()
    said = hall.said(one, text="先划访客车位")
    hall.post(f"/{one}/merge", {"into_id": other, "reason": "同一问题"})

    asked = hall.post(f"/{other}/statements/similar", {"text": "先划访客车位！"})

    assert [line["id"] for line in asked.json["items"]] == [said]


def test_of_a_crowd_that_says_the_same_a_bounded_part_is_kept(hall):
    raised = [hall.raised(by=f"r-{number % 8 + 1}") for number in range(30)]

    sketches = hall.h.backend.collections["sketches"]

    assert len(raised) == 30
    assert len(sketches) == 20
    assert len(hall.get(f"/{raised[-1]}/similar")["items"]) == 5


def test_the_standard_says_how_like_and_how_many(hall):
    rules = {"likeness": {"least_percent": 100, "most": 1}}
    hall.h.hears(inbound.StandardPublished("g-1", 1, date(2019, 1, 1), rules, "440605"))
    for _ in range(3):
        hall.raised()
    hall.raised(title="3号门停车难")

    asked = hall.post("/similar", {"title": "3号门停车", "division": PLACE}).json["items"]

    assert [one["likeness"] for one in asked] == [1.0]


@pytest.mark.parametrize("text", ["", "x" * 1_000_000])
def test_a_statement_of_a_megabyte_or_none_is_refused(hall, text):
    topic_id = hall.discussed()

    asked = hall.post(f"/{topic_id}/statements/similar", {"text": text}, as_=hall.of("r-1"))
    said = hall.post(f"/{topic_id}/statements", {"text": text}, as_=hall.of("r-1"))

    assert (asked.status, said.status) == (422, 422)
    assert hall.get(f"/{topic_id}/statements")["items"] == []
