import pytest

from services.participation.inbound import InvitationAccepted, ResolutionPublished

HANDLED = {
    "title": "疏通3座化粪池",
    "kind": "pipe_clearing",
    "division": "440605124004",
    "resident_id": "bob",
    "team_id": "captains",
}


@pytest.fixture
def affair(service, captain, places):
    wanted = {"title": "疏通管道", "kind": "pipe_clearing", "division": places.tangzhong}
    return service.post("/v1/affairs", wanted | {"places": 1}, as_=captain).json["id"]


def test_a_captain_opens_an_affair(service, affair):
    assert service.announced[0].origin == "captain"
    assert service.get(f"/v1/affairs/{affair}").json["places_left"] == 1


def test_the_community_opens_an_affair(service, official, places):
    wanted = {"title": "照明", "kind": "lighting", "division": places.dabu}
    service.post("/v1/affairs", wanted, as_=official)

    assert service.announced[0].origin == "community"


def test_an_affair_in_an_unknown_place_is_refused(service, official):
    wanted = {"title": "照明", "kind": "lighting", "division": "440605126999"}

    assert service.post("/v1/affairs", wanted, as_=official).status == 422


def test_a_resident_takes_an_affair_on_while_hands_are_wanted(service, affair, ann, captain):
    path = f"/v1/affairs/{affair}/takers"

    assert service.post(path, {"resident_id": "ann"}, as_=ann).status == 201
    assert service.post(path, {"resident_id": "bob"}, as_=captain).status == 409


def test_what_is_given_back_is_free_for_others_until_it_is_done(service, affair, ann, captain):
    takers, back = (f"/v1/affairs/{affair}/{end}" for end in ("takers", "cancellations"))
    service.post(takers, {"resident_id": "ann"}, as_=ann)

    assert service.post(back, {"resident_id": "bob"}, as_=ann).status == 403
    for _ in range(2):
        given = service.post(back, {"resident_id": "ann"}, as_=ann)
        assert (given.status, given.json["places_left"]) == (201, 1)
    assert service.post(takers, {"resident_id": "bob"}, as_=captain).status == 201

    done = {"affair_id": affair, "resident_id": "bob"}
    service.post("/v1/affairs/completions", done, as_=captain)
    refused = service.post(back, {"resident_id": "bob"}, as_=captain)
    assert refused.json["type"].endswith("affair-completed")


def test_seeing_an_affair_through_is_the_highest_rung(service, affair, captain, event_id):
    done = {"affair_id": affair, "resident_id": "bob", "team_id": "captains"}

    first = service.post("/v1/affairs/completions", done, as_=captain)
    second = service.post("/v1/affairs/completions", done, as_=captain)

    assert (first.status, second.status) == (201, 409)
    assert service.announced[-1].rung == "public_affairs"
    assert service.announced[-1].evidence == [event_id("AffairCompleted")]


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"affair_id": "none"}, 404),
        ({"resident_id": "nobody"}, 404),
        ({"completed_at": "2019-05-07T12:00:00+08:00"}, 422),
    ],
)
def test_a_completion_that_cannot_be_is_refused(service, affair, captain, change, status):
    done = {"affair_id": affair, "resident_id": "bob"} | change

    assert service.post("/v1/affairs/completions", done, as_=captain).status == status


def test_the_affairs_of_a_year_are_recorded_at_once(service, captain, announced):
    items = [HANDLED | {"completed_at": "2019-03-01T09:00:00+08:00"} for _ in range(180)]

    answer = service.post("/v1/affairs/handled/bulk", {"items": items}, as_=captain)

    assert answer.json["counts"] == {"created": 180} or len(answer.json["items"]) == 180
    assert announced().count("AffairCompleted") == 180
    assert announced().count("ResidentSteppedUp") == 1
    assert service.stored("standings", "bob").counts["affairs"] == 180


def test_an_affair_recorded_again_under_its_reference_changes_nothing(service, captain, announced):
    wanted = HANDLED | {"reference": "tangzhong-2019-001"}

    first = service.post("/v1/affairs/handled", wanted, as_=captain)
    second = service.post("/v1/affairs/handled", wanted, as_=captain)

    assert first.json["id"] == second.json["id"]
    assert announced().count("AffairCompleted") == 1


def test_affairs_elsewhere_are_not_recorded(service, worker):
    assert service.post("/v1/affairs/handled", HANDLED, as_=worker).status == 403


def test_a_resolution_becomes_an_affair_once(service, places, announced):
    resolved = ResolutionPublished("t1", "3号门停车", "parking", places.dabu)

    service.hears(resolved, twice=True)
    service.hears(resolved)

    assert announced() == ["AffairOpened"]
    listed = service.get("/v1/affairs?topic_id=t1").json["items"]
    assert [(one["kind"], one["origin"]) for one in listed] == [("parking", "topic")]


def test_an_accepted_invitation_to_an_affair_takes_it_on(service, affair):
    service.hears(InvitationAccepted("i1", "ann", "affair", affair, None), twice=True)

    assert service.stored("affairs", affair).takers == ("ann",)
