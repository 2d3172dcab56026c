from datetime import timedelta

import pytest

from chassis.testing.harness import token
from services.participation.inbound import StandardPublished

HOURS = {"resident_id": "ann", "minutes": 120, "served_on": "2019-05-06"}
WANTED = {"resident_id": "ann", "first_day": "2019-01-01", "last_day": "2019-05-06"}
RECORDED = {
    "training": [{"title": "急救知识培训", "on": "2019-03-02", "minutes": 120}],
    "awards": [{"title": "优秀志愿者", "on": "2019-03-05", "given_by": "里水镇团委"}],
    "evaluation": "认真负责",
}
NEXT_TOWN = token("official", sub="guan", divisions=("440605124",))


@pytest.fixture
def entry(service, worker):
    return service.post("/v1/hours", HOURS, as_=worker).json["id"]


@pytest.fixture
def asked(service, ann, entry):
    return service.post("/v1/certificates", WANTED, as_=ann).json["id"]


@pytest.fixture
def on_notice(service, worker, asked):
    service.post(f"/v1/certificates/{asked}/notice", RECORDED, as_=worker)
    return asked


@pytest.fixture
def issued(service, worker, on_notice):
    service.now += timedelta(days=8)
    service.post(f"/v1/certificates/{on_notice}/issue", as_=worker)
    return on_notice


def test_a_certificate_has_the_five_parts(service, issued, ann, announced):
    shown = service.get(f"/v1/certificates/{issued}", as_=ann).json

    assert shown["status"] == "issued"
    assert shown["basic"] == {"resident_id": "ann", "division": "440605126009", "name": None}
    assert (shown["service"]["system_hours"], shown["service"]["attested_hours"]) == (0.0, 2.0)
    assert shown["training"][0]["title"] == "急救知识培训"
    assert shown["awards"][0]["given_by"] == "里水镇团委"
    assert shown["evaluation"] == "认真负责"
    assert shown["issued_by"] == "wu"
    assert announced()[-1] == "CertificateIssued"


def test_the_name_is_shown_to_the_volunteer_alone(service, worker):
    known = {"division": "440605126009", "name": "陈大文", "reference": "r-1"}
    resident = service.post("/v1/residents", known, as_=worker).json["id"]
    service.post("/v1/hours", HOURS | {"resident_id": resident}, as_=worker)
    asked = service.post("/v1/certificates", WANTED | {"resident_id": resident}, as_=worker).json
    path = f"/v1/certificates/{asked['id']}"

    own = service.get(path, as_=token("resident", sub=resident)).json
    office = service.get(path, as_=worker).json

    assert (own["basic"]["name"], office["basic"]["name"]) == ("陈大文", None)


def test_the_public_notice_names_nobody(service, on_notice):
    [notice] = service.get("/v1/notices").json["items"]

    assert (notice["id"], notice["attested_minutes"]) == (on_notice, 120)
    assert notice["notice_until"] == "2019-05-13"
    assert "ann" not in str(notice)
    assert service.get(f"/v1/notices/{on_notice}").json["status"] == "on_notice"


def test_a_standard_says_how_long_the_notice_is(service, worker, asked):
    rules = {"certificates": {"notice_days": 15}}
    standard = StandardPublished("plan", 1, service.now.date(), rules, "440605")
    service.hears(standard, twice=True)

    answer = service.post(f"/v1/certificates/{asked}/notice", {}, as_=worker)

    assert answer.json["notice_until"] == "2019-05-21"


def test_it_is_not_issued_while_the_notice_lasts(service, worker, on_notice):
    service.now += timedelta(days=7)
    answer = service.post(f"/v1/certificates/{on_notice}/issue", as_=worker)

    assert (answer.status, answer.json["type"][-15:]) == (409, "notice-not-over")


def test_an_objection_is_answered_before_anything_is_issued(service, worker, on_notice, official):
    bob = token("resident", sub="bob")
    path = f"/v1/certificates/{on_notice}"
    seen = service.post(f"/v1/notices/{on_notice}/objections", {"text": "当日无班次"}, as_=bob)
    service.now += timedelta(days=8)

    held_up = service.post(f"{path}/issue", as_=worker)
    settled = service.post(
        f"{path}/objections/1/answer", {"upheld": False, "text": "已核实"}, as_=official
    )

    assert (seen.status, held_up.status, settled.status) == (201, 409, 201)
    assert "ann" not in str(seen.json)
    assert "bob" not in str(settled.json)
    assert service.post(f"{path}/issue", as_=worker).json["status"] == "issued"


