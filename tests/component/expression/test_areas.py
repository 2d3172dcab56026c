"""Owners decide by heads and by floor area: both must hold, and no area is counted twice."""

import pytest

from services.expression import inbound
from services.expression.domain.rules.rulebook import Standard, take_up

OWNERS = {"quorum": "two_thirds", "majority": "simple", "of": "cast", "weight": "heads_and_area"}
HOMES = {"1-101": ("r-1", 20_000), "1-102": ("r-2", 9_000), "1-103": ("r-3", 9_000)}


class Owners:
    def __init__(self, hall):
        self.hall = hall
        self.ruled()

    def ruled(self, **changes):
        ruling = OWNERS | {"who": "households"} | changes
        rules = {
            "deliberations": {"levels": {"building": ruling}},
            "notice": {"days": 0},
            "quorums": {"building": 1},
        }
        standard = Standard("s-1", 1, self.hall.noon.date(), "440605", rules)
        self.hall.h.given("rulebooks", take_up(None, standard)[0])

    def seat(self, name, who, area):
        body = {"division": self.hall.building, "body": "households", "name": name}
        body |= {"members": [who], "area": area}
        answer = self.hall.h.post("/v1/deliberations/seats", body, as_=self.hall.staff)
        assert answer.status == 201, answer.json

    def entered(self, homes=HOMES):
        for name, (who, area) in homes.items():
            self.seat(name, who, area)

    def proposed(self):
        self.topic_id = self.hall.discussed()
        return self.hall.post(f"/{self.topic_id}/proposal", {"text": "装电梯"})

    def votes(self, who, choice="agree"):
        path = f"/{self.topic_id}/proposal/votes"
        return self.hall.post(path, {"choice": choice}, as_=self.hall.of(who))

    def resolved(self):
        return self.hall.post(f"/{self.topic_id}/resolution", {})

    def shown(self):
        proposal = self.hall.get(f"/{self.topic_id}/proposal")
        areas = proposal["areas"]
        heads = tuple(proposal[name] for name in ("agree", "disagree", "passed"))
        return heads, (areas["agree"], areas["disagree"], areas["passed"])


@pytest.fixture
def owners(hall):
    return Owners(hall)


def refusal(answer):
    return answer.status, answer.json["type"].rpartition(":")[2]


def test_two_thirds_of_the_area_must_take_part_as_well(owners):
    owners.entered()
    terms = owners.proposed().json["terms"]
    for who in ("r-2", "r-3"):
        owners.votes(who)

    assert (terms["area"], terms["area_quorum"], terms["quorum"]) == (38_000, 25_334, 2)
    assert refusal(owners.resolved()) == (409, "area-quorum-missing")
    assert owners.shown() == ((2, 0, 0), (18_000, 0, 0))
    owners.votes("r-1", "pass")
    assert refusal(owners.resolved()) == (409, "area-majority-missing")


def test_what_holds_by_both_is_resolved_and_the_record_shows_both(owners):
    owners.entered()
    owners.proposed()
    for who, choice in (("r-1", "disagree"), ("r-1", "agree"), ("r-2", "agree"), ("r-3", "pass")):
        assert owners.votes(who, choice).status == 201

    answer = owners.resolved()

    assert answer.status == 201
    areas = {"agree": 29_000, "disagree": 0, "passed": 9_000}
    assert answer.json["resolution"]["areas"] == areas
    record = owners.hall.get(f"/{owners.topic_id}/record")
    assert record["texts"][0]["areas"] == areas
    page = owners.hall.h.get(
        f"/v1/topics/{owners.topic_id}/record.html", as_=owners.hall.of("r-1")
    ).text
    assert "同意 290.00" in page


def test_who_holds_several_votes_once_with_all_their_areas(owners):
    owners.entered(HOMES | {"1-104": ("r-1", 5_000)})
    owners.proposed()

    owners.votes("r-1")
    owners.votes("r-1", "disagree")

    assert owners.shown() == ((0, 1, 0), (0, 25_000, 0))


def test_an_area_put_right_while_a_vote_runs_leaves_what_was_counted(owners):
    owners.entered()
    owners.proposed()
    owners.votes("r-1")
    owners.seat("1-101", "r-1", 10_000)
    owners.seat("1-101", "r-1", 10_000)

    owners.votes("r-1", "pass")

    assert owners.shown() == ((0, 0, 1), (0, 0, 20_000))
    assert owners.proposed().json["terms"]["area"] == 28_000


def test_an_area_of_the_forgotten_stays_counted_and_names_nobody(owners):
    owners.entered()
    owners.proposed()
    owners.votes("r-1")

    owners.hall.h.hears(inbound.ResidentErased("r-1", owners.hall.building), twice=True)
    for _ in range(3):
        owners.hall.h.tick("forget_residents")

    assert owners.shown()[1] == (20_000, 0, 0)
    rows = owners.hall.h.backend.collections["seats_taken"].values()
    assert not [row for row in rows if row["voter_id"] == "r-1"]


@pytest.mark.parametrize(
    ("changes", "homes", "said"),
    [
        ({}, HOMES | {"1-104": ("r-4", 0)}, "areas-missing"),
        ({"who": "residents", "quorum": 1}, HOMES, "areas-missing"),
        ({"method": "secret"}, HOMES, "secret-by-area"),
    ],
)
def test_what_cannot_be_counted_by_area_is_not_put_to_the_vote(owners, changes, homes, said):
    owners.ruled(**changes)
    owners.entered(homes)

    assert refusal(owners.proposed()) == (409, said)
