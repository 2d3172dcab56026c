"""A resident is forgotten by one replica in the midst of what another one keeps about them."""

import pytest

from chassis.testing.harness import token

CORRECTION = {"name": "陈小文", "phone": "13900000000", "reason": "本人要求更正"}
KEPT = ("people", "guardianships", "identity_marks")


@pytest.fixture
def meanwhile(service):
    """Let something happen after a request was worked out, just before it is committed."""

    def let(happen):
        commit = service.backend.commit

        def commit_second(writes):
            service.backend.commit = commit
            happen()
            commit(writes)

        service.backend.commit = commit_second

    return let


@pytest.fixture
def forget(service, ann):
    return lambda: service.delete("/v1/residents/ann", as_=ann)


def correct(service, ann):
    return service.put("/v1/residents/ann/personal", CORRECTION, as_=ann)


def kept(service):
    return [row for name in KEPT for row in service.backend.collections.get(name, {})]


@pytest.mark.parametrize("corrected_before", [False, True])
def test_a_correction_does_not_bring_back_who_is_forgotten(
    service, ann, meanwhile, forget, corrected_before
):
    if corrected_before:
        correct(service, ann)
    meanwhile(forget)

    answer = correct(service, ann)

    assert answer.json["type"].endswith("resident-erased")
    assert kept(service) == []
    looks = service.backend.collections.get("accesses", {}).values()
    assert len([row for row in looks if row["what"] == "correction"]) == corrected_before


@pytest.mark.parametrize("corrected_before", [False, True])
def test_an_erasure_takes_along_what_was_corrected_meanwhile(
    service, ann, meanwhile, forget, corrected_before
):
    if corrected_before:
        correct(service, ann)
    meanwhile(lambda: correct(service, ann))

    assert forget().status == 204
    assert kept(service) == []


@pytest.mark.parametrize("who", ["ann", "bob"])
def test_no_guardianship_begins_with_who_is_forgotten_meanwhile(service, worker, meanwhile, who):
    himself = token("resident", sub=who)
    meanwhile(lambda: service.delete(f"/v1/residents/{who}", as_=himself))

    answer = service.post("/v1/residents/ann/guardians", {"guardian_id": "bob"}, as_=worker)

    assert answer.status in {409, 422}
    assert kept(service) == []
