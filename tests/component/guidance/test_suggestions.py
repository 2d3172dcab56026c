from datetime import timedelta

import pytest

from chassis.events import sample
from services.guidance.events import StepSuggested
from services.guidance.inbound import (
    ActivityScheduled,
    AffairCompleted,
    AffairOpened,
    ConsentWithdrawn,
    InvitationAccepted,
    InvitationDeclined,
    InvitationExpired,
    InvitationIssued,
    OrganizationRegistered,
    ResidentRegistered,
    ResidentSteppedUp,
    ShiftOpened,
)
from tests.component.guidance.given import (
    NOON,
    RESIDENT,
    STRANGER,
    TANGZHONG,
    WORKER,
    guidance,
)

AHEAD = NOON + timedelta(days=2)
OFFERS = [
    (ActivityScheduled, {"starts_at": AHEAD}, "space", "activity", "activity-1"),
    (OrganizationRegistered, {}, "activity", "organization", "volunteers-tangzhong"),
    (ShiftOpened, {"starts_at": AHEAD}, "organization", "shift", "shift-1"),
    (AffairOpened, {}, "service", "affair", "affair-1"),
]


def heard(h, reads, **changes):
    h.hears(reads(**{**sample(reads), **changes}), twice=True)


def suggested(h):
    return [event for event in h.announced if isinstance(event, StepSuggested)]


def stepped_up(h, rung="space", resident_id="r-1001"):
    heard(h, ResidentSteppedUp, resident_id=resident_id, rung=rung)


def a_suggested_activity(h):
    heard(h, ActivityScheduled, starts_at=AHEAD)
    stepped_up(h)
    return suggested(h)[0].suggestion_id


@pytest.mark.parametrize(("reads", "changes", "rung", "kind", "target"), OFFERS)
def test_who_steps_up_is_suggested_what_is_on_offer(reads, changes, rung, kind, target):
    h = guidance()
    heard(h, reads, **changes)

    stepped_up(h, rung)

    assert [(e.target_kind, e.target_id, e.division) for e in suggested(h)] == [
        (kind, target, TANGZHONG)
    ]


@pytest.mark.parametrize(("reads", "changes", "rung", "kind", "target"), OFFERS)
def test_who_waits_is_served_when_something_new_is_on_offer(reads, changes, rung, kind, target):
    h = guidance()
    stepped_up(h, rung)

    heard(h, reads, **changes)

    assert [(e.target_kind, e.target_id) for e in suggested(h)] == [(kind, target)]
    assert not h.stored("pathways", "r-1001").waiting


def test_nothing_past_nothing_elsewhere_and_nothing_closed_is_suggested():
    h = guidance()
    heard(h, ActivityScheduled, starts_at=NOON - timedelta(days=1))
    heard(h, ActivityScheduled, activity_id="a2", starts_at=AHEAD, division="440605124005")
    heard(h, AffairCompleted)
    heard(h, AffairOpened)
    heard(h, OrganizationRegistered, kind="department")

    for rung in ("space", "activity", "service"):
        stepped_up(h, rung)

    assert suggested(h) == []


def test_an_affair_that_is_done_is_suggested_no_more():
    h = guidance()
    heard(h, AffairOpened)
    heard(h, AffairCompleted)

    stepped_up(h, "service")

    assert suggested(h) == []


def test_a_step_heard_late_changes_nothing():
    h = guidance()
    stepped_up(h, "organization")
    heard(h, ActivityScheduled, starts_at=AHEAD)

    stepped_up(h, "space")

    assert h.stored("pathways", "r-1001").rung == "organization"
    assert suggested(h) == []


def test_one_offer_serves_a_hundred_at_most():
    h = guidance()
    for number in range(103):
        stepped_up(h, resident_id=f"r-{number:03}")

    heard(h, ActivityScheduled, starts_at=AHEAD)

    assert len(suggested(h)) == 100


def test_no_more_than_the_standard_allows_are_suggested_in_a_week():
    h = guidance({"suggestions": {"per_week": 1}})
    a_suggested_activity(h)
    heard(h, OrganizationRegistered)

    stepped_up(h, "activity")
    h.now += timedelta(seconds=6)
    h.tick("look_again")
    this_week = len(suggested(h))
    h.now += timedelta(days=7)
    h.tick("look_again")

    assert (this_week, len(suggested(h))) == (1, 2)