def test_an_objection_that_is_upheld_ends_it_in_public(service, worker, on_notice, ann):
    service.post(f"/v1/notices/{on_notice}/objections", {"text": "x"}, as_=ann)
    upheld = {"upheld": True, "text": "属实"}

    service.post(f"/v1/certificates/{on_notice}/objections/1/answer", upheld, as_=worker)

    assert service.get(f"/v1/notices/{on_notice}").json["status"] == "declined"
    assert service.get("/v1/notices").json["items"] == []


def test_hours_reversed_revoke_what_was_issued(service, worker, issued, entry, announced):
    service.post(f"/v1/hours/{entry}/reversals", {"reason": "falsified"}, as_=worker)

    assert service.get(f"/v1/notices/{issued}").json["status"] == "revoked"
    assert announced()[-1] == "CertificateRevoked"


def test_hours_reversed_during_the_notice_end_it(service, worker, on_notice, entry):
    service.post(f"/v1/hours/{entry}/reversals", {"reason": "mistyped"}, as_=worker)
    service.now += timedelta(days=8)

    assert service.get(f"/v1/notices/{on_notice}").json["status"] == "declined"
    assert service.post(f"/v1/certificates/{on_notice}/issue", as_=worker).status == 409


def test_a_certificate_is_only_for_oneself_and_by_the_office_of_the_place(service, asked, ann):
    bob = token("resident", sub="bob")

    assert service.post("/v1/certificates", WANTED, as_=bob).status == 403
    assert service.get(f"/v1/certificates/{asked}", as_=bob).status == 403
    assert service.get(f"/v1/certificates/{asked}", as_=NEXT_TOWN).status == 403
    assert service.post("/v1/certificates", WANTED, as_=NEXT_TOWN).status == 403
    assert service.post(f"/v1/certificates/{asked}/notice", {}, as_=NEXT_TOWN).status == 403
    assert service.post(f"/v1/certificates/{asked}/notice", {}, as_=ann).status == 403


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"resident_id": "nobody"}, 403),
        ({"first_day": "2019-05-07", "last_day": "2019-05-07"}, 422),
        ({"first_day": "2019-05-06", "last_day": "2019-01-01"}, 422),
        ({"last_day": "2019-01-02"}, 409),
        ({"first_day": "yesterday"}, 422),
    ],
)
def test_what_cannot_be_certified_is_refused(service, ann, entry, change, status):
    assert service.post("/v1/certificates", WANTED | change, as_=ann).status == status


def test_one_certificate_is_under_way_at_a_time(service, asked, ann):
    assert service.post("/v1/certificates", WANTED, as_=ann).status == 409


def test_nothing_certified_is_kept_of_a_resident_who_is_forgotten(service, issued, ann, official):
    assert service.delete("/v1/residents/ann", as_=ann).status == 204

    assert service.get(f"/v1/certificates/{issued}", as_=official).status == 404
    assert service.get(f"/v1/notices/{issued}").status == 404


@pytest.mark.parametrize("number", ["0", "2", "x", "²"])
def test_an_objection_that_is_not_there_has_no_answer(service, worker, on_notice, number):
    path = f"/v1/certificates/{on_notice}/objections/{number}/answer"

    assert service.post(path, {"upheld": True, "text": "x"}, as_=worker).status == 404


def test_a_certificate_that_is_not_there(service, worker):
    assert service.get("/v1/certificates/none", as_=worker).status == 404
    assert service.get("/v1/notices/none").status == 404


def test_who_objected_is_known_to_their_own_export_alone_and_forgotten_with_them(
    service, on_notice
):
    bob, ann = (token("resident", sub=name) for name in ("bob", "ann"))
    service.post(f"/v1/notices/{on_notice}/objections", {"text": "当日无班次"}, as_=bob)

    hers, his = (
        service.get(f"/v1/residents/{name}/export", as_=who).json
        for name, who in (("ann", ann), ("bob", bob))
    )
    rows = service.get("/v1/residents/ann/export/rows", as_=ann)
    service.delete("/v1/residents/bob", as_=bob)
    for _ in range(2):
        service.tick("cut_off_the_forgotten")

    assert [one["text"] for one in his["objections"]] == ["当日无班次"]
    assert [one["text"] for one in hers["certificates"][0]["objections"]] == ["当日无班次"]
    assert "bob" not in str(hers["certificates"])
    assert "bob" not in str([one for one in rows.json["items"] if one["part"] == "certificates"])
    assert "bob" not in str(service.backend.collections["certificates"])
