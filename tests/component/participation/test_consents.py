import pytest

from chassis.testing.harness import token

NOTICE = {"notice": "隐私告知书2019-1"}
BORN = "2010-05-07"  # fourteen on the day after these tests begin


@pytest.fixture
def mother(service, worker, places):
    body = {"division": places.dabu, "name": "李梅", "birth_date": "1985-01-01"}
    return service.post("/v1/residents", body, as_=worker).json["id"]


@pytest.fixture
def child(service, worker, places, mother):
    service.now = service.now.replace(year=2024)
    body = {"division": places.dabu, "name": "小明", "birth_date": BORN, "guardian_id": mother}
    return service.post("/v1/residents", body, as_=worker).json["id"]


def agree(service, resident_id, as_, **body):
    asked = NOTICE | {"purpose": "suggestions"} | body
    return service.post(f"/v1/residents/{resident_id}/consents", asked, as_=as_)


def test_a_consent_names_its_legal_basis_and_is_announced_once(service, ann, announced):
    for _ in range(2):
        answer = agree(service, "ann", ann)

    assert answer.status == 201
    assert answer.json["basis"] == "consent"
    assert answer.json["articles"] == ["PIPL 13(1)", "PIPL 14", "PIPL 24"]
    assert answer.json["given"] is True
    assert announced() == ["ConsentGiven"]


def test_a_consent_is_withdrawn_and_given_anew_and_every_word_is_kept(service, ann, announced):
    agree(service, "ann", ann)
    service.post("/v1/residents/ann/withdrawals", {"purpose": "suggestions"}, as_=ann)
    withdrawn = service.stored("residents", "ann").withdrawn
    agree(service, "ann", ann)

    [kept] = service.get("/v1/residents/ann/consents", as_=ann).json["items"]
    assert [word["given"] for word in kept["words"]] == [True, False, True]
    assert (withdrawn, service.stored("residents", "ann").withdrawn) == (("suggestions",), ())
    assert announced() == ["ConsentGiven", "ConsentWithdrawn", "ConsentGiven"]


def test_a_new_notice_asks_for_a_new_consent(service, ann, announced):
    agree(service, "ann", ann)
    agree(service, "ann", ann, notice="隐私告知书2020-1")

    assert announced() == ["ConsentGiven", "ConsentGiven"]


@pytest.mark.parametrize(("language", "says"), [("en", "PIPL Art. 13"), ("zh", "第十三条")])
def test_what_rests_on_the_law_asks_for_no_consent(service, ann, language, says):
    asked = NOTICE | {"purpose": "statistics"}

    answer = service.post("/v1/residents/ann/consents", asked, as_=ann, language=language)

    assert answer.status == 409
    assert says in answer.json["detail"]


def test_who_withdrew_from_everything_first_takes_that_back(service, ann):
    service.post("/v1/residents/ann/withdrawals", {"purpose": "all"}, as_=ann)

    assert agree(service, "ann", ann).status == 409
    assert agree(service, "ann", ann, purpose="all").status == 201
    assert agree(service, "ann", ann).status == 201


@pytest.mark.parametrize("wrong", [{"purpose": "marketing"}, {"notice": ""}, {"basis": "contract"}])
def test_a_consent_to_nothing_we_know_is_refused(service, ann, wrong):
    assert agree(service, "ann", ann, **wrong).status == 422


@pytest.mark.parametrize("says", [("en", "PIPL Art. 31"), ("zh", "第三十一条")])
@pytest.mark.parametrize(
    "known", [{"birth_date": "2010-05-07"}, {"identity_number": "440605201005070018"}]
)
def test_a_child_is_not_registered_without_a_guardian(service, worker, places, known, says):
    language, rule = says
    body = {"division": places.dabu, **known}

    answer = service.post("/v1/residents", body, as_=worker, language=language)

    assert answer.status == 422
    assert rule in answer.json["detail"]
    assert service.backend.collections.get("people", {}) == {}


def test_a_child_does_not_consent_the_guardian_does(service, child, mother):
    assert agree(service, child, token("resident", sub=child)).status == 403

    given = agree(service, child, token("resident", sub=mother))

    assert given.status == 201
    assert given.json["words"][0]["guardian_id"] == mother
    assert "PIPL 31" in given.json["articles"]


def test_of_a_child_nothing_that_rests_on_consent_begins_before_the_guardian_agrees(
    service, child, mother, announced
):
    held = service.stored("residents", child).withdrawn
    agree(service, child, token("resident", sub=mother))

    assert set(held) == {"invitations", "suggestions", "contact", "expression"}
    assert announced().count("ConsentWithdrawn") == len(held)
    assert set(held) - set(service.stored("residents", child).withdrawn) == {"suggestions"}


def test_staff_take_down_the_guardians_word_and_nobody_elses(service, child, mother, worker):
    assert agree(service, child, worker).status == 403
    assert agree(service, child, worker, guardian_id="ann").status == 403
    assert agree(service, child, worker, guardian_id=mother).status == 201


def test_a_stranger_speaks_for_no_child(service, child, ann):
    assert agree(service, child, ann).status == 403
    assert service.get(f"/v1/residents/{child}/personal", as_=ann).status == 403


def test_a_guardian_sees_and_withdraws_for_a_child_until_it_is_fourteen(service, child, mother):
    guardian = token("resident", sub=mother)
    assert service.get(f"/v1/residents/{child}/personal", as_=guardian).json["name"] == "小明"
    ended = service.post(f"/v1/residents/{child}/withdrawals", {"purpose": "contact"}, as_=guardian)
    assert ended.status == 201

    service.now = service.now.replace(day=7)

    assert service.get(f"/v1/residents/{child}/personal", as_=guardian).status == 403
    assert agree(service, child, token("resident", sub=child)).status == 201


def test_looking_at_the_age_is_a_look(service, child, mother):
    agree(service, child, token("resident", sub=mother))

    rows = service.backend.collections["accesses"].values()
    assert {row["what"] for row in rows if row["resident_id"] == child} == {"age"}


def test_a_minor_an_unknown_or_the_child_itself_is_no_guardian(service, worker, child, mother):
    path = f"/v1/residents/{child}/guardians"

    for unfit in (child, "nobody"):
        assert service.post(path, {"guardian_id": unfit}, as_=worker).status == 422
    own = service.post(f"/v1/residents/{mother}/guardians", {"guardian_id": child}, as_=worker)
    assert own.status == 422


def test_a_guardian_is_noted_once_by_staff_alone(service, worker, child, mother, ann):
    path, body = f"/v1/residents/{child}/guardians", {"guardian_id": mother}

    noted = [service.post(path, body, as_=worker).json["id"] for _ in range(2)]

    assert noted[0] == noted[1]
    assert service.post(path, body, as_=ann).status == 403


@pytest.mark.parametrize(
    "says", [{"birth_date": "2010-01-01"}, {"identity_number": "440605201001010018"}]
)
def test_nobody_turns_out_to_be_a_child_whom_nobody_speaks_for(service, ann, worker, says):
    path, corrected = "/v1/residents/ann/personal", {**says, "reason": "核对证件后更正"}

    refused = service.put(path, corrected, as_=worker)

    assert (refused.status, refused.json["type"][-15:]) == (422, "guardian-needed")
    assert service.backend.collections.get("people", {}) == {}
    service.post("/v1/residents/ann/guardians", {"guardian_id": "bob"}, as_=worker)
    assert service.put(path, corrected, as_=worker).status == 204
    asked = {"purpose": "contact", "notice": "2019-1"}
    assert service.post("/v1/residents/ann/consents", asked, as_=ann).status == 403