def test_who_has_just_begun_to_wait_is_looked_at_once_more():
    h = guidance()
    stepped_up(h)
    offered_meanwhile = guidance()
    heard(offered_meanwhile, ActivityScheduled, starts_at=AHEAD)
    h.given("opportunities", offered_meanwhile.stored("opportunities", "activity:activity-1"))

    h.now += timedelta(seconds=6)
    h.tick("look_again")

    assert len(suggested(h)) == 1


@pytest.mark.parametrize(
    ("reads", "fate"),
    [
        (InvitationAccepted, "accepted"),
        (InvitationDeclined, "declined"),
        (InvitationExpired, "expired"),
    ],
)
def test_what_became_of_a_suggestion_is_recorded_once(reads, fate):
    h = guidance()
    suggestion_id = a_suggested_activity(h)

    heard(h, reads, suggestion_id=suggestion_id)
    heard(h, InvitationExpired, suggestion_id=suggestion_id)

    assert h.stored("suggestions", suggestion_id).fate == fate
    assert h.stored("conversions", f"{TANGZHONG}:space")[fate] == 1
    assert h.stored("worth", "activity:activity-1")[fate] >= 1


def test_who_declined_gets_another_offer_next_week_and_not_the_same():
    h = guidance()
    heard(h, InvitationDeclined, suggestion_id=a_suggested_activity(h))
    known = h.stored("opportunities", "activity:activity-1")
    assert known is not None

    h.now += timedelta(days=7)
    heard(h, ActivityScheduled, activity_id="a2", starts_at=h.now + timedelta(days=1))

    assert [event.target_id for event in suggested(h)] == ["activity-1", "a2"]


def test_a_suggestion_worked_when_the_resident_steps_up_afterwards():
    h = guidance()
    suggestion_id = a_suggested_activity(h)

    stepped_up(h, "activity")

    assert h.stored("suggestions", suggestion_id).worked
    assert h.stored("conversions", f"{TANGZHONG}:space")["worked"] == 1


def test_an_answer_to_a_suggestion_nobody_knows_any_more_counts_by_kind_only():
    h = guidance()

    heard(h, InvitationAccepted, suggestion_id="forgotten")
    heard(h, InvitationAccepted, suggestion_id=None)
    heard(h, InvitationIssued)

    kept = h.stored("invitations", f"{TANGZHONG}:activity")
    assert (kept["accepted"], kept["issued"]) == (2, 1)


def test_who_withdrew_consent_is_suggested_nothing():
    h = guidance()
    heard(h, ResidentRegistered)
    heard(h, ConsentWithdrawn, purpose="research")
    heard(h, ConsentWithdrawn)
    heard(h, ActivityScheduled, starts_at=AHEAD)

    stepped_up(h)

    assert suggested(h) == []


def test_what_has_begun_is_cleared_away():
    h = guidance()
    heard(h, ActivityScheduled, starts_at=AHEAD)

    h.now = AHEAD
    h.tick("clear_past_opportunities")

    assert h.stored("opportunities", "activity:activity-1") is None


def test_a_resident_reads_their_own_suggestions_and_staff_those_of_their_place():
    h = guidance()
    a_suggested_activity(h)
    path = "/v1/suggestions?resident_id=r-1001"

    assert len(h.get(path, as_=RESIDENT).json["items"]) == 1
    assert len(h.get("/v1/suggestions", as_=RESIDENT).json["items"]) == 1
    assert len(h.get("/v1/suggestions", as_=WORKER).json["items"]) == 1
    assert h.get(path, as_=STRANGER).status == 403
    assert h.get("/v1/suggestions", as_=STRANGER).json["items"] == []


def test_staff_read_what_suggestions_led_to():
    h = guidance()
    heard(h, InvitationAccepted, suggestion_id=a_suggested_activity(h))

    summary = h.get(f"/v1/suggestions/summary?division={TANGZHONG}", as_=WORKER).json

    assert summary["by_rung"] == [{"rung": "space", "accepted": 1, "offered": 1}]
    assert summary["invitations"] == [{"target_kind": "activity", "accepted": 1}]
    assert h.get("/v1/suggestions/summary?division=440605", as_=WORKER).status == 403
    assert h.get("/v1/suggestions/summary", as_=RESIDENT).status == 403
