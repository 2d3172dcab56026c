"""However items come, repeated, batched and interrupted, the state is that of folding each once."""

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from chassis.errors import Refused, Unavailable, WriteConflict
from chassis.work import process as folding_module
from chassis.work.items import Outcome
from chassis.work.process import process
from tests.unit.chassis.work.folding import (
    Doing,
    Scripted,
    Shop,
    announced,
    growing,
    raising,
    sizes,
)

ITEMS = {
    f"event:{n}": raising(Refused("no", "no", "不")) if n % 5 == 4 else growing(f"t{n % 3}", n)
    for n in range(12)
}
GROWS = {f"event:{n}": (f"t{n % 3}", n) for n in range(12) if n % 5 != 4}
batches = st.lists(st.sampled_from(sorted(ITEMS)), max_size=8)
accidents = st.lists(st.sampled_from(["conflict", "fine", "gone"]), max_size=3)


class Deliveries(RuleBasedStateMachine):
    """Delivers batches with repeats to any of two workers; keeps count of what was settled."""

    def __init__(self):
        super().__init__()
        self.backend = Scripted()
        self.settled = set()

    @rule(guards=batches, accidents=accidents)
    def deliver(self, guards, accidents):
        made = {"conflict": WriteConflict(), "gone": Unavailable("gone"), "fine": None}
        self.backend.ends = [made[accident] for accident in accidents]
        items = [Doing(ITEMS[guard], guard) for guard in guards]
        try:
            process(Shop(self.backend), items)
        except Unavailable:
            assert {item.outcome for item in items} <= {Outcome.PENDING, *EARLIER}
            return
        assert all(item.outcome in expected(item) for item in items)
        self.settled |= {item.guard for item in items if item.guard in GROWS}

    @invariant()
    def each_took_effect_once(self):
        wanted, count = {}, 0
        for guard in self.settled:
            thing, size = GROWS[guard]
            wanted[thing] = wanted.get(thing, 0) + size
            count += 1
        assert sizes(self.backend) == wanted
        assert set(self.backend.collections.get("inbox", {})) == self.settled
        assert len(announced(self.backend)) == count
        total = self.backend.collections.get("totals", {}).get("all", {"grown": 0})
        assert total["grown"] == sum(wanted.values())


EARLIER = (Outcome.DUPLICATE, Outcome.DONE, Outcome.FAILED)


def expected(item):
    return {Outcome.DONE, Outcome.DUPLICATE} if item.guard in GROWS else {Outcome.FAILED}


@pytest.fixture(autouse=True)
def without_pauses(monkeypatch):
    monkeypatch.setattr(folding_module, "_pause", lambda attempt: None)


Deliveries.TestCase.settings = settings(max_examples=60, stateful_step_count=15)


class TestDeliveries(Deliveries.TestCase):
    """Any order, any repetition, any accident."""
