"""What it is to catch a mutant."""

from collections.abc import Callable

from tests.chaos.checks import LOST
from tests.chaos.short import DYING, Short

BRIEF = 6.0
# what a dying process loses is a state, or only counters, as chance has it: either gives it away
EFFECTS_LOST = {("I1", LOST), ("I2", LOST), ("I6", LOST)}
MANY = {"one-in-a-thousand-skipped": 1100}  # so that each process passes its thousandth


def assert_caught(short: Callable[..., Short], mutant: str, by: set[tuple[str, str]]) -> None:
    """Play a short run with a mutant: one of these violations must be found."""
    run = short(mutant=mutant, patience=BRIEF, unbinding=mutant == "not-mandatory")
    run.actions = MANY.get(mutant, run.actions)

    verdict = run.play()

    found = {(one.invariant, one.kind) for one in verdict.violations}
    assert by & found, str(verdict)
    assert verdict.history.faults["died"] == (mutant in DYING)
