import pytest

from services.collaboration.events import AdviceDelivered, AdviceRequested, AdviserAppointed
from services.collaboration.inbound import TopicScreened
from tests.component.collaboration.tokens import ANA, INTEGRATOR, OFFICIAL, STRANGER, WORKER
from tests.unit.collaboration.builders import COMMUNITY

KINDS = ("academic", "practice", "public")
OPINION = {"opinion": "mark visitors' spaces first"}
ADVICE = "/v1/advice/advice-parking"


def a_seat(reference, kind="academic"):
    return {"reference": reference, "kind": kind, "expertise": "治理", "division": "440605"}


def screened(topic_id="parking", *, wants_advice=True):
    return TopicScreened(topic_id, "parking at gate 3", "parking", wants_advice, COMMUNITY)


@pytest.fixture
def seated(h):
    items = [a_seat(f"{n:02}", KINDS[n % 3]) for n in range(6)]
    h.post("/v1/advisers/bulk", {"items": items}, as_=INTEGRATOR)
    h.announced.clear()
    return h


def test_thirty_advisers_are_seated_once_however_often_they_are_imported(h):
    items = [a_seat(f"{n:02}", KINDS[n % 3]) for n in range(30)]

    for _ in range(2):
        answer = h.post("/v1/advisers/bulk", {"items": items}, as_=INTEGRATOR)

    assert answer.json["counts"] == {"done": 30}
    assert len(h.announced) == 30
    assert h.announced[0] == AdviserAppointed("adviser-00", "academic", "440605")
    seats = h.get("/v1/advisers?kind=public", as_=ANA).json["items"]
    assert len(seats) == 10


def test_a_seat_that_makes_no_sense_is_refused(h):
    assert h.post("/v1/advisers", a_seat("07", "famous"), as_=OFFICIAL).status == 422
    assert h.post("/v1/advisers", a_seat("07"), as_=STRANGER).status == 403


def test_a_topic_that_wants_advice_is_put_to_one_adviser_once(seated):
    seated.hears(screened(), twice=True)
    seated.hears(screened())

    assert seated.announced == [
        AdviceRequested("advice-parking", "adviser-00", "parking", COMMUNITY)
    ]


def test_a_topic_that_wants_no_advice_is_put_to_nobody(seated):
    seated.hears(screened(wants_advice=False))

    assert seated.announced == []


def test_topics_are_spread_over_the_kinds_and_then_over_the_seats(seated):
    for n in range(6):
        seated.hears(screened(f"t{n}"))

    asked = [event.adviser_id for event in seated.announced]
    assert sorted(asked[:3]) == ["adviser-00", "adviser-01", "adviser-02"]
    assert len(set(asked)) == 6


def test_a_topic_that_came_before_the_advisers_is_put_to_the_first_of_them(h):
    h.hears(screened())
    h.tick("ask_for_waiting")
    assert h.get(ADVICE, as_=ANA).json["status"] == "waiting"
    assert h.post(f"{ADVICE}/opinion", OPINION, as_=WORKER).status == 409

    h.post("/v1/advisers", a_seat("07"), as_=OFFICIAL)
    h.tick("ask_for_waiting")

    assert h.announced[-1] == AdviceRequested("advice-parking", "adviser-07", "parking", COMMUNITY)


def test_an_opinion_is_delivered_once_for_everyone_to_read(seated):
    seated.hears(screened())

    delivered = seated.post(f"{ADVICE}/opinion", OPINION, as_=WORKER)
    again = seated.post(f"{ADVICE}/opinion", OPINION, as_=WORKER)

    assert (delivered.status, again.status) == (200, 409)
    assert seated.announced[-1] == AdviceDelivered(
        "advice-parking", "adviser-00", "parking", OPINION["opinion"], COMMUNITY
    )
    listed = seated.get("/v1/advice?topic_id=parking&status=delivered", as_=ANA).json["items"]
    assert listed[0]["opinion"] == OPINION["opinion"]
    seats = seated.get("/v1/advisers", as_=ANA).json["items"]
    assert [(s["open"], s["asked"]) for s in seats if s["id"] == "adviser-00"] == [(0, 1)]


def test_only_staff_of_the_place_deliver_an_opinion(seated):
    seated.hears(screened())

    assert seated.post(f"{ADVICE}/opinion", OPINION, as_=STRANGER).status == 403
    assert seated.post(f"{ADVICE}/opinion", OPINION, as_=ANA).status == 403
