"""Votes of households and named bodies: one voice a seat, recorded or secret."""

from datetime import timedelta

import pytest

from chassis.blind_signing import BlindKey
from chassis.testing import token
from gongzhi import ballots
from services.expression import inbound
from services.expression.domain.rules.rulebook import Standard, take_up
from services.expression.events import VoicesForgotten

HOUSEHOLDS = {"3-501": ["r-1", "r-2"], "3-502": ["r-3", "r-1"], "3-503": ["r-4"]}


class Courtyard:
    def __init__(self, hall, method):
        self.hall = hall
        ruling = {
            "who": "households",
            "quorum": "two_thirds",
            "majority": "simple",
            "of": "entitled",
        }
        rules = {"deliberations": {"levels": {"building": ruling | {"method": method}}}}
        standard = Standard("s-1", 1, hall.noon.date(), "440605", rules)
        hall.h.given("rulebooks", take_up(None, standard)[0])

    def enter(self, households=HOUSEHOLDS, as_=None):
        answers = [self.seat(name, who, as_) for name, who in households.items()]
        assert {answer.status for answer in answers} == {201}, answers[0].json

    def seat(self, name, who, as_=None):
        body = {"division": self.hall.building, "body": "households", "name": name, "members": who}
        return self.hall.h.post("/v1/deliberations/seats", body, as_=as_ or self.hall.staff)

    def proposed(self):
        self.topic_id = self.hall.discussed()
        return self.hall.post(f"/{self.topic_id}/proposal", {"text": "装电梯"})

    def vote(self, who):
        path = f"/{self.topic_id}/proposal/votes"
        return self.hall.post(path, {"choice": "agree"}, as_=self.hall.of(who))

    def roll(self, who):
        vote = self.hall.h.get(f"/v1/topics/{self.topic_id}/secret-vote").json
        body = {"blinded": ballots.new_slip(vote).blinded}
        return self.hall.post(f"/{self.topic_id}/roll", body, as_=self.hall.of(who))


@pytest.fixture
def recorded(hall):
    return Courtyard(hall, "recorded")


def refusal(answer):
    return answer.status, answer.json["type"].rpartition(":")[2]


def test_the_seats_are_the_number_entitled(recorded):
    recorded.enter()
    recorded.enter()

    terms = recorded.proposed().json["terms"]

    assert (terms["entitled"], terms["quorum"], terms["who"]) == (3, 2, "households")


def test_a_household_has_one_voice_and_so_has_who_lives_in_two(recorded):
    recorded.enter()
    recorded.proposed()

    assert recorded.vote("r-1").status == 201
    assert recorded.vote("r-1").status == 201
    assert refusal(recorded.vote("r-2")) == (409, "seat-has-voted")
    assert recorded.vote("r-3").status == 201
    assert refusal(recorded.vote("r-5")) == (403, "not-on-the-list")
    shown = recorded.hall.get(f"/{recorded.topic_id}/proposal")
    assert (shown["agree"], shown["disagree"]) == (2, 0)


def test_more_than_half_of_the_households_carry_it(recorded):
    recorded.enter()
    recorded.proposed()
    recorded.vote("r-1")
    first = recorded.hall.post(f"/{recorded.topic_id}/resolution")
    recorded.vote("r-4")

    assert refusal(first) == (409, "quorum-missing")
    assert recorded.hall.post(f"/{recorded.topic_id}/resolution").status == 201


def test_without_seats_nothing_is_put_to_the_vote(recorded):
    assert refusal(recorded.proposed()) == (409, "seats-missing")
    recorded.enter({"3-501": ["r-1"]})
    seat = f"{recorded.hall.building}:households:3-501"
    recorded.hall.h.delete(f"/v1/deliberations/seats/{seat}", as_=recorded.hall.staff)

    assert refusal(recorded.proposed()) == (409, "seats-missing")


@pytest.mark.parametrize(
    ("name", "members"),
    [("3-501", []), ("3-501", ["r" * 121]), ("3:501", ["r-1"]), ("", ["r-1"]), ("3-501", "r-1")],
)
def test_what_is_no_seat_is_not_entered(recorded, name, members):
    assert recorded.seat(name, members).status == 422
    assert "seats" not in recorded.hall.h.backend.collections


def test_staff_of_another_place_enter_no_seats(recorded):
    other = token("worker", sub="w-9", divisions=("440605125",))

    assert recorded.seat("3-501", ["r-1"], as_=other).status == 403


def test_who_withdrew_and_came_back_does_not_vote_twice(recorded):
    recorded.enter()
    recorded.proposed()
    recorded.vote("r-4")
    recorded.hall.h.hears(inbound.ConsentWithdrawn("r-4", "expression", recorded.hall.place))
    for _ in range(3):
        recorded.hall.h.tick("forget_residents")
    recorded.hall.h.hears(
        inbound.ConsentGiven("r-4", "expression", recorded.hall.place), identity="later"
    )

    assert refusal(recorded.vote("r-4")) == (409, "vote-kept")
    assert recorded.hall.get(f"/{recorded.topic_id}/proposal")["agree"] == 1


def test_who_withdraws_twice_is_forgotten_twice(hall):
    topic_id = hall.discussed()
    path = f"/{topic_id}/statements/{hall.said(topic_id)}/votes"
    for _ in range(2):
        hall.h.now += timedelta(minutes=1)
        hall.h.hears(inbound.ConsentGiven("r-1", "expression", hall.place))
        assert hall.post(path, {"choice": "agree"}, as_=hall.of("r-1")).status == 201
        hall.h.now += timedelta(minutes=1)
        hall.h.hears(inbound.ConsentWithdrawn("r-1", "expression", hall.place))
        for _ in range(3):
            hall.h.tick("forget_residents")

    voters = {row["voter_id"] for row in hall.h.backend.collections["ballots"].values()}
    assert len(voters) == 2
    assert "r-1" not in voters


def test_in_a_secret_vote_a_household_gets_one_ballot(hall, monkeypatch):
    key = BlindKey.made()
    monkeypatch.setattr(BlindKey, "made", classmethod(lambda cls: key))
    courtyard = Courtyard(hall, "secret")
    courtyard.enter()
    courtyard.proposed()

    assert courtyard.roll("r-1").status == 201
    assert refusal(courtyard.roll("r-2")) == (409, "seat-has-voted")
    assert refusal(courtyard.roll("r-5")) == (403, "not-on-the-list")


def test_who_is_erased_is_on_no_seat_and_their_household_keeps_its_one_voice(recorded):
    recorded.enter()
    recorded.proposed()
    recorded.vote("r-1")
    recorded.hall.h.hears(inbound.ResidentErased("r-1", recorded.hall.place))
    for _ in range(3):
        recorded.hall.h.tick("forget_residents")

    kept = recorded.hall.h.backend.collections
    named = [row for rows in (kept["seats"], kept["seats_taken"]) for row in rows.values()]
    [receipt] = [e for e in recorded.hall.h.announced if isinstance(e, VoicesForgotten)]
    assert not [row for row in named if "r-1" in (*row.get("members", ()), row.get("voter_id"))]
    assert (receipt.cut_off["seats"], receipt.cut_off["voices"]) == (2, 1)
    assert refusal(recorded.vote("r-2")) == (409, "seat-has-voted")
