"""How mutual aid ends: declined, withdrawn, expired, unconfirmed, forgotten; places come free."""

from datetime import timedelta

import pytest

from chassis.testing.harness import token
from services.participation.domain.hours.accounts import ServiceDay
from services.participation.domain.ladder.standing import Standing
from services.participation.domain.residents.resident import Resident
from services.participation.domain.sections import Edition, Section

DABU = "440605126009"
ANN, CARL = (token("resident", sub=name) for name in ("ann", "carl"))


@pytest.fixture(autouse=True)
def neighbors(service, places):
    service.given("residents", Resident("carl", DABU, (), places.noon))
    service.given("standings", Standing("carl", DABU))


def aid(service, who, side):
    starts = service.now + timedelta(days=1)
    wanted = {"side": side, "kind": "tutoring", "resident_id": who}
    wanted |= {"starts_at": starts.isoformat()}
    wanted |= {"ends_at": (starts + timedelta(hours=2)).isoformat()}
    return service.post("/v1/aid", wanted, as_=token("resident", sub=who)).json["id"]


@pytest.fixture
def ask(service):
    return aid(service, "ann", "ask")


@pytest.fixture
def offer(service):
    return aid(service, "carl", "offer")


@pytest.fixture
def match(service, ask, offer):
    answer = service.post("/v1/aid-matches", {"ask_id": ask, "offer_id": offer}, as_=ANN)
    return answer.json["id"]


@pytest.fixture
def agreed(service, match):
    service.post(f"/v1/aid-matches/{match}/acceptance", {"resident_id": "carl"}, as_=CARL)
    return match


def stored(service, match):
    return service.stored("aid_matches", match)


def ends(service):
    kinds = [event for event in service.announced if type(event).__name__ == "AidEnded"]
    return [(event.what, event.reason) for event in kinds]


def confirm(service, match, who):
    path = f"/v1/aid-matches/{match}/completion"
    return service.post(path, {"resident_id": who}, as_=token("resident", sub=who))


def test_a_proposal_nobody_answers_expires_once_and_frees_both(service, ask, offer, match):
    edition = Edition("local", 1, "440605126", service.now.date(), {"answer_days": 1})
    assert stored(service, match).due_at == service.now + timedelta(days=1, hours=2)
    service.given("sections", Section("mutual_aid", (edition,)))
    other = aid(service, "ann", "ask")
    service.post(f"/v1/aid-matches/{match}/declining", {"resident_id": "ann"}, as_=ANN)
    service.post("/v1/aid-matches", {"ask_id": other, "offer_id": offer}, as_=ANN)
    service.now += timedelta(days=1)

    service.tick("settle_aid")
    service.tick("settle_aid")

    assert ends(service) == [("match", "declined"), ("match", "expired")]
    assert service.stored("aids", offer).held == ()
    assert service.stored("aids", other).looking


def test_asks_and_offers_whose_time_has_passed_end_once(service, ask, offer):
    service.now += timedelta(days=1, hours=2)

    service.tick("settle_aid")
    service.tick("settle_aid")

    assert sorted(ends(service)) == [("ask", "expired"), ("offer", "expired")]
    assert service.get("/v1/aid", as_=ANN).json["items"] == []


def test_after_the_deadline_the_word_of_who_was_helped_is_enough(service, agreed, announced):
    service.now += timedelta(days=1, hours=1)
    confirm(service, agreed, "ann")
    service.now += timedelta(days=7, hours=2)

    service.tick("settle_aid")
    service.tick("settle_aid")

    assert announced().count("HoursCredited") == 1
    assert (stored(service, agreed).state, service.announced[3].grade) == ("given", "attested")


def test_what_only_the_helper_says_is_not_credited(service, agreed, announced):
    service.now += timedelta(days=1, hours=1)
    confirm(service, agreed, "carl")
    service.now += timedelta(days=7, hours=2)

    service.tick("settle_aid")

    assert ("match", "unconfirmed") in ends(service)
    assert "HoursCredited" not in announced()


def test_a_day_that_is_full_is_not_credited_and_holds_up_nobody(service, agreed, announced):
    service.now += timedelta(days=1, hours=1)
    confirm(service, agreed, "ann")
    service.given("service_days", ServiceDay("carl:2019-05-07", DABU, 1400))
    full = confirm(service, agreed, "carl")
    service.now += timedelta(days=7, hours=2)

    service.tick("settle_aid")

    assert (full.status, full.json["errors"][0]["field"]) == (409, "minutes")
    assert ("match", "unconfirmed") in ends(service)
    assert "HoursCredited" not in announced()


def test_what_is_withdrawn_takes_what_has_not_begun_with_it(service, ask, offer, agreed):
    first = service.post(f"/v1/aid/{ask}/withdrawal", as_=ANN)
    second = service.post(f"/v1/aid/{ask}/withdrawal", as_=ANN)

    assert (first.json["ended"], second.status) == ("withdrawn", 200)
    assert ends(service) == [("ask", "withdrawn"), ("match", "withdrawn")]
    assert service.stored("aids", offer).looking
    assert service.post(f"/v1/aid/{offer}/withdrawal", as_=ANN).status == 403


def test_what_has_begun_goes_on_when_the_ask_is_withdrawn(service, ask, agreed, announced):
    service.now += timedelta(days=1, hours=1)
    service.post(f"/v1/aid/{ask}/withdrawal", as_=ANN)

    confirm(service, agreed, "ann")
    confirm(service, agreed, "carl")

    assert announced().count("HoursCredited") == 1


@pytest.mark.parametrize("purpose", ["contact", "all"])
def test_who_no_longer_agrees_to_contact_asks_and_offers_nothing(service, offer, agreed, purpose):
    path = "/v1/residents/carl/withdrawals"

    service.post(path, {"purpose": purpose}, as_=CARL)

    assert ends(service) == [("offer", "withdrawn"), ("match", "withdrawn")]
    wanted = {"side": "offer", "kind": "tutoring", "resident_id": "carl"}
    starts = service.now + timedelta(days=1)
    wanted |= {"starts_at": starts.isoformat()}
    wanted |= {"ends_at": (starts + timedelta(hours=2)).isoformat()}
    refused = service.post("/v1/aid", wanted, as_=CARL)
    assert (refused.status, refused.json["errors"][0]["field"]) == (409, "resident_id")


def test_who_withdraws_another_consent_goes_on_helping(service, offer):
    service.post("/v1/residents/carl/withdrawals", {"purpose": "statistics"}, as_=CARL)

    assert service.stored("aids", offer).open


def test_of_who_is_forgotten_nothing_leads_to_anybody(service, ask, offer, agreed):
    assert service.delete("/v1/residents/carl", as_=CARL).status == 204
    service.tick("cut_off_the_forgotten")

    assert ends(service) == [("offer", "forgotten"), ("match", "forgotten")]
    assert service.stored("aids", offer).resident_id != "carl"
    left = stored(service, agreed)
    assert (left.asker_id, left.helper_id == "carl") == ("ann", False)
    assert service.stored("aids", ask).looking


def test_what_a_resident_asked_and_offered_is_in_their_export(service, ask):
    told = service.get("/v1/residents/ann/export", as_=ANN).json

    assert [one["id"] for one in told["aids"]] == [ask]
