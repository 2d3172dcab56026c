"""Who is forgotten is forgotten by participation itself, and every number stays."""

from collections import Counter
from datetime import timedelta

import pytest

from chassis.testing.harness import token
from services.participation.domain.residents.erasures import Erasure
from services.participation.ways_in.residents import traces

TICK, HOUR = "cut_off_the_forgotten", timedelta(hours=1)
PROOF = {"residents", "erasures", "consents", "accesses", "disclosures"}
ZEROED = {"hours_accounts", "hours_totals"}


@pytest.fixture
def chen(service, integrator, places):
    body = {"division": places.dabu, "name": "陈大文", "identity_number": "440605199001010018"}
    return service.post("/v1/residents", body, as_=integrator).json["id"]


@pytest.fixture
def busy(service, chen, integrator, worker, an_activity):
    """Let Chen visit, take part, serve and take something on; each is kept under the id."""
    who = {"resident_id": chen}
    post = service.post
    assert post("/v1/visits", who | {"space_id": "home"}, as_=integrator).status == 201
    activity = an_activity(capacity=5).json["id"]
    post(f"/v1/activities/{activity}/signups", who, as_=worker)
    post("/v1/attendances", who | {"activity_id": activity}, as_=worker)
    shift = {"title": "探访", "organization_id": "o", "places": 5, "division": "440605126009"}
    shift |= {"starts_at": service.now.isoformat()}
    shift |= {"ends_at": (service.now + HOUR).isoformat()}
    shift_id = post("/v1/shifts", shift, as_=worker).json["id"]
    post(f"/v1/shifts/{shift_id}/volunteers", who, as_=worker)
    served = who | {"minutes": 60, "served_on": "2019-05-06"}
    line = post("/v1/hours", served | {"shift_id": shift_id}, as_=worker).json["id"]
    post("/v1/hours", served | {"served_on": "2019-05-05"}, as_=worker)
    undone = post(f"/v1/hours/{line}/reversals", {"reason": "mistyped"}, as_=worker)
    assert undone.status == 201, undone.json
    affair = {"title": "疏通", "kind": "pipe_clearing", "division": "440605126009"}
    affair_id = post("/v1/affairs", affair, as_=worker).json["id"]
    post(f"/v1/affairs/{affair_id}/takers", who, as_=worker)
    consent = {"purpose": "contact", "notice": "2019-1"}
    post(f"/v1/residents/{chen}/consents", consent, as_=worker)
    return service


@pytest.fixture
def naming(service, chen):
    """Name the collections that still name Chen."""

    def name():
        apart = {"events", "inbox", "replies"}
        kept = service.backend.collections.items()
        return {kind for kind, rows in kept if kind not in apart and chen in str(rows)}

    return name


def forget(service, chen, ticks=3):
    service.delete(f"/v1/residents/{chen}", as_=token("resident", sub=chen))
    for _ in range(ticks):
        service.tick(TICK)


def sums(service):
    total = Counter()
    for account in service.backend.collections["hours_accounts"].values():
        total.update({name: account.get(name, 0) for name in ("system", "attested", "entries")})
    return total


def rows(service):
    kept = ("visits", "attendances", "hours", "hours_postings", "service_days")
    return {name: len(service.backend.collections[name]) for name in kept}


def test_nothing_leads_to_who_is_forgotten_but_the_proof_of_how_they_were_dealt_with(
    busy, chen, naming
):
    assert len(naming() - PROOF) > len(ZEROED)

    forget(busy, chen)

    assert naming() <= PROOF | ZEROED
    for kind in ZEROED:
        left = [row for name, row in busy.backend.collections[kind].items() if chen in name]
        assert not any(row.get(n) for row in left for n in ("system", "attested", "minutes"))


def test_every_number_stays(busy, chen, worker, ann):
    before = rows(busy), sums(busy), busy.stored("space_use", "home")
    [shown] = busy.get("/v1/activities", as_=ann).json["items"]

    forget(busy, chen)

    assert (rows(busy), sums(busy), busy.stored("space_use", "home")) == before
    [after] = busy.get("/v1/activities", as_=ann).json["items"]
    assert after["places_left"] == shown["places_left"]


def test_it_is_counted_what_was_cut_off_and_the_stand_in_is_kept_nowhere(busy, chen):
    forget(busy, chen)

    shown = busy.get(f"/v1/residents/{chen}/erasure", as_=token("resident", sub=chen)).json
    kept = busy.stored("erasures", chen)

    assert shown["cut_off"]["visits"] == shown["cut_off"]["attendances"] == 1
    assert shown["cut_off"]["hours"] == 3
    assert shown["cut_off_at"] is not None
    assert kept.stand_in == ""
    assert kept.look_at == busy.now + HOUR


def test_what_was_under_way_is_found_by_the_second_look_which_is_the_last(
    busy, chen, naming, integrator
):
    forget(busy, chen)
    visits = busy.backend.collections["visits"]
    [late] = [dict(row) for row in visits.values()]
    late |= {"_id": f"home:{chen}:late", "resident_id": chen}
    visits[late["_id"]] = late

    busy.tick(TICK)
    early = naming()
    busy.now += HOUR
    for _ in range(2):
        busy.tick(TICK)

    assert "visits" in early
    assert "visits" not in naming()
    assert busy.stored("erasures", chen).look_at is None


def test_it_takes_a_page_at_a_time(busy, chen, integrator, naming, monkeypatch):
    monkeypatch.setattr(traces, "AT_ONCE", 1)
    busy.now += timedelta(days=1)
    who = {"resident_id": chen, "space_id": "home"}
    busy.post("/v1/visits", who, as_=integrator)

    forget(busy, chen, ticks=1)
    early = naming()
    for _ in range(5):
        busy.tick(TICK)

    assert "visits" in early
    assert naming() <= PROOF | ZEROED


def test_who_was_forgotten_by_a_version_before_is_cut_off_too(busy, chen, naming):
    forget(busy, chen, ticks=0)
    documents = busy.backend.collections["erasures"]
    for added in ("stand_in", "look_at", "cut_off", "cut_off_at"):
        del documents[chen][added]

    for _ in range(2):
        busy.tick(TICK)

    assert "visits" not in naming()
    assert isinstance(busy.stored("erasures", chen), Erasure)


def test_a_forgotten_guardian_speaks_for_nobody(service, integrator, worker, places, chen):
    child = {"division": places.dabu, "birth_date": "2012-01-01", "guardian_id": chen}
    service.post("/v1/residents", child, as_=integrator)
    assert len(service.backend.collections["guardianships"]) == 1

    forget(service, chen)

    assert service.backend.collections["guardianships"] == {}
