from datetime import timedelta

import pytest

from services.collaboration.events import SpaceTakenUp
from services.collaboration.inbound import (
    CommunityFlaggedWeak,
    CommunityRecovered,
    CommunityUnflagged,
    NudgeIssued,
    SpaceClosed,
    SpaceIdleFound,
)
from tests.component.collaboration.tokens import ANA, OFFICIAL, STRANGER, WORKER
from tests.unit.collaboration.builders import COMMUNITY, NOON, an_organization

AID = {"name": "互助社", "kind": "mutual_aid", "division": COMMUNITY, "reference": "aid"}
IDLE = SpaceIdleFound("space-1", "youth_home", 30, COMMUNITY)
CLOSED = SpaceClosed("space-1", "youth_home", COMMUNITY)
WEAK = CommunityFlaggedWeak(COMMUNITY, "no residents' meeting", COMMUNITY)
RECOVERED = CommunityRecovered(COMMUNITY, COMMUNITY)
MERGED = CommunityUnflagged(COMMUNITY, COMMUNITY)
NUDGE = NudgeIssued("topic-1:screening:1", COMMUNITY, "topic-1", "two days late", 1, COMMUNITY)


def listed(h, path, as_=WORKER):
    return h.get(path, as_=as_).json["items"]


def test_an_idle_space_is_offered_once_to_the_organizations_of_its_community(h):
    h.post("/v1/organizations", AID, as_=OFFICIAL)

    h.hears(IDLE, twice=True)

    offers = listed(h, "/v1/offers", as_=ANA)
    assert [(o["id"], o["offered_to"]) for o in offers] == [("space-1", ["mutual_aid-aid"])]


def test_one_organization_takes_an_idle_space(h):
    h.given("organizations", an_organization("aid"), an_organization("other"))
    h.hears(IDLE)
    path = "/v1/offers/space-1/taking"

    for _ in range(2):
        assert h.post(path, {"organization_id": "aid"}, as_=WORKER).json["taken_by"] == "aid"
    assert h.announced == [SpaceTakenUp("space-1", "aid", COMMUNITY)]
    assert h.post(path, {"organization_id": "other"}, as_=WORKER).status == 409
    assert h.post(path, {"organization_id": "none"}, as_=WORKER).status == 404
    assert h.post(path, {"organization_id": "aid"}, as_=STRANGER).status == 403


def test_a_space_that_was_closed_is_taken_by_nobody_until_it_stands_idle_anew(h):
    h.given("organizations", an_organization("aid"))
    h.hears(IDLE)
    h.hears(CLOSED, twice=True)
    path = "/v1/offers/space-1/taking"

    refused = h.post(path, {"organization_id": "aid"}, as_=WORKER)
    h.now = NOON + timedelta(days=90)
    h.hears(IDLE)

    assert (refused.status, refused.json["type"]) == (409, "urn:gongzhi:problem:space-closed")
    assert h.post(path, {"organization_id": "aid"}, as_=WORKER).status == 200


def test_a_space_found_idle_before_it_closed_is_not_offered_when_heard_later(h):
    h.given("organizations", an_organization("aid"))
    h.now = NOON + timedelta(days=1)
    h.hears(CLOSED)
    h.now = NOON
    h.hears(IDLE)

    taking = h.post("/v1/offers/space-1/taking", {"organization_id": "aid"}, as_=WORKER)

    assert taking.status == 409


def test_a_weak_community_asks_for_help_until_it_recovers(h):
    h.given("organizations", an_organization("aid"))
    h.hears(WEAK, twice=True)
    path = f"/v1/calls/{COMMUNITY}/answers"
    answered = h.post(path, {"organization_id": "aid"}, as_=WORKER)
    h.now = NOON + timedelta(days=30)

    h.hears(RECOVERED, twice=True)

    assert answered.json["answered_by"] == ["aid"]
    assert answered.json["wants"] == ["volunteer_team", "social_worker"]
    assert [call["open"] for call in listed(h, "/v1/calls")] == [False]
    assert h.post(path, {"organization_id": "aid"}, as_=WORKER).status == 409


@pytest.mark.parametrize("ended", [RECOVERED, MERGED])
def test_a_flag_that_arrives_after_its_end_asks_for_nothing(h, ended):
    h.now = NOON + timedelta(days=30)
    h.hears(ended, twice=True)
    h.now = NOON
    h.hears(WEAK)

    assert not h.stored("calls", COMMUNITY).open


def test_a_nudge_stands_on_the_list_of_its_body_once(h):
    h.hears(NUDGE, twice=True)
    h.hears(NUDGE)

    assert len(listed(h, f"/v1/todos?owner={COMMUNITY}")) == 1
    assert listed(h, "/v1/todos?owner=other") == []
    assert listed(h, "/v1/todos", as_=STRANGER) == []


def test_a_body_takes_what_is_done_off_its_list(h):
    h.hears(NUDGE)

    done = h.post(f"/v1/todos/{NUDGE.nudge_id}/done", as_=WORKER)

    assert (done.status, done.json["done_at"] is None) == (200, False)
    assert h.post("/v1/todos/none/done", as_=WORKER).status == 404


def test_residents_do_not_see_what_staff_owe(h):
    assert h.get("/v1/todos", as_=ANA).status == 403
    assert h.get("/v1/calls", as_=ANA).status == 403
