"""Some are held out of offers, so that what offering does can be told from what would happen."""

import random
from datetime import timedelta

import pytest

from chassis.events import sample
from chassis.testing.harness import token
from services.guidance.domain.experiments import Experiment, is_held_out
from services.guidance.events import StepSuggested
from services.guidance.inbound import (
    ActivityScheduled,
    ConsentWithdrawn,
    InvitationAccepted,
    OrganizationRegistered,
    ResidentErased,
    ResidentSteppedUp,
)
from tests.component.guidance.given import NOON, RESIDENT, SHISHAN, TANGZHONG, WORKER, guidance

HALF = Experiment("half", seed=3, hold_out_percent=50, days=28)
RULES = {
    "suggestions": {
        "per_week": 9,
        "experiment": {"name": "half", "seed": 3, "hold_out_percent": 50, "days": 28},
    }
}
PEOPLE = [f"r-{number:03}" for number in range(400)]
OFFERED, HELD = (next(r for r in PEOPLE if is_held_out(HALF, r) is held) for held in (False, True))
TOWN = SHISHAN.removeprefix("town:")
OFFICIAL = token("official", sub="guan", divisions=(TOWN,))
PATH = f"/v1/suggestions/outcomes?division={TOWN}"
DAY = timedelta(days=1)
AHEAD = NOON + 60 * DAY


def heard(h, reads, **changes):
    h.hears(reads(**{**sample(reads), **changes}), twice=True)


def stepped_up(h, resident_id, rung="space", kind="youth_home"):
    heard(h, ResidentSteppedUp, resident_id=resident_id, rung=rung, space_kind=kind)


def with_an_activity(rules=RULES):
    h = guidance(rules)
    heard(h, ActivityScheduled, starts_at=AHEAD)
    return h


def suggested(h):
    return [e.resident_id for e in h.announced if isinstance(e, StepSuggested)]


