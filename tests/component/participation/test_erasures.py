from datetime import date, timedelta

import pytest

from chassis.testing.harness import token
from services.participation.inbound import (
    MembershipsForgotten,
    PointsForgotten,
    StandardPublished,
    VoicesForgotten,
)

RECEIPTS = (MembershipsForgotten, PointsForgotten, VoicesForgotten)


@pytest.fixture
def forgotten(service, ann, places):
    """Let Ann be forgotten; every service owes a receipt."""
    service.delete("/v1/residents/ann", as_=ann)
    return service


def receipt(kind, service, resident_id="ann"):
    return kind(resident_id, {"rows": 3}, service.now)


def waiting(service, official, query=""):
    listed = service.get(f"/v1/erasures{query}", as_=official).json["items"]
    return [(row["id"], tuple(row["waiting"])) for row in listed]


def test_each_service_confirms_and_the_same_receipt_twice_changes_nothing(forgotten, ann):
    for kind in RECEIPTS:
        forgotten.hears(receipt(kind, forgotten), twice=True)
        forgotten.hears(receipt(kind, forgotten))

    shown = forgotten.get("/v1/residents/ann/erasure", as_=ann).json

    assert shown["waiting"] == []
    assert [one["service"] for one in shown["receipts"]] == [kind.producer for kind in RECEIPTS]
    assert shown["receipts"][0]["cut_off"] == {"rows": 3}
    assert shown["done_at"] is not None


def test_staff_see_who_has_not_answered(forgotten, official):
    forgotten.hears(receipt(PointsForgotten, forgotten))

    assert waiting(forgotten, official) == [("ann", ("collaboration", "expression"))]
    assert waiting(forgotten, official, "?service=guidance") == []
    assert waiting(forgotten, official, "?state=overdue") == []


def test_what_is_overdue_is_said_once(forgotten, official, announced):
    forgotten.now += timedelta(days=15)

    for _ in range(2):
        forgotten.tick("find_overdue_erasures")

    assert announced() == ["ResidentErased", "ErasureOverdue"]
    assert forgotten.announced[-1].waiting == ["collaboration", "expression", "guidance"]
    assert [one for one, _ in waiting(forgotten, official, "?state=overdue")] == ["ann"]


def test_before_the_deadline_nothing_is_overdue(forgotten, announced):
    forgotten.now += timedelta(days=14)

    forgotten.tick("find_overdue_erasures")

    assert announced() == ["ResidentErased"]


def test_the_deadline_is_that_of_the_standard_in_force(service, ann, places):
    rules = {"erasure": {"days": 3}}
    service.hears(StandardPublished("privacy", 1, date(2019, 1, 1), rules, places.district))

    service.delete("/v1/residents/ann", as_=ann)

    assert service.stored("erasures", "ann").due_at == service.now + timedelta(days=3)


def test_a_receipt_for_somebody_never_erased_is_no_matter_here(service):
    service.hears(receipt(PointsForgotten, service, "bob"))

    assert service.stored("erasures", "bob") is None


@pytest.mark.parametrize("query", ["?state=late", "?service=portal"])
def test_what_nobody_knows_is_refused_by_its_field(forgotten, official, query):
    answer = forgotten.get(f"/v1/erasures{query}", as_=official)

    assert answer.status == 422
    assert query[1:].split("=")[0] in answer.json["detail"]


def test_staff_see_no_erasures_elsewhere_and_residents_only_their_own(forgotten):
    elsewhere = token("official", sub="li", divisions=("440605124",))
    bob = token("resident", sub="bob")

    assert waiting(forgotten, elsewhere) == []
    assert forgotten.get("/v1/residents/ann/erasure", as_=elsewhere).status == 403
    assert forgotten.get("/v1/residents/ann/erasure", as_=bob).status == 403
    assert forgotten.get("/v1/erasures", as_=bob).status == 403
