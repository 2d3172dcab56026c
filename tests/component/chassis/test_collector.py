"""What arrives at the desk is kept once, however often and wherever it arrives."""

from dataclasses import replace

from chassis.deadletters.collector import Arrived
from chassis.store.memory import InMemory
from chassis.testing import Harness
from tests.toys.counting.service import CountingService
from tests.toys.letters import GIBBERISH, UNDECODABLE, a_dead_message, trial

MESSAGE = a_dead_message(trial())
AGAIN = replace(MESSAGE, tag=9, headers=MESSAGE.headers | {"x-delivery-count": 1})


def kept(desk):
    return [row["body"] for row in desk.backend.collections["dead_letters"].values()]


def test_letters_that_arrive_together_are_kept_in_one_commit():
    desk = Harness(CountingService)

    desk.process([Arrived(MESSAGE), Arrived(a_dead_message(GIBBERISH, UNDECODABLE))])

    assert sorted(kept(desk)) == sorted([trial(), GIBBERISH])


def test_what_comes_again_is_the_same_letter_and_stays_as_it_is():
    desk = Harness(CountingService)
    desk.process([Arrived(MESSAGE)])
    before = desk.backend.collections["dead_letters"].copy()

    again = [Arrived(AGAIN), Arrived(AGAIN)]
    desk.process(again)

    assert desk.backend.collections["dead_letters"] == before
    assert [item.error for item in again] == [None, None]


class Overtaken(InMemory):
    """Another replica keeps the same letter between the look and the commit."""

    overtaken = False

    def commit(self, writes):
        if not self.overtaken:
            self.overtaken = True
            Harness(CountingService, backend=self).process([Arrived(MESSAGE)])
        super().commit(writes)


def test_what_another_replica_keeps_at_the_same_time_is_kept_once():
    desk = Harness(CountingService, backend=Overtaken())
    letters = [Arrived(AGAIN), Arrived(a_dead_message(trial("e2")))]

    desk.process(letters)

    assert sorted(kept(desk)) == sorted([trial(), trial("e2")])
    assert [item.error for item in letters] == [None, None]
