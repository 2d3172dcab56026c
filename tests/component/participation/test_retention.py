"""Old records go by the rule in force where they belong; a day is enough to go through all."""

from datetime import date, timedelta

import pytest

from chassis.testing.harness import token
from services.participation.domain.residents.accesses import Access, Looked
from services.participation.domain.residents.consents import Basis, Consent
from services.participation.domain.residents.resident import Disclosure, Purpose, Resident
from services.participation.domain.residents.retention import THREE_YEARS
from services.participation.domain.spaces.space import Visit
from services.participation.inbound import StandardPublished
from services.participation.ways_in.residents import retention

DAY = timedelta(days=1)
TICK = "let_go_of_old_records"


@pytest.fixture
def ruled(service, places):
    """Publish a rule for the district."""

    def publish(number=1, **days):
        rules = {"retention": days}
        service.hears(
            StandardPublished("privacy", number, date(2019, 1, 1), rules, places.district)
        )

    return publish


@pytest.fixture
def left(service):
    """Give the ids that are left of a kind of record."""
    return lambda kind: sorted(service.backend.collections.get(kind, {}))


def visits(service, *ages):
    for age in ages:
        at = service.now - age * DAY
        service.given("visits", Visit(f"v{age:04d}", "440605126009", "ann", "home", at))


def test_visits_go_when_the_standard_says_so_and_the_totals_stay(service, ann, ruled, left):
    service.post("/v1/visits", {"resident_id": "ann", "space_id": "home"}, as_=ann)
    [fresh] = left("visits")
    visits(service, 59, 60)
    service.tick(TICK)
    ruled(visits=60)

    service.tick(TICK)

    assert left("visits") == sorted([fresh, "v0059"])
    assert service.stored("space_use", "home")["visits"] == 1
    assert service.stored("standings", "ann").counts["space_visited"] == 1
    assert service.stored("walks", "visits").let_go == 1


def test_without_a_standard_no_visit_goes(service, left):
    visits(service, 5_000)

    service.tick(TICK)

    assert left("visits") == ["v5000"]
    assert service.stored("walks", "visits") is None


def test_a_visit_older_than_visits_are_kept_is_refused_by_field_and_rule(
    service, integrator, ruled, places
):
    ruled(visits=60)
    old = (places.noon - 61 * DAY).isoformat()
    visit = {"resident_id": "ann", "space_id": "home", "visited_at": old}

    refused = service.post("/v1/visits", visit, as_=integrator)
    young = (places.noon - 59 * DAY).isoformat()

    assert refused.status == 422
    assert "older-than-kept" in str(refused.json)
    assert "visited_at" in str(refused.json)
    assert service.post("/v1/visits", visit | {"visited_at": young}, as_=integrator).status == 201


def test_looks_and_requests_to_look_go_after_three_years_without_a_standard(service, left):
    for age in (THREE_YEARS - 1, THREE_YEARS):
        at = service.now - age * DAY
        who = ("ann", "440605126009", "wu")
        access = Access(f"a{age}", *who, as_="worker", what=Looked.EXPORT, why="核对", at=at)
        service.given("accesses", access)
        service.given("disclosures", Disclosure(f"d{age}", *who, "核对", at, at + DAY))

    service.tick(TICK)

    assert left("accesses") == [f"a{THREE_YEARS - 1}"]
    assert left("disclosures") == [f"d{THREE_YEARS - 1}"]


def test_consents_are_proof_until_three_years_after_the_resident_was_forgotten(service, left):
    for name, erased in (("new", None), ("late", 10), ("long", THREE_YEARS)):
        when = None if erased is None else service.now - erased * DAY
        home = "440605126009"
        registered = service.now - 5_000 * DAY
        service.given("residents", Resident(name, home, (), registered, erased_at=when))
        service.given(
            "consents",
            Consent(f"{name}:contact", name, home, Purpose.CONTACT, Basis.CONSENT, ("PIPL 14",)),
        )

    service.tick(TICK)

    assert left("consents") == ["late:contact", "new:contact"]


def test_the_name_of_who_has_not_been_seen_for_long_is_destroyed_and_the_resident_stays(
    service, ann, integrator, ruled, places
):
    gone, here = (
        service.post(
            "/v1/residents",
            {"division": places.dabu, "name": "陈大文", "identity_number": number},
            as_=integrator,
        ).json["id"]
        for number in ("440605199001010018", "440605199001010026")
    )
    ruled(personal=400)
    service.now += 400 * DAY
    service.post("/v1/visits", {"resident_id": here, "space_id": "home"}, as_=integrator)

    service.tick(TICK)

    assert service.stored("people", gone) is None
    assert service.stored("people", here) is not None
    assert service.stored("residents", gone).erased_at is None
    assert service.stored("standings", gone) is not None
    assert len(service.backend.collections["identity_marks"]) == 1


def test_a_walk_takes_a_page_at_a_time_and_comes_to_the_end(service, ruled, left, monkeypatch):
    monkeypatch.setattr(retention, "AT_ONCE", 2)
    visits(service, 61, 62, 63, 3, 64)
    ruled(visits=60)

    steps = []
    for _ in range(4):
        service.tick(TICK)
        steps.append(len(left("visits")))

    assert steps == [4, 2, 1, 1]
    walk = service.stored("walks", "visits")
    assert (walk.gone_through, walk.let_go, walk.cursor) == (5, 4, "")
    assert walk.ended_at == service.now


def test_the_day_after_it_is_gone_through_again(service, ruled, left):
    visits(service, 59)
    ruled(visits=60)
    service.tick(TICK)

    service.now += DAY
    service.tick(TICK)

    assert left("visits") == []


def test_a_rule_of_another_district_lets_nothing_go_here(service, left):
    visits(service, 100)
    rules = {"retention": {"visits": 60}}
    service.hears(StandardPublished("privacy", 1, date(2019, 1, 1), rules, "440606"))

    service.tick(TICK)

    assert left("visits") == ["v0100"]


def test_anybody_who_takes_part_reads_how_long_things_are_kept(service, ann, ruled):
    ruled(visits=60)
    visits(service, 61)
    service.tick(TICK)

    shown = service.get("/v1/retention", as_=ann).json

    kept = {one["records"]: (one["days"], one["let_go"]) for one in shown["records"]}
    assert kept["visits"] == (60, 1)
    assert kept["accesses"] == (THREE_YEARS, 0)
    assert kept["personal"] == (None, 0)
    assert service.get("/v1/retention").status == 401
    assert service.get("/v1/retention", as_=token("official")).status == 200
