"""Where a warning stands a proactive team is invited, once for each level, until it falls."""

from datetime import timedelta

from services.collaboration.inbound import WarningEnded, WarningRaised
from tests.component.collaboration.tokens import OFFICIAL, WORKER
from tests.unit.collaboration.builders import COMMUNITY, NOON

WARNING = f"{COMMUNITY}-topics-parking-1"
RAISED = WarningRaised(WARNING, "parking", 1, 6, COMMUNITY)
CAPTAINS = {
    "name": "楼长团队",
    "kind": "building_captains",
    "division": COMMUNITY,
    "reference": "captains",
}
CENTER = {"name": "创益中心", "kind": "center", "division": COMMUNITY, "reference": "dali"}


def calls(h):
    return {call["id"]: call for call in h.get("/v1/calls", as_=WORKER).json["items"]}


def test_the_teams_of_a_place_are_invited_and_at_the_second_level_its_center(h):
    h.post("/v1/organizations", CAPTAINS, as_=OFFICIAL)
    h.post("/v1/organizations", CENTER, as_=OFFICIAL)

    h.hears(RAISED, twice=True)
    first = calls(h)[WARNING]
    h.now = NOON + timedelta(days=1)
    h.hears(WarningRaised(WARNING, "parking", 2, 12, COMMUNITY), twice=True)

    assert (first["invited"], first["wants"]) == (
        ["building_captains-captains"],
        ["proactive_team"],
    )
    assert calls(h)[WARNING]["invited"] == ["building_captains-captains", "center-dali"]


def test_who_answered_is_kept_when_it_rises_and_called_off_when_it_ends(h):
    h.post("/v1/organizations", CAPTAINS, as_=OFFICIAL)
    h.hears(RAISED)
    path = f"/v1/calls/{WARNING}/answers"
    h.post(path, {"organization_id": "building_captains-captains"}, as_=WORKER)
    h.now = NOON + timedelta(days=1)
    h.hears(WarningRaised(WARNING, "parking", 2, 12, COMMUNITY))
    risen = calls(h)[WARNING]
    h.now = NOON + timedelta(days=2)

    h.hears(WarningEnded(WARNING, COMMUNITY), twice=True)

    assert risen["answered_by"] == ["building_captains-captains"]
    assert calls(h)[WARNING]["open"] is False


def test_an_end_that_overtakes_its_rise_leaves_nobody_called(h):
    h.now = NOON + timedelta(days=1)
    h.hears(WarningEnded(WARNING, COMMUNITY))
    h.now = NOON

    h.hears(RAISED)

    assert calls(h)[WARNING]["open"] is False
