"""Teeth: ten ways to break the promise, planted in a test build; the oracle finds each of them."""

import pytest

from tests.chaos.checks import DUPLICATED, LOST
from tests.chaos.mutants import MUTANTS
from tests.chaos.short import DYING
from tests.chaos.teeth import EFFECTS_LOST, assert_caught
from tests.chaos.test_teeth_dying import CAUGHT as CAUGHT_DYING

CAUGHT = {
    "no-inbox": {("I2", DUPLICATED)},
    "not-mandatory": EFFECTS_LOST,
    "requeue-on-stop": {("I6", DUPLICATED)},
    "duplicates-are-added": {("I2", DUPLICATED)},
    "dead-letters-dropped": {("I6", LOST)},
    "one-in-a-thousand-skipped": {("I2", LOST)},
}


def test_there_are_ten_and_each_has_its_teeth():
    assert len(MUTANTS) == 10
    assert MUTANTS.keys() == CAUGHT.keys() | CAUGHT_DYING.keys()
    assert CAUGHT_DYING.keys() == DYING


@pytest.mark.slow
@pytest.mark.parametrize("unbinding", [False, True], ids=["plain", "with a queue unbound"])
def test_what_is_sound_passes(short, unbinding):
    verdict = short(unbinding=unbinding).play()

    assert verdict.violations == [], str(verdict)


@pytest.mark.slow
@pytest.mark.parametrize("mutant", CAUGHT)
def test_a_mutant_is_caught(short, mutant):
    assert_caught(short, mutant, CAUGHT[mutant])