def counted_at(h, moment):
    h.now = moment
    for _ in range(len(PEOPLE) // 200 + 1):
        h.tick("count_trials")


def total(h, division=TANGZHONG, experiment=HALF.id):
    return h.stored("outcomes", f"{division}:{experiment}:all:{division}") or {}


def test_who_is_held_out_is_offered_nothing_when_they_step_up():
    h = with_an_activity()

    stepped_up(h, OFFERED)
    stepped_up(h, HELD)

    assert suggested(h) == [OFFERED]
    assert not h.stored("pathways", HELD).waiting


def test_who_is_held_out_is_offered_nothing_new_either():
    h = guidance(RULES)
    stepped_up(h, OFFERED)
    stepped_up(h, HELD)

    heard(h, ActivityScheduled, starts_at=AHEAD)

    assert suggested(h) == [OFFERED]


def test_who_is_held_out_is_offered_a_step_once_the_experiment_is_over():
    h = with_an_activity()
    stepped_up(h, HELD)
    ended = guidance({"suggestions": {"per_week": 9}}).stored("rulebooks", "440605")
    h.given("rulebooks", ended)

    h.now += 28 * DAY
    h.tick("look_again")

    assert suggested(h) == [HELD]


def test_who_is_held_out_stays_so_as_long_as_the_standard_says():
    h = with_an_activity()
    stepped_up(h, HELD)

    for _ in range(3):
        h.now += 28 * DAY - timedelta(days=9)
        h.tick("look_again")

    assert suggested(h) == []
    assert len(h.stored("pathways", HELD).trials) == 1


def test_a_trial_is_counted_once_its_time_is_over_for_both_alike():
    h = with_an_activity()
    for resident_id in (OFFERED, HELD):
        stepped_up(h, resident_id)
        stepped_up(h, resident_id, "activity")

    counted_at(h, NOON + 27 * DAY)
    early = total(h)
    counted_at(h, NOON + 28 * DAY)
    h.tick("count_trials")

    assert early == {}
    kept = total(h)
    assert (kept["offered"], kept["stepped_up"], kept["expired"]) == (1, 1, 1)
    assert (kept["held_out"], kept["held_out_stepped_up"]) == (1, 1)
    assert total(h, TOWN)["offered"] == total(h, "440605")["held_out"] == 1


def test_where_no_experiment_is_in_force_everybody_is_offered_steps_and_counted():
    h = with_an_activity({"suggestions": {"per_week": 9}})
    for resident_id in (OFFERED, HELD):
        stepped_up(h, resident_id)

    counted_at(h, NOON + 28 * DAY)

    assert len(suggested(h)) == 2
    assert total(h, experiment="everybody.0.0.28")["offered"] == 2


def test_an_offer_nobody_answers_is_ignored_once_and_an_answer_after_that_changes_nothing():
    h = with_an_activity()
    stepped_up(h, OFFERED)
    [event] = [e for e in h.announced if isinstance(e, StepSuggested)]

    h.now += 14 * DAY
    h.tick("end_ignored_offers")
    h.tick("end_ignored_offers")
    heard(h, InvitationAccepted, suggestion_id=event.suggestion_id)

    assert h.stored("suggestions", event.suggestion_id).fate == "expired"
    kept = h.stored("conversions", f"{TANGZHONG}:space")
    assert (kept["expired"], kept.get("accepted", 0)) == (1, 0)
    assert h.stored("pathways", OFFERED).waiting


def test_an_offer_that_is_open_still_is_not_ignored():
    h = with_an_activity()
    stepped_up(h, OFFERED)

    h.now += 13 * DAY
    h.tick("end_ignored_offers")

    assert "expired" not in h.stored("conversions", f"{TANGZHONG}:space")


def test_two_steps_are_offered_at_once_where_the_standard_says_so():
    h = with_an_activity({"suggestions": {"per_week": 9, "at_once": 2}})
    heard(h, ActivityScheduled, activity_id="a2", starts_at=AHEAD)
    heard(h, ActivityScheduled, activity_id="a3", starts_at=AHEAD)

    stepped_up(h, OFFERED)

    assert suggested(h) == [OFFERED, OFFERED]


def test_of_two_steps_only_one_is_offered_where_the_week_has_room_for_one():
    h = with_an_activity({"suggestions": {"per_week": 1, "at_once": 2}})
    heard(h, ActivityScheduled, activity_id="a2", starts_at=AHEAD)

    stepped_up(h, OFFERED)

    assert suggested(h) == [OFFERED]


@pytest.mark.parametrize("purpose", ["suggestions", "all"])
def test_who_opted_out_is_offered_nothing_and_does_not_take_part(purpose):
    h = with_an_activity()
    heard(h, ConsentWithdrawn, resident_id=OFFERED, purpose=purpose)

    stepped_up(h, OFFERED)

    assert suggested(h) == []
    assert h.stored("pathways", OFFERED).trials == ()


@pytest.mark.parametrize("purpose", ["statistics", "all"])
def test_who_wants_no_statistics_is_not_counted(purpose):
    h = with_an_activity()
    stepped_up(h, OFFERED)
    heard(h, ConsentWithdrawn, resident_id=OFFERED, purpose=purpose)

    counted_at(h, NOON + 28 * DAY)

    assert total(h) == {}


@pytest.mark.parametrize("resident_id", [OFFERED, HELD])
def test_who_is_erased_leaves_no_trial_and_no_offer(resident_id):
    h = with_an_activity()
    stepped_up(h, resident_id)
    heard(h, ResidentErased, resident_id=resident_id)
    stepped_up(h, resident_id, "activity")

    h.tick("forget_the_erased")
    counted_at(h, NOON + 28 * DAY)
    h.tick("end_ignored_offers")

    assert h.stored("pathways", resident_id) is None
    assert h.backend.collections.get("suggestions", {}) == {}
    assert total(h) == {}


def a_known_effect(h, *, offered, held_out):
    """Let residents step up with one chance where they were offered a step, else with another."""
    chance = random.Random(20190506)
    for number, resident_id in enumerate(PEOPLE):
        stepped_up(h, resident_id, kind="youth_home" if number % 8 else "happiness_home")
        share = held_out if is_held_out(HALF, resident_id) else offered
        if chance.random() < share:
            stepped_up(h, resident_id, "activity")
    counted_at(h, NOON + 28 * DAY)


def test_a_known_effect_is_found_and_shown_by_step_kind_of_space_and_community():
    h = with_an_activity()
    a_known_effect(h, offered=0.6, held_out=0.3)

    answer = h.get(PATH, as_=OFFICIAL).json

    assert (answer["experiment"], answer["in_force"]) == (HALF.id, True)
    everyone = answer["total"]
    assert everyone["offered"] + everyone["held_out"] == len(PEOPLE)
    assert 0 < everyone["uplift"]["low"] < 0.3 < everyone["uplift"]["high"]
    assert [one["label"] for one in answer["by_step"]] == ["space"]
    assert [one["label"] for one in answer["by_space_kind"]] == ["happiness_home", "youth_home"]
    assert [one["label"] for one in answer["by_place"]] == [TANGZHONG]


def test_where_offering_does_nothing_the_interval_says_so():
    h = with_an_activity()
    a_known_effect(h, offered=0.4, held_out=0.4)

    found = h.get(PATH, as_=OFFICIAL).json["total"]["uplift"]

    assert found["low"] < 0 < found["high"]


def test_figures_under_five_are_not_shown():
    h = with_an_activity()
    for resident_id in PEOPLE[:12]:
        stepped_up(h, resident_id)
    for resident_id in [r for r in PEOPLE[:12] if not is_held_out(HALF, r)][:2]:
        stepped_up(h, resident_id, "activity")
    counted_at(h, NOON + 28 * DAY)

    shown = h.get(PATH, as_=OFFICIAL).json["total"]

    assert total(h)["stepped_up"] == 2
    assert (shown["stepped_up"], shown["rate"], shown["uplift"]) == (None, None, None)


def test_only_officials_of_the_place_read_what_offering_led_to():
    h = with_an_activity()

    assert h.get(PATH, as_=OFFICIAL).json["total"] is None
    assert h.get("/v1/suggestions/outcomes", as_=OFFICIAL).json["division"] == TOWN
    assert h.get("/v1/suggestions/outcomes?division=440605", as_=OFFICIAL).status == 403
    assert h.get(PATH, as_=WORKER).status == 403
    assert h.get(PATH, as_=RESIDENT).status == 403
    assert h.get(PATH).status == 401


def test_a_step_others_would_take_is_suggested_to_who_is_held_out_of_another_experiment():
    h = with_an_activity()
    heard(h, OrganizationRegistered)
    other = Experiment("other", seed=3, hold_out_percent=50, days=28)
    resident = next(r for r in PEOPLE if is_held_out(HALF, r) and not is_held_out(other, r))
    rules = {"name": "other", "seed": 3, "hold_out_percent": 50, "days": 28}
    stepped_up(h, resident)

    changed = guidance({"suggestions": {"per_week": 9, "experiment": rules}})
    h.given("rulebooks", changed.stored("rulebooks", "440605"))
    stepped_up(h, resident, "activity")

    assert suggested(h) == [resident]
    assert [t.held_out for t in h.stored("pathways", resident).trials] == [True, False]
