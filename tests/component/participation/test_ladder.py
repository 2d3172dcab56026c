from datetime import date, timedelta

import pytest

from chassis.errors import Refused
from services.participation.inbound import (
    BallotIssued,
    ConsultationAnswered,
    MemberJoined,
    StandardPublished,
    StatementMade,
    TopicClosed,
    TopicRaised,
    VoteCast,
)

VISIT = {"resident_id": "ann", "space_id": "home"}
DEEDS = [
    (TopicRaised("t1", "ann", "resident"), "public_affairs", "topic_raised"),
    (StatementMade("s1", "t1", "ann", "resident"), "public_affairs", "statement_made"),
    (VoteCast("t1", "ann", "resident"), "public_affairs", "vote_cast"),
    (BallotIssued("t1", "ann"), "public_affairs", "vote_cast"),
    (ConsultationAnswered("t1", "ann"), "public_affairs", "consultation_answered"),
    (TopicClosed("t1", ["ann"]), "public_affairs", "topic_monitored"),
    (MemberJoined("ann", "o1"), "organization", "member_joined"),
]
STRANGERS = [
    TopicRaised("t1", "p-1", "import"),
    TopicRaised("t1", "p-1", "resident"),
    StatementMade("s1", "t1", "p-1", "import"),
    VoteCast("t1", "p-1", "import"),
    VoteCast("t1", "p-1", "resident"),
    BallotIssued("t1", "p-1"),
    ConsultationAnswered("t1", "p-1"),
    TopicClosed("t1", ["p-1"]),
    MemberJoined("p-1", "o1"),
]


def a_ladder(rungs, **changes):
    content = {"standard_id": "plan-2019", "number": 1, "in_force_from": date(2019, 5, 1)}
    content |= {"rules": {"ladder": rungs, "points": {}}, "division": "440605"} | changes
    return StandardPublished(**content)


@pytest.mark.parametrize(("event", "rung", "deed"), DEEDS)
def test_a_deed_elsewhere_counts_once_and_names_its_event(service, event, rung, deed):
    service.hears(event, twice=True, identity="event-1")

    standing = service.stored("standings", "ann")
    assert (standing.rung, standing.counts[deed]) == (rung, 1)
    assert [e.evidence for e in service.announced] == [["event-1"]]


@pytest.mark.parametrize("event", STRANGERS)
def test_deeds_of_people_unknown_here_are_let_pass(service, event):
    service.hears(event, twice=True)

    assert service.announced == []


def test_an_imported_vote_counts_for_nobody_even_under_a_known_id(service):
    service.hears(VoteCast("t1", "ann", "import"))

    assert service.announced == []


def test_many_votes_on_one_topic_are_one_deed(service):
    for _ in range(3):
        service.hears(VoteCast("t1", "ann", "resident"))

    assert service.stored("standings", "ann").counts["affairs"] == 1


def test_a_published_ladder_holds_from_its_day_on(service, integrator, places):
    service.hears(a_ladder({"space": {"space_visited": 3}}), twice=True)
    for days in (40, 1, 0):
        visited = (places.noon - timedelta(days=days)).isoformat()
        service.post("/v1/visits", VISIT | {"visited_at": visited}, as_=integrator)

    steps = [e for e in service.announced if type(e).__name__ == "ResidentSteppedUp"]
    assert [(e.rung, e.standard_id) for e in steps] == [("space", "founding")]


def test_a_stricter_ladder_keeps_residents_lower(service, ann, places):
    service.hears(a_ladder({"space": {"space_visited": 2}}))
    service.post("/v1/visits", VISIT, as_=ann)
    low = service.get("/v1/residents/ann/standing", as_=ann).json

    service.now += timedelta(days=1)
    service.post("/v1/visits", VISIT, as_=ann)

    assert (low["rung"], low["missing"]) == (None, {"space": {"space_visited": 1}})
    assert service.announced[-1].standard_id == "plan-2019"
    assert len(service.announced[-1].evidence) == 2


