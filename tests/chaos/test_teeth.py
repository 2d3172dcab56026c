"""Teeth: ten ways to break the promise, planted in a test build; the oracle finds each of them."""

import pytest

from tests.chaos.checks import DUPLICATED, LOST, UNEXPECTED
from tests.chaos.mutants import MUTANTS
from tests.chaos.run import servers
from tests.chaos.short import DYING, Short

BRIEF = 6.0
# what a dying process loses is a state, or only counters, as chance has it: either gives it away
EFFECTS_LOST = {("I1", LOST), ("I2", LOST), ("I6", LOST)}
CAUGHT = {
    "ack-before-commit": {("I6", LOST)},
    "no-inbox": {("I2", DUPLICATED)},
    "publish-before-commit": {("I4", UNEXPECTED)},
    "inbox-outside-the-transaction": EFFECTS_LOST,
    "not-mandatory": EFFECTS_LOST,
    "requeue-on-stop": {("I6", DUPLICATED)},
    "mark-before-confirm": {("I4", LOST)},
    "duplicates-are-added": {("I2", DUPLICATED)},
    "dead-letters-dropped": {("I6", LOST)},
    "one-in-a-thousand-skipped": {("I2", LOST)},
}
MANY = {"one-in-a-thousand-skipped": 1100}  # so that each process passes its thousandth


@pytest.fixture(scope="module")
def both(tmp_path_factory):
    broker, database = servers(tmp_path_factory.mktemp("teeth"))
    broker.start().wait_ready(90)
    database.start().wait_ready()
    yield broker, database
    broker.kill()
    database.kill()


@pytest.fixture
def short(both, tmp_path):
    made = []

    def make(**more):
        made.append(Short(both, tmp_path, **more))
        return made[-1]

    yield make
    for one in made:
        one.rig.close()


def test_there_are_ten_and_each_has_its_teeth():
    assert len(MUTANTS) == 10
    assert MUTANTS.keys() == CAUGHT.keys()
    assert MUTANTS.keys() >= DYING


@pytest.mark.slow
@pytest.mark.parametrize("unbinding", [False, True], ids=["plain", "with a queue unbound"])
def test_what_is_sound_passes(short, unbinding):
    verdict = short(unbinding=unbinding).play()

    assert verdict.violations == [], str(verdict)


@pytest.mark.slow
@pytest.mark.parametrize("mutant", MUTANTS)
def test_a_mutant_is_caught(short, mutant):
    run = short(mutant=mutant, patience=BRIEF, unbinding=mutant == "not-mandatory")
    run.actions = MANY.get(mutant, run.actions)

    verdict = run.play()

    found = {(one.invariant, one.kind) for one in verdict.violations}
    assert CAUGHT[mutant] & found, str(verdict)
    assert verdict.history.faults["died"] == (mutant in DYING)
