"""The tree of places on the real database: many change it at once, and it is read as it was."""

import itertools
from functools import partial

import httpx

from tests.integration.participation.desk import Desk, at_once

LISHUI, MANY = "440605126", 40
NUMBERS = itertools.count(700)
SINCE, ON, BEFORE = "2018-01-01", "2019-07-01", "2019-06-30"


def a_community(desk: Desk) -> str:
    code = f"{LISHUI}{next(NUMBERS)}"
    place = {"code": code, "name": f"社区{code}", "kind": "residents_committee", "parent": LISHUI}
    assert desk.post("/v1/divisions", place | {"since": SINCE}).is_success
    return code


def merge(desk: Desk, code: str, into: str) -> httpx.Response:
    return desk.post(f"/v1/divisions/{code}/merger", {"into": into, "on": ON})


def communities(desk: Desk, query: str = "") -> int:
    summary = desk.get(f"/v1/divisions/summary?division={LISHUI}{query}")
    return int(summary["communities"])


def test_two_communities_merged_into_each_other_at_once_leave_one(desk: Desk) -> None:
    for _ in range(5):
        one, other = a_community(desk), a_community(desk)

        answers = at_once([partial(merge, desk, one, other), partial(merge, desk, other, one)])

        assert sorted(answer.status_code for answer in answers) == [201, 409]
        rule = next(a.json()["type"] for a in answers if a.status_code == 409)
        assert rule.endswith("division-ended")
        kept = desk.kept["divisions"].find({"_id": {"$in": [one, other]}, "valid_to": None})
        assert len(list(kept)) == 1


def test_what_is_built_while_its_community_is_merged_is_carried_or_refused(desk: Desk) -> None:
    one, other = a_community(desk), a_community(desk)

    def act(number: int) -> httpx.Response:
        if number == MANY // 2:
            return merge(desk, one, other)
        body = {"kind": "estate", "name": f"{number}号小区"}
        return desk.post(f"/v1/divisions/{one}/places", body)

    answers = at_once(partial(act, number) for number in range(MANY))

    built = {a.json()["name"] for a in answers if a.is_success and a.json()["kind"] == "estate"}
    assert answers[MANY // 2].status_code == 201
    assert {a.status_code for a in answers} <= {201, 409}
    left = list(desk.kept["divisions"].find({"parent": one, "valid_to": None}))
    carried = list(desk.kept["divisions"].find({"parent": other, "valid_to": None}))
    assert left == []
    assert {place["name"] for place in carried} == built
    assert len({place["_id"] for place in carried}) == len(built)


def test_the_tree_of_a_day_is_read_from_the_database_as_it_was(desk: Desk) -> None:
    one, other = a_community(desk), a_community(desk)
    then, now = communities(desk, f"&on={BEFORE}"), communities(desk)

    assert merge(desk, one, other).status_code == 201

    assert communities(desk) == now - 1
    assert communities(desk, f"&on={BEFORE}") == then
    standing = desk.get(f"/v1/divisions?parent={LISHUI}&limit=200")["items"]
    stood = desk.get(f"/v1/divisions?parent={LISHUI}&on={BEFORE}&limit=200")["items"]
    assert one not in {place["id"] for place in standing}
    assert one in {place["id"] for place in stood}
    assert desk.get(f"/v1/divisions?parent={LISHUI}&on=2017-12-31&limit=200")["items"] == [
        place for place in stood if place["valid_from"] is None
    ]


def test_figures_on_the_database_add_up_after_a_merger(desk: Desk) -> None:
    homes = [a_community(desk) for _ in range(2)]
    people = [desk.made("/v1/residents", division=home) for home in homes]
    for home, who in zip(homes, people, strict=True):
        space = desk.made("/v1/spaces", kind="youth_home", name="家", division=home, capacity=9)
        visit = {"resident_id": who, "space_id": space, "visited_at": "2018-09-01T02:00:00Z"}
        assert desk.post("/v1/visits", visit).status_code == 201
        hours = {"resident_id": who, "minutes": 30, "served_on": "2018-09-01"}
        assert desk.post("/v1/hours", hours).status_code == 201

    assert merge(desk, *homes).status_code == 201

    now, then = (
        desk.get(f"/v1/divisions/{LISHUI}/figures?codes={codes}") for codes in ("now", "then")
    )
    lines = {line["division"]: line for line in now["communities"]}
    assert lines[homes[1]]["years"]["2018"] == {"visits": 2, "minutes": 60, "lines": 2}
    assert lines[homes[1]]["residents"] == 2
    assert homes[0] not in lines
    assert now["total"] == then["total"]


def test_pilots_are_found_by_round_in_the_database(desk: Desk) -> None:
    one, other = a_community(desk), a_community(desk)
    for code, level in ((one, "district"), (other, "town"), (one, "town")):
        body = {"community_id": code, "round": "2018-9", "since": "2018-09-01", "level": level}
        assert desk.post("/v1/pilots", body).status_code == 201

    def found(query: str) -> list[str]:
        return [place["id"] for place in desk.get(f"/v1/pilots?{query}")["items"]]

    assert found("round=2018-9&level=district") == [one]
    assert found("round=2018-9&level=town") == [one, other]
    assert found("round=2018-9") == [one, other]


def test_places_that_an_earlier_version_kept_are_read_and_changed(desk: Desk) -> None:
    one, other = a_community(desk), a_community(desk)
    path = f"/v1/divisions?parent={LISHUI}&limit=200"
    fields = ("valid_from", "valid_to", "ended_by", "successors", "predecessors", "former")
    unset = dict.fromkeys((*fields, "changed_on", "pilots", "pilot_marks"), "")
    desk.kept["divisions"].update_one({"_id": one}, {"$unset": unset})

    for query in ("", f"&on={BEFORE}", "&on=2017-12-31"):
        assert one in {place["id"] for place in desk.get(path + query)["items"]}
    assert merge(desk, one, other).status_code == 201
    assert one not in {place["id"] for place in desk.get(path)["items"]}
    assert one in {place["id"] for place in desk.get(f"{path}&on={BEFORE}")["items"]}
