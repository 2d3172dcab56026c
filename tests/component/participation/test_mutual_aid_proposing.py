"""Asks that wait are brought together with offers by the clock."""

from dataclasses import replace
from datetime import timedelta

import pytest

from chassis.testing.harness import token
from services.participation.domain.ladder.standing import Standing
from services.participation.domain.residents.resident import Purpose, Resident
from services.participation.inbound import StandardPublished

DABU, NEXT_DOOR, TANGZHONG = "440605126009", "440605126010", "440605124004"


@pytest.fixture(autouse=True)
def neighbors(service, places):
    """Ann and three who could help live in Dabu; who can be asked is in their consents."""
    for name in ("ann", "carl", "dora", "eve"):
        service.given("residents", Resident(name, DABU, (), places.noon))
        service.given("standings", Standing(name, DABU))


def aid(service, who, side, *, hours=72, **changes):
    starts = service.now + timedelta(hours=hours)
    wanted = {"side": side, "kind": "errands", "resident_id": who}
    wanted |= {"starts_at": starts.isoformat()}
    wanted |= {"ends_at": (starts + timedelta(hours=2)).isoformat()} | changes
    answer = service.post("/v1/aid", wanted, as_=token("resident", sub=who))
    assert answer.status == 201, answer.json
    return answer.json["id"]


@pytest.fixture
def proposed(service):
    """Let hours pass, let the clock propose, and give the offers that were proposed then."""

    def pass_and_propose(hours=0, *, times=2):
        before = len(service.announced)
        service.tick("propose_waiting_aid")
        service.now += timedelta(hours=hours)
        for _ in range(times):
            service.tick("propose_waiting_aid")
        found = [one for one in service.announced[before:] if hasattr(one, "answer_by")]
        return [one.offer_id for one in found]

    return pass_and_propose


def test_an_ask_that_waits_is_proposed_whose_turn_it_is_once(service, proposed):
    ask, offer = aid(service, "ann", "ask"), aid(service, "carl", "offer")
    aid(service, "dora", "offer")

    early, late = proposed(23), proposed(1)

    assert (early, late) == ([], [offer])
    match = service.stored("aid_matches", f"{ask}:{offer}")
    assert (match.state, match.agreed) == ("proposed", ())
    event = service.announced[-1]
    assert event.division == DABU
    assert not any(name in vars(event).values() for name in ("ann", "carl"))


def test_who_declined_is_not_proposed_again_but_the_next_is(service, proposed):
    ask, first = aid(service, "ann", "ask"), aid(service, "carl", "offer")
    second = aid(service, "dora", "offer")
    assert proposed(24) == [first]

    path = f"/v1/aid-matches/{ask}:{first}/declining"
    declined = service.post(path, {"resident_id": "carl"}, as_=token("resident", sub="carl"))

    assert (declined.status, proposed(), proposed(24)) == (200, [second], [])


def test_as_many_are_proposed_as_are_wanted(service, proposed):
    aid(service, "ann", "ask", capacity=2)
    offers = [aid(service, who, "offer") for who in ("carl", "dora", "eve")]

    assert proposed(24, times=3) == offers[:2]


def test_the_organization_an_ask_came_through_goes_first(service, proposed):
    aid(service, "ann", "ask", organization_id="street")
    aid(service, "carl", "offer")
    own = aid(service, "dora", "offer", organization_id="street")

    assert proposed(24) == [own]


@pytest.mark.parametrize(
    "unfit",
    [{"kind": "repairs"}, {"hours": 100}, {"who": "bob"}],
    ids=["another kind", "another time", "another town"],
)
def test_what_does_not_fit_is_not_proposed(service, proposed, unfit):
    aid(service, "ann", "ask")
    changes = {"who": "carl", "side": "offer"} | unfit
    aid(service, **changes)

    assert proposed(24) == []
    later = aid(service, "dora", "offer", hours=48)
    assert (proposed(0), proposed(1)) == ([], [later])


def test_who_does_not_agree_to_be_contacted_is_not_proposed(service, proposed):
    aid(service, "ann", "ask")
    aid(service, "carl", "offer")
    carl = service.stored("residents", "carl")
    service.given("residents", replace(carl, withdrawn=(Purpose.CONTACT,)))

    assert proposed(24) == []


def test_the_sooner_help_is_wanted_the_sooner_it_is_proposed(service, proposed):
    aid(service, "ann", "ask", hours=4)
    offer = aid(service, "carl", "offer", hours=4)

    assert (proposed(1), proposed(1)) == ([], [offer])


def test_how_long_neighbors_have_is_said_by_the_standard(service, proposed):
    rules = {"mutual_aid": {"propose_hours": 2}}
    service.hears(StandardPublished("aid", 1, service.now.date(), rules, "440605"))
    aid(service, "ann", "ask")
    offer = aid(service, "carl", "offer")

    assert proposed(2) == [offer]


def test_an_ask_kept_before_this_is_proposed_too(service, proposed):
    ask, offer = aid(service, "ann", "ask"), aid(service, "carl", "offer")
    service.backend.collections["mutual_aid"][ask].pop("propose_at")

    assert proposed(24) == [offer]


def test_what_is_withdrawn_is_not_proposed(service, proposed):
    ask = aid(service, "ann", "ask")
    aid(service, "carl", "offer")
    service.post(f"/v1/aid/{ask}/withdrawal", as_=token("resident", sub="ann"))

    assert proposed(24) == []
