"""Some are held out of offers, so that what offering does can be told from what would happen."""

import random
from datetime import timedelta

from services.guidance.domain.experiments import Experiment, is_held_out
from services.guidance.domain.pathways import Pathway
from services.guidance.domain.suggestions import Suggestion
from services.guidance.events import StepSuggested
from services.guidance.inbound import ActivityScheduled, InvitationAccepted, OrganizationRegistered
from tests.component.guidance.given import NOON, RESIDENT, TANGZHONG, WORKER, guidance
from tests.component.guidance.trying import (
    AHEAD,
    DAY,
    HALF,
    HELD,
    OFFERED,
    OFFICIAL,
    PATH,
    PEOPLE,
    RULES,
    TOWN,
    counted_at,
    heard,
    stepped_up,
    suggested,
    total,
    with_an_activity,
)

AFTER_PATHWAY = {
    "space_kind", "trials", "count_at", "held_until", "uncounted", "withdrawn", "said",
}  # fmt: skip


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


def test_a_pathway_and_an_offer_kept_before_there_were_trials_go_on():
    h = with_an_activity()
    h.given("pathways", Pathway(OFFERED, TANGZHONG, TANGZHONG))
    h.given("suggestions", Suggestion("s1", OFFERED, "shift", "x", "space", "", TANGZHONG, NOON))
    for kind, added in (("pathways", AFTER_PATHWAY), ("suggestions", {"lapses_at"})):
        for document in h.backend.collections[kind].values():
            assert added <= document.keys()
            for name in added:
                del document[name]

    h.tick("end_ignored_offers")
    h.tick("count_trials")
    stepped_up(h, OFFERED)
    heard(h, InvitationAccepted, suggestion_id="s1")

    assert suggested(h) == [OFFERED]
    assert h.stored("suggestions", "s1").fate == "accepted"
