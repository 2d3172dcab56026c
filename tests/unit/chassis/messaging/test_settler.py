"""What is sent on after a batch, to wait or to the dead letters; each counted by a few names."""

from dataclasses import replace

import pytest

from chassis.envelope import CONTENT_TYPE
from chassis.messaging.lines import Behind, Stranger
from chassis.messaging.message import ATTEMPT, Delivery, Subscription
from chassis.messaging.reading import Reader
from chassis.messaging.settler import Settler
from chassis.ops.metrics import Metrics
from chassis.work.items import Outcome
from tests.toys.counting.inbound import TrialMade
from tests.toys.letters import GIBBERISH, trial

LADDER = (1, 5)
READER = Reader([Subscription(TrialMade, "on_trial_made", {})], largest=2000)


def unheard_of(number=1):
    return trial(f"e{number}", type=f"gongzhi.trying.fate_{number}.v{number}")


def a_delivery(body, attempt=0):
    return Delivery(1, body, CONTENT_TYPE, {ATTEMPT: attempt}, "trying.x.v1.440605")


class Counting(Settler):
    """A settler whose figures can be read."""

    def __init__(self, ladder=LADDER):
        self.metrics = Metrics("counting")
        super().__init__("counting", ladder, self.metrics)

    def settle(self, *deliveries):
        return self.sent_on(*READER.read(deliveries))

    @property
    def figures(self):
        samples = next(f for f in self.metrics.registry.collect() if f.name == "gongzhi_handled")
        return {
            (one.labels["event"], one.labels["outcome"]): one.value
            for one in samples.samples
            if one.name.endswith("_total")
        }


@pytest.fixture
def settler():
    return Counting()


def test_a_type_that_is_not_known_waits_on_each_step_and_is_a_dead_letter_at_the_end(settler):
    sent = [settler.settle(a_delivery(unheard_of(), attempt))[0] for attempt in range(3)]

    assert [one.exchange for one in sent] == [
        "gongzhi.retry.1s", "gongzhi.retry.5s", "gongzhi.dlx",
    ]  # fmt: skip
    assert {one.body for one in sent} == {unheard_of()}
    told = sent[-1].headers
    assert (told["x-reason"], told["x-handler"], told[ATTEMPT]) == ("unknown-type", "decode", 2)


def test_without_a_ladder_it_is_a_dead_letter_at_once():
    (sent,) = Counting(ladder=()).settle(a_delivery(unheard_of()))

    assert (sent.exchange, sent.headers["x-reason"]) == ("gongzhi.dlx", "unknown-type")


@pytest.mark.parametrize("said", [-1, -7, "soon", 10**15, None])
def test_with_a_count_of_tries_that_makes_no_sense_it_begins_on_the_first_step(settler, said):
    (sent,) = settler.settle(a_delivery(unheard_of(), said))

    assert (sent.exchange, sent.headers[ATTEMPT]) == ("gongzhi.retry.1s", 1)


@pytest.mark.parametrize(
    ("body", "content_type", "reason"),
    [
        (GIBBERISH, CONTENT_TYPE, "undecodable"),
        (unheard_of(), "text/plain", "wrong-content-type"),
        (trial(data={"actor": 7}), CONTENT_TYPE, "schema-invalid"),
        (trial(type="gongzhi.trying.fate.v1", time="soon"), CONTENT_TYPE, "schema-invalid"),
        (trial(type="gongzhi.trying.fate.v1", padding="x" * 2000), CONTENT_TYPE, "too-large"),
    ],
)
def test_what_no_version_can_read_does_not_wait(settler, body, content_type, reason):
    (sent,) = settler.settle(replace(a_delivery(body), content_type=content_type))

    assert (sent.exchange, sent.headers["x-reason"]) == ("gongzhi.dlx", reason)


def test_whatever_strangers_call_themselves_they_are_counted_under_one_name(settler):
    settler.settle(*(a_delivery(unheard_of(number)) for number in range(5)))
    settler.settle(*(a_delivery(unheard_of(number), 2) for number in range(3)))
    settler.settle(a_delivery(GIBBERISH))

    assert settler.figures == {("unreadable", "retry"): 5, ("unreadable", "poison"): 4}


def test_one_that_was_held_in_its_place_is_counted_under_that_name_too():
    settler, ((_, unknown),) = Counting(ladder=()), READER.read([a_delivery(unheard_of())])[1]
    given_up, behind, known = (Stranger(a_delivery(unheard_of()), unknown) for _ in range(3))
    given_up.fail(unknown)
    behind.fail(Behind("e0"))
    known.settle(Outcome.DUPLICATE)

    sent = settler.sent_on([given_up, behind, known], [])

    assert [one.headers["x-reason"] for one in sent] == ["unknown-type", "never-found"]
    assert [one.headers["x-handler"] for one in sent] == ["decode", "decode"]
    assert settler.figures == {
        ("unreadable", "poison"): 1, ("unreadable", "dead"): 1, ("unreadable", "duplicate"): 1,
    }  # fmt: skip
