from collections import Counter
from datetime import date, timedelta

import pytest

from chassis.testing.harness import token
from services.participation.domain.hours.ledger import Entry, Grade
from services.participation.inbound import Served, TaskCompleted

HOURS = {"resident_id": "ann", "minutes": 120, "served_on": "2019-05-06"}
WRONG = {"reason": "mistyped", "note": "应为20分钟"}
NEXT_TOWN = token("official", sub="guan", divisions=("440605124",))


@pytest.fixture
def entry(service, worker):
    return service.post("/v1/hours", HOURS | {"organization_id": "o"}, as_=worker).json["id"]


@pytest.fixture
def undo(service, worker):
    return lambda entry, as_=worker, **body: service.post(
        f"/v1/hours/{entry}/reversals", body or WRONG, as_=as_
    )


def sums(service):
    total = Counter()
    for account in service.backend.collections["hours_accounts"].values():
        total.update({grade: account.get(grade, 0) for grade in Grade})
    return dict(total)


def test_a_resident_reads_both_grades_apart(service, worker, ann, places):
    shift = {"title": "探访长者", "organization_id": "o", "division": places.dabu, "places": 1}
    shift |= {"starts_at": places.noon.isoformat()}
    shift |= {"ends_at": (places.noon + timedelta(hours=2)).isoformat()}
    shift_id = service.post("/v1/shifts", shift, as_=worker).json["id"]
    service.post(f"/v1/shifts/{shift_id}/volunteers", {"resident_id": "ann"}, as_=ann)
    service.post("/v1/hours", HOURS | {"shift_id": shift_id}, as_=worker)
    service.post("/v1/hours", HOURS | {"minutes": 30}, as_=worker)

    account = service.get("/v1/residents/ann/hours/account", as_=ann).json
    lines = service.get("/v1/residents/ann/hours/entries", as_=ann).json["items"]

    assert (account["system_minutes"], account["attested_minutes"]) == (120, 30)
    assert {(one["grade"], one["minutes"]) for one in lines} == {("system", 120), ("attested", 30)}
    assert sums(service) == {"system": 0, "attested": 0}


def test_staff_read_both_entries_of_a_line(service, worker, entry):
    rows = service.get("/v1/hours/postings", as_=worker).json["items"]
    of_o = service.get("/v1/hours/postings?account=organization:o", as_=worker).json["items"]

    assert sorted(one["minutes"] for one in rows) == [-120, 120]
    assert [(one["minutes"], one["counter_account"]) for one in of_o] == [(-120, "resident:ann")]


def test_a_reversal_sets_a_line_to_nothing_and_says_why(service, undo, entry, ann, worker):
    answer = undo(entry)

    assert answer.status == 201
    assert (answer.json["minutes"], answer.json["reverses"]) == (-120, entry)
    assert (answer.json["actor"], answer.json["reason"]) == ("wu", "mistyped")
    assert service.get("/v1/residents/ann/hours", as_=ann).json["minutes"] == 0
    account = service.get("/v1/residents/ann/hours/account", as_=ann).json
    assert (account["attested_minutes"], account["entries"]) == (0, 2)
    assert sum(one["minutes"] for one in service.get("/v1/hours", as_=worker).json["items"]) == 0
    assert service.stored("hours", entry).minutes == 120
    assert sums(service) == {"system": 0, "attested": 0}


def test_a_reversal_is_announced_without_a_word_of_what_was_found(service, undo, entry, announced):
    undo(entry)

    assert announced()[-1] == "HoursReversed"
    assert "应为20分钟" not in str(service.announced[-1])


def test_hours_taken_back_do_not_lead_on_but_the_rung_reached_stays(service, undo, entry):
    before = service.stored("standings", "ann")

    undo(entry)

    standing = service.stored("standings", "ann")
    assert (before.counts["minutes"], standing.counts["minutes"]) == (120, 0)
    assert standing.evidence["service"] == ()
    assert standing.rung == before.rung == "service"