def test_a_standard_without_a_ladder_changes_nothing(service):
    service.hears(a_ladder({}, rules={"points": {}}), twice=True)

    assert service.stored("rulebooks", "ladder") is None


def test_a_ladder_that_makes_no_sense_is_set_aside(service):
    with pytest.raises(Refused):
        service.hears(a_ladder({"heaven": {"space_visited": 1}}))


def test_a_standing_shows_why_it_is_what_it_is(service, ann, worker, event_id):
    service.post("/v1/visits", VISIT, as_=ann)

    standing = service.get("/v1/residents/ann/standing", as_=worker).json

    assert (standing["rung"], standing["since"]) == ("space", "2019-05-06")
    assert standing["earned"] == {"space": [event_id("SpaceVisited")]}
    assert standing["evidence"]["space"][0]["event_id"] == event_id("SpaceVisited")
    assert standing["missing"] == {"activity": {"activity_attended": 1}}


def test_a_standing_is_shown_to_the_resident_and_their_staff_only(service, ann, worker, captain):
    assert service.get("/v1/residents/bob/standing", as_=ann).status == 403
    assert service.get("/v1/residents/bob/standing", as_=worker).status == 403
    assert service.get("/v1/residents/bob/standing", as_=captain).status == 200
    assert service.get("/v1/residents/nobody/standing", as_=worker).status == 404


def test_a_standing_is_never_set_by_hand(service, official):
    assert (
        service.post("/v1/residents/ann/standing", {"rung": "service"}, as_=official).status == 405
    )


def test_residents_are_counted_rung_by_rung(service, integrator, places, worker):
    items = [{"division": places.dabu}, {"division": places.tangzhong}]
    told = service.post("/v1/residents/bulk", {"items": items}, as_=integrator).json["items"]
    resident_id = told[0]["body"]["id"] if "body" in told[0] else told[0]["content"]["id"]
    visit = {"resident_id": resident_id, "space_id": "home"}
    service.post("/v1/visits", visit, as_=integrator)

    def summary(code):
        return service.get(f"/v1/standings/summary?division={code}", as_=worker).json

    assert summary("440605")["residents"] == 2
    assert summary(places.dabu)["rungs"]["space"] == 1
    assert summary("440605124")["rungs"]["none"] == 1


@pytest.mark.parametrize("code", ["4406", "440605126009-e01", ".*", "abc"])
def test_a_summary_is_for_a_district_town_or_community(service, worker, code):
    assert service.get(f"/v1/standings/summary?division={code}", as_=worker).status in (400, 422)


def test_the_first_step_names_the_kind_of_space_it_was_made_in(service, ann):
    service.post("/v1/visits", VISIT, as_=ann)

    assert service.announced[-1].space_kind == "youth_home"


def test_exact_numbers_are_for_staff_alone_as_small_ones_point_at_somebody(service, ann, worker):
    assert service.get("/v1/standings/summary", as_=ann).status == 403
    assert service.get("/v1/standings/summary").status == 401
    assert service.get("/v1/standings/summary", as_=worker).status == 200


def test_a_visit_heard_of_late_meets_no_older_ladder_by_later_visits(service, integrator, places):
    """Two visits in May under a strict ladder do not make the one of March the third."""
    service.hears(a_ladder({"space": {"space_visited": 3}}, in_force_from=date(2018, 2, 1)))
    strict = {"space": {"space_visited": 9}}
    service.hears(a_ladder(strict, number=2, in_force_from=date(2019, 5, 1)))

    for days in (2, 1, 60):
        visited = (places.noon - timedelta(days=days)).isoformat()
        service.post("/v1/visits", VISIT | {"visited_at": visited}, as_=integrator)

    standing = service.stored("standings", "ann")
    assert (standing.rung, standing.counts["space_visited"]) == (None, 3)
