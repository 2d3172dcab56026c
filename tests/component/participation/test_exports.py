from datetime import timedelta

import pytest

from chassis.testing.harness import token
from services.participation.domain.mutual_aid.kinds import AidKind
from services.participation.domain.mutual_aid.matches import Match

PERSONAL = {
    "name": "<b>陈大文</b>",
    "phone": "13800000000",
    "identity_number": "440605199001010018",
}
WHY = {"purpose": "回访停车议题"}


@pytest.fixture
def chen(service, integrator, places):
    body = {"division": places.dabu, "groups": ["newcomer"], **PERSONAL}
    return service.post("/v1/residents", body, as_=integrator).json["id"]


@pytest.fixture
def himself(chen):
    return token("resident", sub=chen)


@pytest.fixture
def granted(service, worker, chen):
    """Give the query by which a worker who stated a purpose may look."""
    asked = service.post(f"/v1/residents/{chen}/disclosures", WHY, as_=worker).json["id"]
    return f"?disclosure={asked}"


@pytest.fixture
def log(service, chen, himself):
    """Give the access log as the resident reads it, latest first."""

    def read():
        rows = service.get(f"/v1/residents/{chen}/accesses", as_=himself).json["items"]
        return [(row["looked_by"], row["as_"], row["what"], row["why"]) for row in rows]

    return read


def test_every_look_leaves_a_row_that_the_resident_reads(service, worker, chen, granted, log):
    service.get(f"/v1/residents/{chen}/personal{granted}", as_=worker)
    service.get(f"/v1/residents/{chen}/export{granted}", as_=worker)

    looks = {
        ("wu", "worker", "personal", WHY["purpose"]),
        ("wu", "worker", "export", WHY["purpose"]),
    }
    assert set(log()) == looks


def test_a_look_of_ones_own_is_a_look(service, chen, himself, log):
    service.get(f"/v1/residents/{chen}/personal", as_=himself)

    [(looked_by, as_, what, _why)] = log()
    assert (looked_by, as_, what) == (chen, "resident", "personal")


def test_who_is_refused_has_not_looked(service, worker, chen, log):
    assert service.get(f"/v1/residents/{chen}/personal", as_=worker).status == 403
    assert service.get(f"/v1/residents/{chen}/export", as_=worker).status == 403
    assert log() == []


def test_what_was_shown_is_kept_nowhere_to_be_shown_again(service, chen, himself):
    for _ in range(2):
        service.get(f"/v1/residents/{chen}/personal", as_=himself, key="again")

    assert "13800000000" not in str(service.backend.collections)
    assert len(service.backend.collections["accesses"]) == 2


def test_the_access_log_is_for_the_resident_and_their_staff_alone(service, chen, worker):
    path = f"/v1/residents/{chen}/accesses"
    elsewhere = token("worker", sub="li", divisions=("440605124",))
    service.get(f"/v1/residents/{chen}/personal", as_=token("resident", sub=chen))

    assert service.get(path, as_=token("resident", sub="ann")).status == 403
    assert service.get(path, as_=elsewhere).json["items"] == []
    assert len(service.get(path, as_=worker).json["items"]) == 1


def test_an_export_holds_everything_and_names_nobody_else(
    service, worker, chen, himself, an_activity
):
    activity = an_activity().json["id"]
    service.post(f"/v1/activities/{activity}/signups", {"resident_id": "ann"}, as_=worker)
    service.post(f"/v1/activities/{activity}/signups", {"resident_id": chen}, as_=worker)
    service.post("/v1/visits", {"resident_id": chen, "space_id": "home"}, as_=worker)

    export = service.get(f"/v1/residents/{chen}/export", as_=himself).json

    assert export["personal"] == PERSONAL
    assert export["resident"]["groups"] == ["newcomer"]
    assert [visit["space_id"] for visit in export["visits"]] == ["home"]
    assert [(row["title"], row["as"]) for row in export["activities"]] == [("亲子阅读", "waiting")]
    assert '"ann"' not in str(export).replace("'", '"')


def test_the_page_is_chinese_and_holds_text_alone(service, chen, himself):
    answer = service.get(f"/v1/residents/{chen}/export.html", as_=himself)

    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert answer.headers["Cache-Control"] == "no-store"
    assert '<html lang="zh-CN">' in answer.text
    assert "&lt;b&gt;陈大文&lt;/b&gt;" in answer.text
    assert "<b>" not in answer.text
    assert "身份证号" in answer.text