def test_reversing_twice_is_refused(service, undo, entry):
    undo(entry)

    again = undo(entry)

    assert (again.status, again.json["type"][-16:]) == (409, "already-reversed")
    assert undo(f"{entry}:reversal").status == 409
    assert service.stored("hours_totals", "ann")["minutes"] == 0


def test_the_same_request_under_its_key_reverses_once(service, worker, entry):
    path = f"/v1/hours/{entry}/reversals"

    first, again = (service.post(path, WRONG, as_=worker, key="k1") for _ in range(2))

    assert (first.status, again.status) == (201, 201)
    assert first.json == again.json


@pytest.mark.parametrize(
    ("body", "status"),
    [({"reason": "because"}, 422), ({"note": "x"}, 422), ({"reason": "other", "note": ""}, 422)],
)
def test_a_reversal_names_a_known_reason(service, undo, entry, body, status):
    assert undo(entry, **body).status == status


def test_a_line_that_is_not_there_cannot_be_reversed(undo):
    assert undo("nothing").status == 404


def test_only_staff_of_the_place_reverse(undo, entry, ann, official, service):
    assert undo(entry, as_=NEXT_TOWN).status == 403
    assert undo(entry, as_=ann).status == 403
    assert service.stored("hours", f"{entry}:reversal") is None
    assert undo(entry, as_=official).status == 201


def test_nobody_reads_the_account_of_another(service, entry, ann):
    bob = token("resident", sub="bob")

    for what in ("account", "entries"):
        assert service.get(f"/v1/residents/ann/hours/{what}", as_=bob).status == 403
        assert service.get(f"/v1/residents/ann/hours/{what}", as_=ann).status == 200


def test_nobody_serves_more_than_a_day_has(service, worker):
    items = [HOURS | {"minutes": minutes} for minutes in (720, 700, 21, 20)]

    answer = service.post("/v1/hours/bulk", {"items": items}, as_=worker).json

    assert [item["status"] for item in answer["items"]] == [201, 201, 409, 201]
    assert "1440" in answer["items"][2]["problem"]["detail"]


def test_a_shift_is_credited_anew_after_its_line_was_reversed(service, worker, undo, places):
    shift = {"title": "探访长者", "organization_id": "o", "division": places.dabu, "places": 1}
    shift |= {"starts_at": places.noon.isoformat()}
    shift |= {"ends_at": (places.noon + timedelta(hours=2)).isoformat()}
    on_shift = HOURS | {"shift_id": service.post("/v1/shifts", shift, as_=worker).json["id"]}
    first = service.post("/v1/hours", on_shift, as_=worker).json["id"]

    undo(first)
    anew = service.post("/v1/hours", on_shift | {"minutes": 20}, as_=worker)

    assert (anew.status, anew.json["id"]) == (201, f"{first}:2")
    assert service.post("/v1/hours", on_shift, as_=worker).status == 409
    assert service.stored("hours_totals", "ann")["minutes"] == 20


def test_hours_of_a_task_are_posted_and_fill_no_day(service, places, undo, official):
    service.hears(TaskCompleted("t1", "o", [Served("ann", 2000)], places.dabu), twice=True)

    assert service.stored("hours_accounts", "resident:ann")["attested"] == 2000
    assert service.backend.collections.get("service_days", {}) == {}
    assert undo("t1:1:ann", as_=official).status == 201
    assert sums(service) == {"system": 0, "attested": 0}


def test_lines_from_before_there_were_accounts_are_posted_once(service, undo, ann, places):
    old = Entry("old", places.dabu, "ann", 60, date(2019, 5, 1), Grade.SYSTEM)
    service.given("hours", old)
    document = service.backend.collections["hours"]["old"]
    for name in ("reverses", "reason", "note", "actor", "posted"):
        del document[name]
    undo("old")

    for _ in range(2):
        service.tick("post_older_lines")

    account = service.get("/v1/residents/ann/hours/account", as_=ann).json
    assert (account["system_minutes"], account["entries"]) == (0, 2)
    assert sums(service) == {"system": 0, "attested": 0}
