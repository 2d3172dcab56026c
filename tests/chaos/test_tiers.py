"""What is asked wrongly is said in one sentence; what is asked again is the same run."""

import pytest

from tests.chaos.__main__ import asked, main
from tests.chaos.plan import Neighborhood, Plan
from tests.chaos.tiers import IN_PORTIONS, SIZES, TIERS, cards

HOMES = [
    Neighborhood(f"44060512400{n}", f"o{n}", (f"r{n}a", f"r{n}b"), (f"s{n}",), ((f"t{n}", "st"),))
    for n in range(3)
]
MISASKED = [
    ["--tier", "R9"],
    ["--seed", "seven"],
    ["--seed", "-7"],
    ["--seed", str(2**32)],
    ["--speed", "7"],
    ["--tier"],
    ["--share", "0"],
    ["--share", "half"],
]


@pytest.mark.parametrize("arguments", MISASKED, ids=" ".join)
def test_what_makes_no_sense_is_said_in_one_sentence(arguments, capsys):
    assert main(arguments) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_a_seed_is_drawn_where_none_is_given():
    assert asked([])[2] != asked([])[2]
    assert asked(["--tier", "R1", "--seed", "7"]) == (TIERS["R1"], "R1", 7)
    assert asked(["--tier", "R1", "--share", "0.5"])[0].actions == 30_000


def test_the_same_seed_is_the_same_run():
    first, second, other = (Plan(seed, HOMES).requests(500, 50) for seed in (7, 7, 8))

    assert list(first) == list(second) != list(other)
    assert cards(TIERS["R0"], 7) == cards(TIERS["R0"], 7) != cards(TIERS["R0"], 8)


def test_a_plan_does_what_it_was_asked_and_nothing_twice():
    requests = list(Plan(7, HOMES).requests(2000, 100))

    deeds = [deed for request in requests for deed in request.deeds]
    keys = [key for request in requests for key in request.named()]
    visits = [tuple(deed.body.items()) for deed in deeds if deed.act == "visit"]
    assert len(deeds) == len(keys) == len(set(keys)) == 2000
    assert len(visits) == len(set(visits))
    assert any(request.is_bulk for request in requests)
    assert any(request.repeated for request in requests)


@pytest.mark.parametrize("tier", TIERS.values(), ids=TIERS)
def test_every_fault_of_a_tier_is_done(tier):
    drawn = cards(tier, 7)

    done = {card.fault: sum(c.amount for c in drawn if c.fault == card.fault) for card in drawn}
    planned = {name: n for name, n in vars(tier).items() if n and name not in SIZES}
    assert done == planned
    assert planned.keys() >= IN_PORTIONS
