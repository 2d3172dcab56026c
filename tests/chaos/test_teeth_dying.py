"""Teeth again: the mutants that do harm only where a process dies at the wrong moment."""

import pytest

from tests.chaos.checks import LOST, UNEXPECTED
from tests.chaos.teeth import EFFECTS_LOST, assert_caught

CAUGHT = {
    "ack-before-commit": {("I6", LOST)},
    "publish-before-commit": {("I4", UNEXPECTED)},
    "inbox-outside-the-transaction": EFFECTS_LOST,
    "mark-before-confirm": {("I4", LOST)},
}


@pytest.mark.slow
@pytest.mark.parametrize("mutant", CAUGHT)
def test_a_mutant_that_lets_a_process_die_is_caught(short, mutant):
    assert_caught(short, mutant, CAUGHT[mutant])
