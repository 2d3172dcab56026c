from datetime import timedelta

import pytest

from chassis.testing.harness import token
from services.participation.domain.ladder.standing import Standing
from services.participation.domain.residents.resident import Resident

HETANG, ON = "440605126010", "2019-05-01"


@pytest.fixture
def last_year(service, official, integrator, places):
    """Visits and hours of 2018 in Dabu and Hetang."""
    place = {"code": HETANG, "name": "河塘居委会", "kind": "residents_committee"}
    service.post("/v1/divisions", place | {"parent": places.lishui}, as_=integrator)
    service.given("residents", Resident("eve", HETANG, (), service.now))
    service.given("standings", Standing("eve", HETANG))
    space = {"kind": "youth_home", "name": "家", "capacity": 9}
    here, there = (
        service.post(
            "/v1/spaces", space | {"division": code, "reference": code}, as_=official
        ).json["id"]
        for code in (places.dabu, HETANG)
    )
    for who, where, day in (("ann", here, 1), ("ann", here, 2), ("eve", there, 1)):
        visit = {"resident_id": who, "space_id": where, "visited_at": f"2018-09-0{day}T02:00:00Z"}
        assert service.post("/v1/visits", visit, as_=integrator).status == 201
    service.here = here
    for who, minutes in (("ann", 60), ("eve", 90)):
        hours = {"resident_id": who, "minutes": minutes, "served_on": "2018-09-01"}
        answer = service.post("/v1/hours", hours, as_=official)
        assert answer.status == 201, answer.json
    return answer.json["id"]


@pytest.fixture
def figures(service, official, places):
    """Read what was done in 2018 by community, and in all."""

    def read(code=places.lishui, codes="now"):
        told = service.get(f"/v1/divisions/{code}/figures?codes={codes}", as_=official).json
        lines = {line["division"]: line for line in told["communities"]}
        return lines, told["total"]

    return read


def year(line):
    return tuple(line["years"]["2018"][name] for name in ("visits", "minutes", "lines"))


def merge(service, official, places):
    body = {"into": HETANG, "on": ON}
    assert service.post(f"/v1/divisions/{places.dabu}/merger", body, as_=official).status == 201


def test_the_figures_of_last_year_still_add_up_after_a_merger(
    service, last_year, official, places, figures
):
    before, total = figures()
    merge(service, official, places)

    now, total_now = figures()
    then, total_then = figures(codes="then")

    assert (year(before[places.dabu]), year(before[HETANG])) == ((2, 60, 1), (1, 90, 1))
    assert {code: year(line) for code, line in now.items()} == {HETANG: (3, 150, 2)}
    assert then == before
    assert total == total_now == total_then
    assert year(total) == (3, 150, 2)


def test_a_successor_has_the_figures_of_what_it_took_over(
    service, last_year, official, places, figures
):
    merge(service, official, places)

    assert year(figures(HETANG)[1]) == (3, 150, 2)
    assert year(figures(HETANG, "then")[1]) == (1, 90, 1)
    assert year(figures(places.dabu, "then")[1]) == (2, 60, 1)
    assert figures(places.dabu)[1]["years"] == {}


@pytest.mark.usefixtures("last_year")
def test_what_goes_on_under_an_ended_code_counts_for_the_successor(
    service, official, worker, places, figures
):
    merge(service, official, places)
    visit = {"resident_id": "ann", "space_id": service.here}

    answer = service.post("/v1/visits", visit, as_=worker)

    assert answer.status == 201
    assert figures()[0][HETANG]["years"]["2019"]["visits"] == 1


@pytest.mark.usefixtures("last_year")
def test_what_was_split_stays_under_the_code_that_ended(
    service, official, integrator, places, figures
):
    for code in ("440605126011", "440605126012"):
        place = {"code": code, "name": code, "kind": "residents_committee"}
        service.post("/v1/divisions", place | {"parent": places.lishui}, as_=integrator)
    parts = [{"code": "440605126011"}, {"code": "440605126012"}]
    body = {"parts": parts, "on": ON}
    service.post(f"/v1/divisions/{places.dabu}/split", body, as_=official)

    lines, total = figures()

    assert year(lines[places.dabu]) == (2, 60, 1)
    assert year(total) == (3, 150, 2)


def test_a_reversed_line_leaves_its_year(service, last_year, official, figures):
    body = {"reason": "entered_twice"}

    answer = service.post(f"/v1/hours/{last_year}/reversals", body, as_=official)

    assert answer.status == 201, answer.json
    assert year(figures()[0][HETANG]) == (1, 0, 2)


def test_figures_are_for_those_who_answer_for_the_place(service, places):
    other = token("official", sub="x", divisions=("440605124",))

    assert service.get(f"/v1/divisions/{places.lishui}/figures", as_=other).status == 403
    assert service.get(f"/v1/divisions/{places.lishui}/figures").status == 401


@pytest.mark.parametrize("path", ["440605126009-e01/figures", "440605126/figures?codes=soon"])
def test_figures_that_there_are_not_are_refused(service, official, path):
    assert service.get(f"/v1/divisions/{path}", as_=official).status == 422


def test_published_figures_name_a_merged_community_until_it_was_merged(
    service, official, places, last_year
):
    kept = service.backend.collections.setdefault("rungs", {})
    kept.clear()
    for code, many in ((places.dabu, 20), (HETANG, 30), (places.tangzhong, 40)):
        kept[code] = {"_id": code, "division": code, "residents": many, "space": many}
    service.tick("publish_figures")
    merge(service, official, places)
    service.now += timedelta(days=1)
    service.tick("publish_figures")

    def published(query=""):
        lines = service.get(f"/v1/public-figures{query}").json["communities"]
        return {line["division"]: line["residents"] for line in lines}

    assert published() == {places.tangzhong: 40, HETANG: 50}
    assert published("?on=2019-05-06") == {places.tangzhong: 40, places.dabu: 20, HETANG: 30}
    assert service.get("/v1/public-figures?on=2019-05-05").status == 404
