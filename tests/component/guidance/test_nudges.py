import pytest

from chassis.events import Meta, sample, wire_type
from chassis.messaging.message import Heard, Subscription
from services.guidance.events import NudgeIssued
from services.guidance.inbound import (
    AidAgreed,
    AidEnded,
    AidProposed,
    CommunityFlaggedWeak,
    CommunityRecovered,
    CommunityUnflagged,
    ExecutionReported,
    RectificationCaughtUp,
    RectificationOverdue,
    ResolutionPublished,
    SpaceClosed,
    SpaceIdleFound,
    StepOverdue,
    TopicDeclined,
    TopicMerged,
    TopicScreened,
)
from tests.component.guidance.given import ELSEWHERE, RESIDENT, TANGZHONG, WORKER, counts, guidance


def heard(h, reads, **changes):
    h.hears(reads(**{**sample(reads), **changes}), twice=True)


def at_once(h, *told):
    """Let a service hear several events in one batch."""
    items = []
    for reads, method in told:
        meta = Meta(id=f"event-{method}", type=wire_type(reads), time=h.now)
        event = reads(**{**sample(reads), "meta": meta})
        items.append(Heard(event, Subscription(reads, method, {}), None))
    h.process(items)


def issued(h):
    return [(e.owner, e.level) for e in h.announced if isinstance(e, NudgeIssued)]


def test_a_missed_step_nudges_its_owner_and_then_the_level_above_once_each():
    h = guidance()

    for level in (1, 2):
        heard(h, StepOverdue, level=level, owner="staff-7")
        heard(h, StepOverdue, level=level, owner="staff-7")

    assert issued(h) == [("staff-7", 1), ("440605124", 2)]


def test_a_nudge_and_what_it_asked_for_may_come_in_one_batch():
    h = guidance()

    at_once(h, (StepOverdue, "on_step_overdue"), (TopicScreened, "on_topic_screened"))

    assert [
        nudge["heeded_at"] is not None for nudge in h.get("/v1/nudges", as_=WORKER).json["items"]
    ] == [True]
    assert counts(h)["nudges_heeded"] == 1


def test_what_was_heeded_is_asked_for_anew_and_heeded_by_itself():
    h = guidance()
    heard(h, StepOverdue)
    heard(h, TopicScreened)

    heard(h, StepOverdue, level=2)
    heard(h, TopicScreened)
    heard(h, TopicScreened)

    assert counts(h)["nudges_heeded"] == 2


def test_overdue_steps_count_in_the_indicators():
    h = guidance()

    heard(h, StepOverdue)

    assert counts(h) == {"steps_overdue": 1}


def test_an_idle_space_nudges_its_community():
    h = guidance()

    heard(h, SpaceIdleFound)

    assert issued(h) == [(TANGZHONG, 1)]


def test_a_space_that_was_given_up_is_no_reason_to_act_any_more():
    h = guidance()
    heard(h, SpaceIdleFound)

    heard(h, SpaceClosed)

    assert counts(h)["nudges_heeded"] == 1


@pytest.mark.parametrize(
    ("answer", "heeded"),
    [
        ((AidAgreed, {}), 1),
        ((AidEnded, {"reason": "declined"}), 1),
        ((AidEnded, {"reason": "expired"}), 0),
    ],
)
def test_the_body_behind_a_match_is_nudged_until_it_is_answered(answer, heeded):
    h = guidance()
    reads, changes = answer

    heard(h, AidProposed)
    heard(h, reads, **changes)

    assert issued(h) == [("org-mutual-aid", 1)]
    assert counts(h).get("nudges_heeded", 0) == heeded


def test_a_match_without_an_organization_nudges_the_community():
    h = guidance()

    heard(h, AidProposed, organization_id=None)

    assert issued(h) == [(TANGZHONG, 1)]


def test_what_a_weak_community_waits_for_nudges_its_owner_then_town_and_district():
    h = guidance()

    for level in (1, 2, 3):
        heard(h, RectificationOverdue, level=level)
    heard(h, RectificationCaughtUp)

    assert issued(h) == [("里水镇组织办", 1), ("440605124", 2), ("440605", 3)]
    assert counts(h) == {"rectifications_overdue": 3, "nudges_heeded": 3}


def test_a_weak_community_nudges_its_town_until_it_recovers():
    h = guidance()

    heard(h, CommunityFlaggedWeak)
    weak = counts(h)["weak"]
    heard(h, CommunityRecovered)

    assert issued(h) == [("440605124", 2)]
    assert (weak, counts(h)["weak"], counts(h)["recovered"]) == (1, 0, 1)


def test_a_weak_community_that_is_merged_counts_no_more_and_did_not_recover():
    h = guidance()
    heard(h, CommunityFlaggedWeak)

    heard(h, CommunityUnflagged)

    assert (counts(h)["weak"], counts(h).get("recovered", 0)) == (0, 0)
    assert worked(h) == [True]


def test_staff_read_the_nudges_of_their_divisions():
    h = guidance()
    heard(h, StepOverdue)

    items = h.get("/v1/nudges", as_=WORKER).json["items"]

    assert [nudge["about_id"] for nudge in items] == ["topic-1"]
    assert len(h.get(f"/v1/nudges?owner={TANGZHONG}", as_=WORKER).json["items"]) == 1
    assert h.get("/v1/nudges?owner=nobody", as_=WORKER).json["items"] == []
    assert h.get("/v1/nudges", as_=ELSEWHERE).json["items"] == []
    assert h.get("/v1/nudges", as_=RESIDENT).status == 403


def worked(h):
    return [n["heeded_at"] is not None for n in h.get("/v1/nudges", as_=WORKER).json["items"]]


@pytest.mark.parametrize(
    "answer", [TopicScreened, TopicDeclined, TopicMerged, ResolutionPublished, ExecutionReported]
)
def test_a_nudge_worked_when_what_was_owed_comes(answer):
    h = guidance()
    heard(h, StepOverdue)
    before = worked(h)

    heard(h, answer, topic_id="topic-1")

    assert (before, worked(h)) == ([False], [True])
    assert counts(h)["nudges_heeded"] == 1


def test_what_comes_for_another_topic_heeds_no_nudge():
    h = guidance()
    heard(h, StepOverdue)

    heard(h, TopicScreened, topic_id="topic-9")

    assert worked(h) == [False]


def test_a_nudge_about_a_weak_community_worked_when_it_recovers():
    h = guidance()
    heard(h, CommunityFlaggedWeak)

    heard(h, CommunityRecovered)

    assert worked(h) == [True]
