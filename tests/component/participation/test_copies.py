"""An export names its four parts; who may take them and who did stands with participation."""

from datetime import timedelta

import pytest

from chassis.testing.harness import token
from services.participation.events import ExportGranted
from services.participation.inbound import MembershipsCopied, PointsCopied, VoicesCopied

WHY = {"purpose": "本人到场申请副本"}
COPIES = (MembershipsCopied, PointsCopied, VoicesCopied)


@pytest.fixture
def grants(service):
    return lambda: [event for event in service.announced if isinstance(event, ExportGranted)]


def test_an_export_says_where_the_other_parts_are_and_what_none_holds(service, ann):
    export = service.get("/v1/residents/ann/export", as_=ann).json
    page = service.get("/v1/residents/ann/export.html", as_=ann).text

    paths = {one["service"]: one["path"] for one in export["elsewhere"]}
    assert list(paths) == ["expression", "collaboration", "guidance"]
    assert paths["guidance"] == "/api/guidance/v1/residents/ann/export"
    assert "选票无法对应到个人" in export["not_included"]["secret_votes"]
    assert "选票无法对应到个人" in page
    assert "动员导向" in page


def test_an_export_of_who_said_nothing_of_themselves_is_a_look_as_well(service, ann):
    service.get("/v1/residents/ann/export", as_=ann)

    [row] = service.get("/v1/residents/ann/accesses", as_=ann).json["items"]
    assert (row["what"], row["as_"]) == ("export", "resident")


def test_staff_with_a_disclosure_may_then_copy_the_other_parts_for_a_while(
    service, worker, grants, places
):
    asked = service.post("/v1/residents/ann/disclosures", WHY, as_=worker).json["id"]
    service.get(f"/v1/residents/ann/export?disclosure={asked}", as_=worker)

    until = service.now + timedelta(minutes=15)
    assert grants() == [ExportGranted("ann", "wu", "worker", until, places.dabu)]


def test_who_exports_their_own_needs_no_grant_and_who_is_refused_gets_none(
    service, ann, worker, grants
):
    service.get("/v1/residents/ann/export", as_=ann)
    service.get("/v1/residents/ann/export", as_=worker)

    assert grants() == []


def test_rows_come_page_by_page_to_whom_the_export_is_open(service, ann, worker):
    for _ in range(3):
        service.get("/v1/residents/ann/export", as_=ann)
    path, found, cursor = "/v1/residents/ann/export/rows?limit=2", [], ""
    for _ in range(2):
        page = service.get(path + cursor, as_=ann).json
        found += page["items"]
        cursor = f"&cursor={page['next']}"

    assert [one["part"] for one in found] == ["accesses"] * 4
    assert len({one["row"]["id"] for one in found}) == 4
    assert service.get(path, as_=worker).status == 403


@pytest.mark.parametrize("kind", COPIES)
def test_a_copy_taken_elsewhere_is_one_row_of_the_access_log(service, ann, places, kind):
    service.hears(kind("ann", "wu", "worker", service.now, places.dabu), twice=True)

    [row] = service.get("/v1/residents/ann/accesses", as_=ann).json["items"]
    assert (row["looked_by"], row["as_"], row["what"]) == ("wu", "worker", "export")
    assert row["fields"] == [kind.producer]


def test_a_copy_of_ones_own_is_a_look_of_the_resident(service, ann, places):
    service.hears(VoicesCopied("ann", "ann", "self", service.now, places.dabu))

    [row] = service.get("/v1/residents/ann/accesses", as_=ann).json["items"]
    assert row["as_"] == "resident"


def test_a_guardian_may_copy_the_other_parts(service, worker, integrator, places, grants):
    child = {"division": places.dabu, "birth_date": "2010-01-01", "guardian_id": "bob"}
    made = service.post("/v1/residents", child, as_=integrator).json["id"]

    answer = service.get(f"/v1/residents/{made}/export", as_=token("resident", sub="bob"))

    assert answer.status == 200
    assert [(one.granted_to, one.granted_as) for one in grants()] == [("bob", "guardian")]
