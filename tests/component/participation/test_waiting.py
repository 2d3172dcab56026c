"""The waiting list: nothing lost or doubled, whoever asks twice and whoever comes between."""

from datetime import timedelta

import pytest

from chassis.testing.harness import token
from services.participation.domain.residents.resident import Resident
from services.participation.inbound import InvitationAccepted
from tests.component.participation.conftest import DABU, NOON

CROWD = [f"r{number:02}" for number in range(30)]


@pytest.fixture
def path(service, an_activity):
    for who in CROWD:
        service.given("residents", Resident(who, DABU, (), NOON))
    return f"/v1/activities/{an_activity(capacity=10).json['id']}"


@pytest.fixture
def ask(service, path):
    def send(what, who, **how):
        bearer = token("resident", sub=who)
        return service.post(f"{path}/{what}", {"resident_id": who}, as_=bearer, **how)

    return send


@pytest.fixture
def roster(service, path, worker):
    return lambda: service.get(f"{path}/roster", as_=worker).json


@pytest.fixture
def moved(service):
    return lambda: [e.resident_id for e in service.announced if type(e).__name__ == "PlaceGained"]


def at_once(service, acts):
    """Let each request be done between what the one before reads and what it writes."""
    commit, rest = service.backend.commit, list(acts)

    def others_first(writes):
        if rest:
            rest.pop()()
        commit(writes)

    service.backend.commit = others_first
    rest.pop()()
    service.backend.commit = commit


def test_whoever_signs_up_first_has_a_place_and_the_others_wait_in_order(ask, roster):
    places = [ask("signups", who).json["place"] for who in CROWD]

    assert places == ["signed_up"] * 10 + ["waiting"] * 20
    assert roster()["waiting"] == CROWD[10:]


def test_places_given_back_go_to_those_who_wait_longest(ask, roster, moved):
    for who in CROWD:
        ask("signups", who)

    for who in ("r03", "r15", "r00", "r11"):
        ask("cancellations", who)

    assert moved() == ["r10", "r11", "r12"]
    assert set(roster()["signed_up"]) == {*CROWD[:13]} - {"r00", "r03", "r11"}
    assert roster()["waiting"] == [who for who in CROWD[13:] if who != "r15"]


def test_a_request_sent_again_moves_nobody_up_again(ask, moved):
    for who in CROWD[:13]:
        ask("signups", who)

    first = ask("cancellations", "r00", key="k1")
    again = ask("cancellations", "r00", key="k1")
    without_key = ask("cancellations", "r00")

    assert (again.json, again.headers["Idempotency-Replayed"]) == (first.json, "true")
    assert without_key.json["place"] == "none"
    assert moved() == ["r10"]


def test_sign_ups_of_many_at_once_fill_every_place_and_no_place_twice(service, ask, roster):
    at_once(service, [lambda who=who: ask("signups", who) for who in CROWD])

    found = roster()
    assert (len(found["signed_up"]), len(found["waiting"])) == (10, 20)
    assert sorted(found["signed_up"] + found["waiting"]) == CROWD


def test_places_given_back_at_once_move_each_who_waits_up_once(service, ask, roster, moved):
    for who in CROWD:
        ask("signups", who)

    at_once(service, [lambda who=who: ask("cancellations", who) for who in CROWD[:10]])

    assert moved() == CROWD[10:20]
    assert (roster()["signed_up"], roster()["waiting"]) == (CROWD[10:20], CROWD[20:])


def test_an_invitation_accepted_twice_at_two_replicas_is_one_sign_up(service, path, ask, roster):
    activity = path.rpartition("/")[2]
    for who in CROWD[:10]:
        ask("signups", who)
    accepted = InvitationAccepted("i1", "r20", "activity", activity, None)

    at_once(service, [lambda: service.hears(accepted, identity="e1") for _ in range(2)])
    service.hears(accepted, identity="e1", twice=True)

    assert roster()["waiting"] == ["r20"]


def test_nobody_signs_up_for_what_is_over(service, ask):
    service.now = NOON.replace(hour=7)

    answer = ask("signups", "r00")

    assert (answer.status, answer.json["type"]) == (409, "urn:gongzhi:problem:activity-over")


def test_the_place_of_who_is_forgotten_goes_to_who_waits(service, ask, roster, moved):
    for who in CROWD[:12]:
        ask("signups", who)

    for who in ("r10", "r00"):
        service.delete(f"/v1/residents/{who}", as_=token("resident", sub=who))

    assert moved() == ["r11"]
    assert (roster()["signed_up"], roster()["waiting"]) == ([*CROWD[1:10], "r11"], [])


def test_nothing_is_said_of_who_was_forgotten_before_the_absent_are_found(service, ask, roster):
    for who in CROWD[:2]:
        ask("signups", who)
    service.delete("/v1/residents/r00", as_=token("resident", sub="r00"))
    service.now += timedelta(days=2)

    service.tick("find_no_shows")

    assert roster()["missed"] == ["r01"]


def test_who_was_there_stays_counted_when_forgotten(service, path, ask, roster, worker):
    told = {"resident_id": "r00", "activity_id": path.rpartition("/")[2]}
    service.post("/v1/attendances", told, as_=worker)

    service.delete("/v1/residents/r00", as_=token("resident", sub="r00"))

    assert roster()["attended"] == ["r00"]
