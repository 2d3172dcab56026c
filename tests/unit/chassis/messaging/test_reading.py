"""A batch is parted into what can be folded and what no retry can mend."""

import orjson
import pytest

from chassis.messaging.message import Delivery, Heard, Subscription
from chassis.messaging.reading import Reader
from chassis.subscribing import subscribe, subscriptions
from tests.toys.counting.inbound import ActionTaken, TrialMade

HEARD = [Subscription(ActionTaken, "on_action_taken", {"actors": ("actor",)})]
READER = Reader(HEARD, largest=2000)
ENVELOPE = {
    "specversion": "1.0", "id": "e1", "source": "/x", "type": "gongzhi.counting.action_taken.v1",
    "time": "2019-05-06T04:00:00Z",
    "data": {"actor": "a1", "action_id": "x1", "division": "440605"},
}  # fmt: skip


def a_delivery(tag=1, content_type="application/cloudevents+json", **changes):
    return Delivery(tag, orjson.dumps(ENVELOPE | changes), content_type, {}, "k")


def test_the_bad_are_told_from_the_good_and_all_are_there():
    batch = [
        a_delivery(1),
        a_delivery(2, type="gongzhi.x.y.v1"),
        a_delivery(3),
        a_delivery(4, data=7),
    ]

    heard, poison = READER.read(batch)

    assert [one.delivery.tag for one in heard] == [1, 3]
    assert [(d.tag, e.reason) for d, e in poison] == [(2, "unknown-type"), (4, "schema-invalid")]


def test_an_event_is_guarded_by_its_id_and_names_its_cause():
    ((one,), _) = READER.read([a_delivery(correlationid="c1")])

    assert one.guard == "event:e1"
    assert (one.cause.correlation_id, one.cause.causation_id) == ("c1", "e1")


def test_an_event_without_a_story_begins_one():
    ((one,), _) = READER.read([a_delivery()])

    assert one.cause.correlation_id == "e1"


@pytest.mark.parametrize(
    ("names", "wanted"), [(("actor",), ["a1"]), (("actor", "meta.id"), ["a1", "e1"])]
)
def test_a_message_names_the_states_its_method_will_want(names, wanted):
    ((one,), _) = READER.read([a_delivery()])
    heard = Heard(one.event, Subscription(ActionTaken, "on", {"actors": names}), None)

    assert heard.wanted() == {"actors": wanted}


def test_a_service_that_hears_nothing_reads_nothing():
    assert not Reader([], largest=1)


def test_one_event_is_heard_in_one_method_only():
    class Twice:
        @subscribe(TrialMade)
        def on_trial_made(self, event):
            """Hear."""

        @subscribe(TrialMade)
        def again(self, event):
            """Hear again."""

    with pytest.raises(TypeError, match="TrialMade in two methods"):
        subscriptions(Twice)
