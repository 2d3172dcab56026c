"""The same story, every event of it delivered once more: nothing is counted twice."""

import orjson
import pytest

from .running import eventually, listeners


def deliveries(messages):
    types = [orjson.loads(body)["type"] for body, _ in messages]
    return sum(len(listeners().get(kind, ())) for kind in types)


@pytest.mark.slow
def test_every_event_delivered_again_changes_nothing(story):
    running = story.running
    running.settle()
    kept, announced, known = running.still(), running.announced(), running.duplicates()

    running.publish(announced[::-1])

    expected = known + deliveries(announced)
    eventually(lambda: running.duplicates() >= expected)
    assert running.still() == kept
    assert running.announced() == announced
    assert set(running.dead_letters().values()) == {0}
