"""No message overtakes one about the same thing that failed; all others go on."""

import random
from dataclasses import dataclass

import pytest

from chassis.envelope import UnknownType
from chassis.errors import Refused, Unreadable
from chassis.events import Inbound, Meta
from chassis.messaging.lines import Behind, InLine, Lines, Stranger
from chassis.messaging.message import Delivery, Subscription

LADDER = (1, 5)


@dataclass(frozen=True)
class Step(Inbound):
    """One of several that follow one another."""

    producer = "walking"
    number: int = 0


class Walkers:
    """Takes steps; refuses those it is told to refuse."""

    def __init__(self):
        self.taken = []
        self.refused = set()

    def on_step(self, step):
        if step.meta.id in self.refused:
            raise Refused("no", "no", "不")
        self.taken.append(step.meta.id)


def a_step(walker, number, *, word=0):
    sequence = f"{number:012d}.{word}"
    step = Step(number, meta=Meta(id=f"{walker}{number}", subject=walker, sequence=sequence))
    return InLine(step, Subscription(Step, "on_step", {}, ordered=True), None)


def a_stranger(walker, number):
    meta = Meta(id=f"{walker}{number}", subject=walker, sequence=f"{number:012d}.0")
    return Stranger(Delivery(0, b"", "", {}, ""), UnknownType(meta))


def tried(lines, walkers, fresh, now):
    """Try what is admitted, as the fold does: one after another, each failing alone."""
    admitted = lines.admit(fresh, now)
    for one in admitted:
        one.error = None
        try:
            one.apply(walkers)
        except (Refused, Unreadable) as error:
            one.fail(error)
    done, aside = lines.settle(admitted, now)
    return [one.event.meta.id for one in done], [one.event.meta.id for one in aside]


@pytest.fixture
def lines():
    return Lines(LADDER)


@pytest.fixture
def walkers():
    return Walkers()


def test_what_comes_in_order_takes_effect_in_order(lines, walkers):
    done, aside = tried(lines, walkers, [a_step("a", 1), a_step("b", 1), a_step("a", 2)], 0)

    assert (sorted(done), aside, len(lines)) == (["a1", "a2", "b1"], [], 0)
    assert walkers.taken.index("a1") < walkers.taken.index("a2")


def test_what_follows_a_failure_waits_and_what_is_about_another_thing_does_not(lines, walkers):
    walkers.refused = {"a1"}

    done, _ = tried(lines, walkers, [a_step("a", 1), a_step("a", 2), a_step("b", 1)], 0)
    later, _ = tried(lines, walkers, [a_step("a", 3), a_step("b", 2)], 0.5)

    assert (done, later, len(lines)) == (["b1"], ["b2"], 3)


def test_what_was_held_back_goes_on_in_order_once_its_first_succeeds(lines, walkers):
    walkers.refused = {"a1"}
    tried(lines, walkers, [a_step("a", 1), a_step("a", 2)], 0)
    tried(lines, walkers, [a_step("a", 3)], 0.5)
    walkers.refused = set()

    early, late = lines.due(0.9), lines.due(1.0)
    done, _ = tried(lines, walkers, [a_step("a", 4)], 1.0)

    assert (early, late) == (False, True)
    assert done == ["a1", "a2", "a3", "a4"]


def test_when_the_ladder_ends_all_of_it_is_set_aside_in_order(lines, walkers):
    walkers.refused = {"a1"}
    tried(lines, walkers, [a_step("a", 1), a_step("a", 2)], 0)
    second = tried(lines, walkers, [a_step("a", 3)], 1)
    third = tried(lines, walkers, [], 6)

    assert second == ([], [])
    assert third == ([], ["a1", "a2", "a3"])
    assert len(lines) == 0


def test_what_fails_in_the_middle_holds_back_only_what_follows(lines, walkers):
    walkers.refused = {"a2"}

    done, _ = tried(lines, walkers, [a_step("a", number) for number in (1, 2, 3)], 0)

    assert (done, len(lines)) == (["a1"], 2)


def test_what_waits_for_another_says_for_which(lines, walkers):
    walkers.refused = {"a1"}
    first, second = a_step("a", 1), a_step("a", 2)

    tried(lines, walkers, [first, second], 0)

    assert isinstance(second.error, Behind)
    assert "a1" in str(second.error)


def test_what_comes_late_and_belongs_first_is_tried_at_once(lines, walkers):
    walkers.refused = {"a2"}
    tried(lines, walkers, [a_step("a", 2), a_step("a", 3)], 0)
    walkers.refused = set()

    done, _ = tried(lines, walkers, [a_step("a", 1)], 0.1)

    assert done == ["a1", "a2", "a3"]


def test_words_about_one_change_keep_their_order_beyond_ten(lines, walkers):
    words = [a_step("a", 1, word=number) for number in range(12)]
    shuffled = random.Random(3).sample(words, len(words))

    assert lines.admit(shuffled, 0) == words


def test_what_is_at_hand_is_put_in_order_however_it_came(lines, walkers):
    steps = [a_step("a", number) for number in range(1, 30)]
    random.Random(8).shuffle(steps)

    done, _ = tried(lines, walkers, steps, 0)

    assert done == [f"a{number}" for number in range(1, 30)]


def test_a_new_connection_begins_with_nothing_held_back(lines, walkers):
    walkers.refused = {"a1"}
    tried(lines, walkers, [a_step("a", 1)], 0)

    lines.clear()

    assert (len(lines), lines.due(100)) == (0, False)


def test_a_type_that_is_not_known_here_holds_its_place_for_a_newer_replica(lines, walkers):
    fresh = [a_step("a", 3), a_stranger("a", 2), a_step("a", 1), a_step("b", 1)]

    done, aside = tried(lines, walkers, fresh, 0)
    again = tried(lines, walkers, [a_step("a", 4)], 1)

    assert (sorted(done), aside, again) == (["a1", "b1"], [], ([], []))
    assert len(lines) == 3  # none of them acknowledged: the broker hands them on, in order


def test_when_nobody_came_who_knows_it_it_is_set_aside_and_the_rest_goes_on(lines, walkers):
    tried(lines, walkers, [a_stranger("a", 1), a_step("a", 2), a_stranger("a", 3)], 0)
    tried(lines, walkers, [a_step("a", 4)], 1)

    end = tried(lines, walkers, [], 6)
    after = tried(lines, walkers, [], 6)

    assert (end, after) == (([], ["a1", "a3"]), (["a2", "a4"], []))
    assert (len(lines), walkers.taken) == (0, ["a2", "a4"])


def test_a_stranger_alone_leaves_nothing_behind(lines, walkers):
    for now in (0, 1, 6):
        done, aside = tried(lines, walkers, [] if now else [a_stranger("a", 1)], now)

    assert (done, aside, len(lines)) == ([], ["a1"], 0)


def test_a_stranger_behind_what_failed_is_set_aside_with_it(lines, walkers):
    walkers.refused = {"a1"}
    tried(lines, walkers, [a_step("a", 1), a_stranger("a", 2)], 0)
    tried(lines, walkers, [], 1)

    assert tried(lines, walkers, [], 6) == ([], ["a1", "a2"])
