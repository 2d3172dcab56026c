import pytest

from chassis.testing.harness import token

PERSONAL = {"name": "陈大文", "phone": "13800000000", "identity_number": "440605199001010018"}


@pytest.fixture
def newcomer(places):
    return {"division": places.dabu, "groups": ["newcomer"], "reference": "dabu-1", **PERSONAL}


@pytest.fixture
def chen(service, integrator, newcomer):
    return service.post("/v1/residents", newcomer, as_=integrator).json["id"]


def test_a_registered_resident_is_announced_by_an_opaque_id(service, integrator, newcomer):
    answer = service.post("/v1/residents", newcomer, as_=integrator)

    assert answer.status == 201
    assert service.announced[0].resident_id == answer.json["id"]
    assert service.announced[0].groups == ["newcomer"]


def test_no_name_leaves_its_sealed_collection(service, chen):
    kept = {name: str(rows) for name, rows in service.backend.collections.items()}

    assert chen in kept["people"]
    assert not any(value in text for value in PERSONAL.values() for text in kept.values())


def test_the_same_reference_is_the_same_resident_unchanged(
    service, integrator, newcomer, chen, announced
):
    moved = newcomer | {"groups": ["elder"], "name": "别人"}

    again = service.post("/v1/residents", moved, as_=integrator).json

    assert (again["id"], again["groups"]) == (chen, ["newcomer"])
    assert announced() == ["ResidentRegistered"]


def test_many_are_registered_at_once_and_the_wrong_ones_refused_alone(service, integrator, places):
    items = [{"division": places.dabu}, {"division": "440605126999"}, {"division": "nowhere"}]
    items += [{"division": places.lishui}, {"division": places.zone, "groups": ["worker"]}]

    answer = service.post("/v1/residents/bulk", {"items": items}, as_=integrator)

    assert [item["status"] for item in answer.json["items"]] == [201, 422, 422, 422, 201]


@pytest.mark.parametrize("wrong", [{"groups": ["martian"]}, {"name": ""}, {"age": 7}])
def test_content_that_makes_no_sense_is_refused(service, integrator, newcomer, wrong):
    assert service.post("/v1/residents", newcomer | wrong, as_=integrator).status == 422


def test_a_worker_registers_nobody_elsewhere(service, worker, places):
    assert service.post("/v1/residents", {"division": places.tangzhong}, as_=worker).status == 403


def test_a_resident_registers_nobody(service, ann, places):
    assert service.post("/v1/residents", {"division": places.dabu}, as_=ann).status == 403


def test_a_resident_sees_themselves_and_nobody_else(service, ann):
    assert service.get("/v1/residents/ann", as_=ann).json["groups"] == ["youth"]
    assert service.get("/v1/residents/bob", as_=ann).status == 403


def test_staff_see_the_residents_of_their_own_community(service, worker):
    listed = service.get("/v1/residents", as_=worker).json["items"]

    assert [resident["id"] for resident in listed] == ["ann"]
    assert service.get("/v1/residents/bob", as_=worker).status == 403


def test_a_resident_reads_their_own_personal_data(service, chen):
    himself = token("resident", sub=chen)

    assert service.get(f"/v1/residents/{chen}/personal", as_=himself).json == {
        "resident_id": chen,
        **PERSONAL,
    }


def test_staff_read_personal_data_once_they_said_what_for(service, worker, chen):
    path = f"/v1/residents/{chen}"
    granted = service.post(f"{path}/disclosures", {"purpose": "回访停车议题"}, as_=worker).json

    shown = service.get(f"{path}/personal?disclosure={granted['id']}", as_=worker)

    assert shown.json["phone"] == PERSONAL["phone"]


def test_staff_read_no_personal_data_unasked(service, worker, chen):
    assert service.get(f"/v1/residents/{chen}/personal", as_=worker).status == 403


def test_a_disclosure_is_for_who_asked_and_not_for_long(service, worker, official, chen):
    path = f"/v1/residents/{chen}"
    granted = service.post(f"{path}/disclosures", {"purpose": "回访停车议题"}, as_=worker).json
    reading = f"{path}/personal?disclosure={granted['id']}"

    assert service.get(reading, as_=official).status == 403
    service.now = service.now.replace(hour=5)
    assert service.get(reading, as_=worker).status == 403


def test_staff_elsewhere_are_granted_nothing(service, captain, chen):
    stranger = token("worker", sub="li", divisions=("440605124",))

    answer = service.post(
        f"/v1/residents/{chen}/disclosures", {"purpose": "好奇而已"}, as_=stranger
    )

    assert answer.status == 403


def test_a_resident_sees_who_was_shown_their_data(service, worker, chen):
    path = f"/v1/residents/{chen}/disclosures"
    service.post(path, {"purpose": "回访停车议题"}, as_=worker)

    listed = service.get(path, as_=token("resident", sub=chen)).json["items"]

    assert [(row["asked_by"], row["purpose"]) for row in listed] == [("wu", "回访停车议题")]


def test_a_use_is_withdrawn_and_announced_once(service, ann, announced):
    for _ in range(2):
        answer = service.post("/v1/residents/ann/withdrawals", {"purpose": "contact"}, as_=ann)

    assert answer.json["withdrawn"] == ["contact"]
    assert announced() == ["ConsentWithdrawn"]


def test_an_erased_resident_leaves_no_key_behind(service, chen, places):
    himself = token("resident", sub=chen)

    answer = service.delete(f"/v1/residents/{chen}", as_=himself)

    assert answer.status == 204
    assert service.announced[-1].resident_id == chen
    assert service.stored("people", chen) is None
    assert service.stored("standings", chen) is None
    assert service.get(f"/v1/residents/{chen}/personal", as_=himself).status == 404
    assert service.stored("rungs", places.dabu)["residents"] == 0


def test_an_erased_resident_takes_part_no_more(service, worker, chen):
    service.delete(f"/v1/residents/{chen}", as_=worker)

    answer = service.post("/v1/visits", {"resident_id": chen, "space_id": "home"}, as_=worker)

    assert answer.status == 409
    assert service.delete(f"/v1/residents/{chen}", as_=worker).status == 409


def test_a_resident_is_erased_by_nobody_else(service, ann):
    assert service.delete("/v1/residents/bob", as_=ann).status == 403
