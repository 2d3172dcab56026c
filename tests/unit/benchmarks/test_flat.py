"""The comparison of a system that holds much with one that holds little."""

from benchmarks.flow.flat import TURNS, Block, compare, rows


def a_block(stored, rate=1000.0, memory=100.0):
    return Block(stored, rate, {"services": 1.0}, {"guidance": memory})


class Told:
    """A system that only notes in which order it was asked."""

    def __init__(self, name, order):
        self.name, self.order = name, order

    def take(self, count):
        self.order.append(self.name)
        return a_block(count)


def test_both_are_given_the_same_in_turn_and_each_begins_as_often():
    order = []

    large, small = compare(Told("large", order), Told("small", order))

    assert len(large) == len(small) == TURNS
    assert order[:4] == ["large", "small", "small", "large"]
    assert order[::2].count("large") == TURNS / 2


def test_a_rate_that_falls_by_more_than_a_tenth_is_missed():
    blocks = [a_block(10_000 * n) for n in range(1, 11)]

    kept, lost = (
        rows(blocks, ([a_block(1, rate)] * 3, [a_block(1, 1000.0)] * 3))[0] for rate in (900, 890)
    )

    assert (kept.met, lost.met) == (True, False)
    assert (lost.ours, lost.peer) == (890, 1000.0)


def test_memory_is_held_against_that_after_a_tenth_of_the_run():
    turns = ([a_block(1)], [a_block(1)])
    warm = [a_block(1_000, memory=50), a_block(2_000, memory=100)]
    steady = [a_block(n, memory=104) for n in range(3_000, 21_000, 1_000)]
    grown = [*steady[:-1], a_block(20_000, memory=106)]

    kept, lost = (rows(warm + rest, turns)[1] for rest in (steady, grown))

    assert (kept.name, kept.met, lost.met) == (
        "flat: memory of guidance, against that after 2,000",
        True,
        False,
    )