def test_what_there_is_much_of_is_one_table_with_words_that_people_know(
    service, worker, chen, himself
):
    for days in range(3):
        at = (service.now - timedelta(days=days)).isoformat()
        visit = {"resident_id": chen, "space_id": "home", "visited_at": at}
        assert service.post("/v1/visits", visit, as_=worker).status == 201
    consent = {"purpose": "contact", "notice": "2019-1"}
    service.post(f"/v1/residents/{chen}/consents", consent, as_=himself)

    page = service.get(f"/v1/residents/{chen}/export.html", as_=himself).text

    visits = page.partition("<h2>空间签到</h2>")[2].partition("<h2>")[0]
    assert (visits.count("<table>"), visits.count("<tr>")) == (1, 4)
    assert "共3条" in visits
    assert '<th scope="col">签到时间</th>' in visits
    assert "2019-05-04 12:00" in visits
    assert "本人同意" in page
    assert "空间参与" in page
    assert page.count("<td>") == page.count("</td>")


def test_help_is_told_of_without_who_the_other_is(service, chen, himself, places):
    at = service.now
    match = Match(
        "m1", places.dabu, next(iter(AidKind)), "ask", "offer", chen, "bob", at, at, at, None
    )
    service.given("aid_matches", match)

    export = service.get(f"/v1/residents/{chen}/export", as_=himself).json

    [told] = export["aid_matches"]
    assert (told["id"], told["as"], told["state"]) == ("m1", "asker_id", "proposed")
    assert "bob" not in str(export)


def test_what_people_wrote_is_shown_as_they_wrote_it_and_never_as_markup(
    service, chen, himself, worker
):
    asked = {"purpose": "<script>alert(1)</script>\"'&"}
    service.post(f"/v1/residents/{chen}/disclosures", asked, as_=worker)

    page = service.get(f"/v1/residents/{chen}/export.html", as_=himself).text

    assert "<script" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#x27;&amp;" in page


@pytest.mark.parametrize("path", ["export", "export.html"])
def test_nobody_else_gets_an_export(service, chen, ann, path):
    elsewhere = token("official", sub="li", divisions=("440605124",))

    assert service.get(f"/v1/residents/{chen}/{path}", as_=ann).status == 403
    assert service.get(f"/v1/residents/{chen}/{path}", as_=elsewhere).status == 403
    assert service.get(f"/v1/residents/nobody/{path}", as_=token("resident", sub="x")).status == 404


def test_personal_data_is_corrected_and_the_trace_names_the_field_not_the_value(
    service, chen, himself, granted, worker
):
    path = f"/v1/residents/{chen}"
    correction = {"reason": "本人更换手机号码", "phone": "13900000001", "name": PERSONAL["name"]}

    answer = service.put(f"{path}/personal", correction, as_=worker)

    assert answer.status == 204
    corrected = service.get(f"{path}/personal", as_=himself).json
    assert (corrected["phone"], corrected["name"]) == ("13900000001", PERSONAL["name"])
    rows = service.get(f"{path}/accesses", as_=himself).json["items"]
    [row] = [row for row in rows if row["what"] == "correction"]
    assert (row["looked_by"], row["why"], row["fields"]) == ("wu", correction["reason"], ["phone"])
    assert "13900000001" not in str(service.backend.collections)


def test_who_was_registered_without_a_name_can_add_one(service, ann):
    service.put("/v1/residents/ann/personal", {"reason": "补充姓名", "name": "安"}, as_=ann)

    assert service.get("/v1/residents/ann/personal", as_=ann).json["name"] == "安"


@pytest.mark.parametrize(
    ("body", "field"), [({"reason": "补充姓名"}, "name"), ({"name": "安"}, "reason")]
)
def test_a_correction_without_content_or_reason_is_refused(service, ann, body, field):
    answer = service.put("/v1/residents/ann/personal", body, as_=ann)

    assert answer.status == 422
    assert field in str(answer.json)


def test_nobody_corrects_what_is_anothers(service, ann, chen):
    correction = {"reason": "补充姓名", "name": "安"}

    assert service.put(f"/v1/residents/{chen}/personal", correction, as_=ann).status == 403
    assert (
        service.put("/v1/residents/none/personal", correction, as_=token("official")).status == 404
    )


def test_officials_audit_at_whom_somebody_looked(service, chen, worker, granted, official):
    service.get(f"/v1/residents/{chen}/personal{granted}", as_=worker)
    service.get(f"/v1/residents/{chen}/personal", as_=token("resident", sub=chen))

    everybody = service.get("/v1/accesses", as_=official).json["items"]
    of_wu = service.get("/v1/accesses?looked_by=wu", as_=official).json["items"]
    elsewhere = token("official", sub="li", divisions=("440605124",))

    assert [row["looked_by"] for row in of_wu] == ["wu"]
    assert [row["resident_id"] for row in of_wu] == [chen]
    assert len(everybody) > len(of_wu)
    assert service.get("/v1/accesses?looked_by=wu", as_=elsewhere).json["items"] == []
    assert service.get("/v1/accesses", as_=worker).status == 403
    assert service.get("/v1/accesses", as_=token("resident", sub="ann")).status == 403
