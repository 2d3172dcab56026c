"""How surely a resident is known: told when they are registered, and when staff know more."""

import pytest

from chassis.testing import token
from services.participation.events import ResidentAssured

NUMBER = "440605199001010018"


@pytest.fixture
def newcomer(places):
    return {"division": places.dabu, "groups": ["newcomer"], "name": "陈大文"}


@pytest.mark.parametrize(
    ("role", "more", "level"),
    [
        ("integrator", {"identity_number": NUMBER}, "self_declared"),
        ("worker", {}, "staff_verified"),
        ("worker", {"identity_number": NUMBER}, "real_name"),
    ],
)
def test_a_registration_says_how_surely_somebody_is_known(service, newcomer, role, more, level):
    as_ = token(role, sub="staff", divisions=(newcomer["division"],))

    answer = service.post("/v1/residents", newcomer | more, as_=as_)

    assert (answer.status, answer.json["assurance"]) == (201, level)
    assert service.announced[0].assurance == level


def test_staff_who_come_to_know_a_resident_say_so_once(service, integrator, worker, newcomer):
    resident = service.post("/v1/residents", newcomer, as_=integrator).json["id"]
    path = f"/v1/residents/{resident}/assurance"

    for _ in range(2):
        answer = service.post(path, {"level": "staff_verified"}, as_=worker)

    assert answer.json["assurance"] == "staff_verified"
    told = [event for event in service.announced if isinstance(event, ResidentAssured)]
    assert [(event.resident_id, event.assurance) for event in told] == [
        (resident, "staff_verified")
    ]


def test_a_real_name_needs_a_number_on_file(service, worker, newcomer):
    resident = service.post("/v1/residents", newcomer, as_=worker).json["id"]

    answer = service.post(f"/v1/residents/{resident}/assurance", {"level": "real_name"}, as_=worker)

    assert answer.status == 409
    assert answer.json["type"].endswith("number-missing")


def test_nobody_assures_themselves(service, integrator, newcomer):
    resident = service.post("/v1/residents", newcomer, as_=integrator).json["id"]
    path = f"/v1/residents/{resident}/assurance"

    assert (
        service.post(path, {"level": "real_name"}, as_=token("resident", sub=resident)).status
        == 403
    )
    assert service.post(path, {"level": "certain"}, as_=integrator).status == 403
