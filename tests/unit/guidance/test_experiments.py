"""Who is held out is drawn by lot once and for all; what a trial comes to is counted once."""

import subprocess
import sys
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.guidance.domain.experiments import (
    EVERYBODY,
    Experiment,
    experiment_of,
    is_held_out,
)
from services.guidance.domain.holding import (
    hold,
    is_held,
    leave,
    note_answer,
    note_count,
    release,
    take_part,
)
from services.guidance.domain.offering import offer_rules
from services.guidance.domain.pathways import step_up
from services.guidance.domain.trials import amounts_of, labels_of, over
from tests.unit.guidance.builders import NOON, SHISHAN, TANGZHONG, a_pathway

SPRING = Experiment("spring", seed=7, hold_out_percent=10)
HALF = Experiment("half", seed=7, hold_out_percent=50)
DAY = timedelta(days=1)
RESIDENTS = [f"resident-{number}" for number in range(10_000)]
OFFERED, HELD = (
    next(r for r in RESIDENTS if is_held_out(HALF, r) is held) for held in (False, True)
)


def a_trial(resident_id=OFFERED, *, now=NOON, **changes):
    waiting = a_pathway(id=resident_id, rung="space", waiting=True, **changes)
    return take_part(waiting, HALF, now=now)


def test_about_the_share_the_standard_names_is_held_out():
    held = sum(is_held_out(SPRING, resident_id) for resident_id in RESIDENTS)

    assert 900 < held < 1_100


def test_another_process_draws_the_same_lots():
    program = (
        "from services.guidance.domain.experiments import Experiment, is_held_out\n"
        "x = Experiment('spring', 7, 10)\n"
        "print([n for n in range(300) if is_held_out(x, f'resident-{n}')])"
    )
    elsewhere = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )

    here = [n for n in range(300) if is_held_out(SPRING, f"resident-{n}")]
    assert elsewhere.stdout.strip() == str(here)


@pytest.mark.parametrize(
    "other", [Experiment("autumn", 7, 10), Experiment("spring", 8, 10)], ids=["name", "seed"]
)
def test_another_name_or_seed_draws_other_lots(other):
    first = {r for r in RESIDENTS if is_held_out(SPRING, r)}
    second = {r for r in RESIDENTS if is_held_out(other, r)}

    assert 50 < len(first & second) < 150


@given(resident_id=st.text(min_size=1, max_size=40))
def test_a_larger_share_holds_out_all_whom_a_smaller_one_does(resident_id):
    more = Experiment("spring", 7, 30)

    assert is_held_out(more, resident_id) or not is_held_out(SPRING, resident_id)
    assert not is_held_out(EVERYBODY, resident_id)


def test_a_standard_names_the_experiment_and_how_steps_are_offered():
    said = {"per_week": 3, "at_once": 2, "experiment": {"name": "a", "seed": 1}}
    said["experiment"]["hold_out_percent"] = 20

    rules = offer_rules(said, {"days": 30})

    assert (rules.per_week, rules.at_once, rules.open_days) == (3, 2, 37)
    assert rules.experiment == Experiment("a", 1, 20)


def test_without_a_standard_two_a_week_are_offered_one_at_a_time_to_everybody():
    rules = offer_rules(None, None)

    assert (rules.per_week, rules.at_once, rules.open_days) == (2, 1, 14)
    assert rules.experiment is experiment_of(None) is EVERYBODY


def test_a_resident_takes_part_once_in_an_experiment():
    entered = a_trial()
    later, _ = step_up(entered, "activity", now=NOON + DAY)

    assert take_part(later, HALF, now=NOON + DAY).trials == later.trials
    assert len(take_part(later, SPRING, now=NOON + DAY).trials) == 2


def test_who_steps_up_in_time_counts_and_who_does_so_later_does_not():
    entered = a_trial()

    in_time, _ = step_up(entered, "activity", now=NOON + 27 * DAY)
    late, _ = step_up(entered, "activity", now=NOON + 28 * DAY)

    assert [trial.stepped_up for trial in (*in_time.trials, *late.trials)] == [True, False]


@pytest.mark.parametrize(
    ("fates", "counted"),
    [
        (["accepted"], "accepted"),
        (["declined", "accepted"], "accepted"),
        (["accepted", "declined"], "accepted"),
        (["declined", "expired"], "declined"),
        ([], "expired"),
    ],
)
def test_an_offer_counts_as_taken_declined_or_ignored(fates, counted):
    pathway = a_trial()
    for fate in fates:
        pathway = note_answer(pathway, fate, now=NOON + DAY)

    [trial] = pathway.trials
    assert amounts_of(trial) == {"offered": 1, "stepped_up": 0, counted: 1}


def test_who_is_held_out_counts_beside_those_who_were_offered():
    entered = a_trial(HELD)
    moved, _ = step_up(note_answer(entered, "accepted", now=NOON), "activity", now=NOON + DAY)

    [trial] = moved.trials
    assert amounts_of(trial) == {"held_out": 1, "held_out_stepped_up": 1}


def test_a_trial_is_counted_when_its_time_is_over_and_only_once():
    entered, end = a_trial(), NOON + 28 * DAY
    noted = note_count(entered, now=end)

    assert entered.count_at == end
    assert over(entered.trials, now=end - DAY) == []
    assert len(over(entered.trials, now=end)) == 1
    assert (over(noted.trials, now=end), noted.count_at) == ([], None)


def test_a_trial_adds_to_community_town_and_district_by_step_and_by_kind_of_space():
    [trial] = a_trial(space_kind="youth_home").trials

    found = [(one["division"], one["above"], one["by"], one["label"]) for one in labels_of(trial)]
    assert found[:3] == [
        (TANGZHONG, SHISHAN, "all", TANGZHONG),
        (TANGZHONG, SHISHAN, "step", "space"),
        (TANGZHONG, SHISHAN, "space_kind", "youth_home"),
    ]
    assert {place for place, *_ in found} == {TANGZHONG, SHISHAN, "440605"}


def test_who_is_held_out_waits_again_after_the_time_of_the_experiment():
    held = hold(a_trial(HELD), HALF, now=NOON)
    end = NOON + HALF.window

    assert not held.waiting
    assert release(held, now=end - DAY) == held
    assert release(held, now=end).waiting


def test_who_wants_no_statistics_is_neither_counted_nor_held_out():
    left = leave(a_trial(HELD))

    assert (left.trials, left.count_at) == ((), None)
    assert take_part(left, HALF, now=NOON) == left
    assert not is_held(left, HALF)
