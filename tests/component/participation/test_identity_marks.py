"""An identity number is that of one resident; it is told apart by a mark nobody can read."""

import pytest

from chassis.testing.harness import token

NUMBER = "440605199001010018"
OTHER = "44060519880713002X"
MARKS = "identity_marks"


@pytest.fixture
def register(service, integrator, places):
    def send(**changes):
        wanted = {"division": places.dabu, "identity_number": NUMBER} | changes
        return service.post("/v1/residents", wanted, as_=integrator)

    return send


@pytest.fixture
def correct(service):
    def send(resident_id, number):
        body = {"reason": "原登记有误", "identity_number": number}
        path, himself = f"/v1/residents/{resident_id}/personal", token("resident", sub=resident_id)
        return service.put(path, body, as_=himself)

    return send


@pytest.fixture
def kept(service):
    return lambda name: service.backend.collections.get(name, {})


def test_a_number_is_registered_once_and_the_second_leaves_nothing(register, kept, announced):
    first = register(name="陈大文").json["id"]

    again = register(name="陈大文", reference="other-center-1")

    assert (again.status, again.json["errors"][0]["field"]) == (409, "identity_number")
    assert again.json["type"] == "urn:gongzhi:problem:identity-number-taken"
    assert list(kept("people")) == [first]
    assert announced() == ["ResidentRegistered"]


def test_the_refusal_says_nothing_of_who_has_the_number(register):
    first = register(name="陈大文").json["id"]

    told = register().text

    assert not any(secret in told for secret in (first, NUMBER, "陈大文"))


@pytest.mark.parametrize(
    "typed", ["44060519880713002x", " 4406051988 0713002X", "４４０６０５19880713002X"]
)
def test_a_number_is_the_same_however_it_is_typed(register, typed):
    register(identity_number=OTHER)

    assert register(identity_number=typed).status == 409


def test_the_same_reference_again_is_the_same_resident(register):
    first, again = (register(reference="dabu-1") for _ in range(2))

    assert (first.status, again.status) == (201, 201)
    assert first.json["id"] == again.json["id"]


def test_in_a_bulk_the_second_is_refused_alone(service, integrator, places):
    numbers = [NUMBER, NUMBER, OTHER, None]
    items = [{"division": places.dabu, "identity_number": number} for number in numbers]

    answer = service.post("/v1/residents/bulk", {"items": items}, as_=integrator)

    assert [item["status"] for item in answer.json["items"]] == [201, 409, 201, 201]


def test_those_known_before_are_refused_without_a_commit_for_each(service, integrator, places):
    items = [
        {"division": places.dabu, "identity_number": f"4406051990010{n:05}"} for n in range(60)
    ]
    service.post("/v1/residents/bulk", {"items": items[:50]}, as_=integrator)
    commit, commits = service.backend.commit, []
    service.backend.commit = lambda writes: (commits.append(1), commit(writes))

    answer = service.post("/v1/residents/bulk", {"items": items}, as_=integrator)

    assert [item["status"] for item in answer.json["items"]] == [409] * 50 + [201] * 10
    assert len(commits) == 2


def test_of_two_replicas_that_register_a_number_at_once_one_is_refused(service, register, kept):
    commit, others = service.backend.commit, []

    def others_first(writes):
        service.backend.commit = commit
        others.append(register().status)
        commit(writes)

    service.backend.commit = others_first

    late = register()

    assert (others, late.status) == ([201], 409)
    assert late.json["type"] == "urn:gongzhi:problem:identity-number-taken"
    assert len(kept("people")) == len(kept(MARKS)) == 1


def test_a_correction_takes_the_new_number_and_gives_the_old_one_back(register, correct):
    chen = register().json["id"]

    assert correct(chen, OTHER).status == 204
    assert register(identity_number=OTHER).status == 409
    assert register().status == 201


def test_a_correction_to_a_number_of_somebody_else_changes_nothing(service, register, correct):
    register()
    li = register(identity_number=OTHER).json["id"]

    refused = correct(li, NUMBER)

    himself = token("resident", sub=li)
    shown = service.get(f"/v1/residents/{li}/personal", as_=himself).json
    assert (refused.status, refused.json["errors"][0]["rule"]) == (409, "identity-number-taken")
    assert shown["identity_number"] == OTHER
    assert correct(li, OTHER).status == 204


def test_who_had_no_number_may_say_one_later(service, register, correct):
    chen = register(identity_number=None, name="陈大文").json["id"]

    assert correct(chen, NUMBER).status == 204
    assert register().status == 409


def test_a_number_is_forgotten_with_its_resident(service, register, kept):
    chen = register().json["id"]

    service.delete(f"/v1/residents/{chen}", as_=token("resident", sub=chen))

    assert kept(MARKS) == {}
    assert register().status == 201


def test_no_number_and_no_mark_is_told_to_anybody(service, register, kept, integrator):
    register()
    [mark] = kept(MARKS)

    told = [repr(service.announced), service.get("/v1/residents", as_=integrator).text]

    assert NUMBER not in repr(service.backend.collections)
    assert not any(mark in text for text in told)


@pytest.fixture
def of_before(register, kept):
    """Two residents with one number, sealed by a version that kept no marks."""
    first = register(name="陈大文").json["id"]
    kept(MARKS).clear()
    second = register().json["id"]
    kept(MARKS).clear()
    for one in (first, second):
        del kept("people")[one]["mark"]
    return first, second


def test_numbers_sealed_before_there_were_marks_are_marked(service, of_before, register, kept):
    service.tick("mark_numbers_of_before")
    service.tick("mark_numbers_of_before")

    assert [row["resident_id"] in of_before for row in kept(MARKS).values()] == [True]
    assert register().status == 409
    looks = [(row["what"], row["as_"]) for row in kept("accesses").values()]
    assert looks == [("identity", "service")] * 2


def test_one_that_no_key_opens_holds_nobody_back(service, of_before, register, kept):
    kept("people")[of_before[0]]["wrapped_key"] = "broken"

    service.tick("mark_numbers_of_before")

    assert register().status == 409
