import pytest

from chassis.events import sample
from services.guidance.inbound import OrganizationRegistered, ResidentRegistered, SpaceVisited
from tests.component.guidance.given import (
    COMMUNITY,
    ELSEWHERE,
    RESIDENT,
    SHISHAN,
    STRANGER,
    WORKER,
    guidance,
)

ME = "resident:r-1001"


def visited(h, **changes):
    h.hears(SpaceVisited(**{**sample(SpaceVisited), **changes}))


def registered(h):
    h.hears(ResidentRegistered(**sample(ResidentRegistered)), twice=True)


def test_a_registered_resident_has_an_account_without_points():
    h = guidance()
    registered(h)

    answer = h.get(f"/v1/scores/{ME}", as_=RESIDENT)

    assert (answer.status, answer.json["points"], answer.json["actions"]) == (200, 0, 0)


def test_a_residents_score_is_shown_to_them_and_to_their_staff_only():
    h = guidance()
    registered(h)
    visited(h)

    for path in (f"/v1/scores/{ME}", f"/v1/scores/{ME}/ledger"):
        assert h.get(path, as_=RESIDENT).status == 200
        assert h.get(path, as_=WORKER).status == 200
        assert h.get(path, as_=STRANGER).status == 403
        assert h.get(path, as_=ELSEWHERE).status == 403
        assert h.get(path).status == 401


def test_the_ledger_says_why_page_by_page():
    h = guidance()
    registered(h)
    for _ in range(3):
        visited(h)

    first = h.get(f"/v1/scores/{ME}/ledger?limit=2", as_=RESIDENT).json
    second = h.get(f"/v1/scores/{ME}/ledger?limit=2&cursor={first['next']}", as_=RESIDENT).json

    assert [len(first["items"]), len(second["items"])] == [2, 1]
    assert second["next"] is None
    assert first["items"][0]["rule"] == "space_visited.resident"


def test_a_visit_elsewhere_is_in_the_ledger_the_residents_own_staff_reads():
    h = guidance()
    registered(h)
    visited(h, division="440605125001")

    items = h.get(f"/v1/scores/{ME}/ledger", as_=WORKER).json["items"]

    assert [row["division"] for row in items] == ["440605125001"]


@pytest.mark.parametrize("subject", [COMMUNITY, SHISHAN, "organization:org-dabu-youth"])
def test_scores_of_places_and_bodies_are_for_everyone(subject):
    h = guidance()
    visited(h)

    assert h.get(f"/v1/scores/{subject}", as_=STRANGER).json["id"] == subject
    assert len(h.get(f"/v1/scores/{subject}/ledger", as_=STRANGER).json["items"]) == 1


def test_a_subject_nobody_knows_has_no_score():
    assert guidance().get("/v1/scores/resident:nobody", as_=WORKER).status == 404
    assert guidance().get("/v1/scores/nonsense/ledger", as_=WORKER).status == 404


def test_communities_are_ranked_by_points_page_by_page():
    h = guidance()
    for last, visits in (("001", 1), ("002", 3), ("003", 2), ("004", 2)):
        for _ in range(visits):
            visited(h, division=f"440605124{last}")

    first = h.get("/v1/scores?kind=community&limit=2", as_=STRANGER).json
    second = h.get(f"/v1/scores?kind=community&limit=2&cursor={first['next']}", as_=STRANGER).json

    ranked = [row["division"][-3:] for row in first["items"] + second["items"]]
    assert ranked == ["002", "003", "004", "001"]
    assert second["next"] is None


def test_a_ranking_is_of_one_place_where_asked():
    h = guidance()
    visited(h)
    visited(h, division="440605125001")

    items = h.get("/v1/scores?kind=community&division=440605125", as_=STRANGER).json["items"]

    assert [row["id"] for row in items] == ["community:440605125001"]


def test_residents_are_never_ranked():
    assert guidance().get("/v1/scores?kind=resident", as_=WORKER).status == 422


def test_a_registered_body_is_ranked_by_its_name():
    h = guidance()
    h.hears(OrganizationRegistered(**sample(OrganizationRegistered)), twice=True)

    items = h.get("/v1/scores?kind=organization", as_=STRANGER).json["items"]

    assert [(row["name"], row["points"]) for row in items] == [("塘中志愿队", 0)]
