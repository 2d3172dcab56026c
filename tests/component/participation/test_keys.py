import pytest

from chassis.sealing import Seal
from chassis.testing.harness import token
from services.participation.service import ParticipationService

OLD, NEW = b"k" * 32, b"n" * 32  # the first is the key of every test
OPS = token("ops", sub="o")


@pytest.fixture
def people(service, worker, places, monkeypatch):
    """Register three under the old key; then the service is started with a new one before it."""
    body = {"division": places.dabu}
    ids = [
        service.post("/v1/residents", body | {"name": f"陈{n}"}, as_=worker).json["id"]
        for n in range(3)
    ]
    changed = Seal(NEW, OLD)
    monkeypatch.setattr(ParticipationService.sealing, "in_memory", lambda _cls: changed)
    return ids


def name_of(service, resident_id):
    path = f"/v1/residents/{resident_id}/personal"
    return service.get(path, as_=token("resident", sub=resident_id)).json["name"]


def opened_by(service, resident_id, seal):
    person = service.stored("people", resident_id)
    return seal.unseal(person.sealed, person.wrapped_key, about=resident_id)


def test_both_keys_are_readable_while_one_takes_the_others_place(
    service, people, monkeypatch, worker, places
):
    monkeypatch.setattr("services.participation.ways_in.residents.keys.AT_ONCE", 2)
    new = service.post("/v1/residents", {"division": places.dabu, "name": "新"}, as_=worker).json[
        "id"
    ]

    left = [service.get("/v1/key-change", as_=OPS).json["left"]]
    for _ in range(2):
        service.tick("wrap_keys_anew")
        left.append(service.get("/v1/key-change", as_=OPS).json["left"])
        assert [name_of(service, one) for one in (*people, new)] == ["陈0", "陈1", "陈2", "新"]

    assert left == [3, 1, 0]
    assert opened_by(service, people[0], Seal(NEW)) == {"name": "陈0"}


def test_what_no_key_opens_holds_nobody_back_and_stays_counted(service, people):
    service.backend.collections["people"][people[0]]["wrapped_key"] = "broken"

    service.tick("wrap_keys_anew")

    assert service.get("/v1/key-change", as_=OPS).json["left"] == 1
    assert opened_by(service, people[1], Seal(NEW)) == {"name": "陈1"}


def test_what_was_stored_before_keys_had_names_is_wrapped_anew_as_well(service, people):
    del service.backend.collections["people"][people[0]]["wrapped_under"]

    service.tick("wrap_keys_anew")

    assert opened_by(service, people[0], Seal(NEW)) == {"name": "陈0"}


def test_the_change_is_shown_to_ops_of_the_whole_district_alone(service, people, worker):
    elsewhere = token("ops", sub="o", divisions=("440605124",))

    assert service.get("/v1/key-change", as_=worker).status == 403
    assert service.get("/v1/key-change", as_=elsewhere).status == 403
