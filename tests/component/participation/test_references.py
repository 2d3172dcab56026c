"""Things known by a caller's own number are made once, and found by that number."""

import pytest

from chassis.testing import token

SPACE = {"kind": "youth_home", "name": "亲青家园", "capacity": 40, "reference": "dabu-1"}
HOURS = {"resident_id": "ann", "minutes": 90, "served_on": "2019-05-04", "reference": "h-1"}
RESIDENT = {"reference": "r-1", "groups": ["youth"]}


def look_up(service, kind, *references, as_):
    asked = {"kind": kind, "references": list(references)}
    return service.post("/v1/references", asked, as_=as_).json["ids"]


def test_the_same_reference_again_is_the_same_space(service, worker, places, announced):
    wanted = SPACE | {"division": places.dabu}

    first, second = (service.post("/v1/spaces", wanted, as_=worker) for _ in range(2))

    assert first.json == second.json
    assert announced() == ["SpaceOpened"]


def test_spaces_without_a_reference_are_as_many_as_are_sent(service, worker, places):
    wanted = {k: v for k, v in SPACE.items() if k != "reference"} | {"division": places.dabu}

    made = {service.post("/v1/spaces", wanted, as_=worker).json["id"] for _ in range(2)}

    assert len(made) == 2


def test_the_same_reference_again_is_the_same_line_of_the_ledger(service, worker):
    first, second = (service.post("/v1/hours", HOURS, as_=worker) for _ in range(2))

    assert (first.status, second.status) == (201, 201)
    assert first.json == second.json
    assert service.get("/v1/residents/ann/hours", as_=worker).json["minutes"] == 90


@pytest.mark.parametrize("changed", [{"minutes": 60}, {"served_on": "2019-05-03"}])
def test_another_line_under_a_reference_is_refused(service, worker, changed):
    service.post("/v1/hours", HOURS, as_=worker)

    refused = service.post("/v1/hours", HOURS | changed, as_=worker)

    assert (refused.status, refused.json["type"].split(":")[-1]) == (409, "reference-used")
    assert service.get("/v1/residents/ann/hours", as_=worker).json["minutes"] == 90


def test_the_same_reference_again_is_the_same_activity(service, an_activity, worker):
    first, second = (an_activity(reference="a-1") for _ in range(2))

    assert first.status == 201
    assert first.json == second.json
    assert an_activity(reference="a-2", space_id=None).json["id"] != first.json["id"]
    assert look_up(service, "activity", "a-1", "a-3", as_=worker) == {"a-1": first.json["id"]}


def test_what_was_registered_under_a_number_is_found_by_it(service, worker, places):
    home = {"division": places.dabu}
    space = service.post("/v1/spaces", SPACE | home, as_=worker).json["id"]
    resident = service.post("/v1/residents", RESIDENT | home, as_=worker).json["id"]

    assert look_up(service, "space", "dabu-1", "none", as_=worker) == {"dabu-1": space}
    assert look_up(service, "resident", "r-1", "dabu-1", as_=worker) == {"r-1": resident}


def test_residents_of_others_and_those_who_were_forgotten_are_not_found(
    service, worker, integrator, places
):
    service.post("/v1/residents", RESIDENT | {"division": places.tangzhong}, as_=integrator)
    gone = service.post(
        "/v1/residents", {"reference": "r-2", "division": places.dabu}, as_=integrator
    )
    service.delete(f"/v1/residents/{gone.json['id']}", as_=worker)

    assert look_up(service, "resident", "r-1", "r-2", as_=worker) == {}
    assert list(look_up(service, "resident", "r-1", "r-2", as_=integrator)) == ["r-1"]


def test_residents_may_not_look_others_up(service):
    asked = {"kind": "resident", "references": ["r-1"]}

    assert service.post("/v1/references", asked, as_=token("resident", sub="ann")).status == 403
