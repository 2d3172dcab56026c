"""What guidance missed is delivered again, and what it heard counts no second time."""

from typing import Any

import pytest

from chassis.config import Settings
from chassis.replay.again import Again
from chassis.testing.harness import Harness
from services.guidance.service import GuidanceService
from services.participation.events import SpaceVisited
from tests.component.guidance.given import COMMUNITY, guidance, points
from tests.component.pasts import MORNING, Producers, hear_all


class Queue:
    """The queue of a service: what is published goes straight to its handlers, or nowhere."""

    def __init__(self, h: Harness, *, answers: bool = True) -> None:
        self.h = h
        self.answers = answers
        self.sent: list[Any] = []

    def publish(self, messages: list[Any]) -> None:
        self.sent += messages
        for message in messages if self.answers else []:
            self.h.reads(message.body)

    def close(self) -> None:
        """Nothing is open."""


@pytest.fixture(autouse=True)
def no_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("chassis.replay.again.ON_THEIR_WAY_SECONDS", 0)
    monkeypatch.setattr("chassis.replay.again.PATIENCE_SECONDS", 0.1)


def a_past() -> Producers:
    producers = Producers()
    for number in range(10):
        producers.tells(
            SpaceVisited(f"r{number}", f"v{number}", "s", "gym", None, "440605124004", MORNING)
        )
    return producers


def again(producers: Producers, queue: Queue, start: int = 0) -> Any:
    histories = producers.histories(GuidanceService)
    run = Again("guidance", queue.h.backend, histories, Settings())
    run._publisher = queue  # type: ignore[assignment]
    return run.run({"participation": start}, {"participation": 10}, lambda *_counts: None)


def test_only_what_was_missed_is_delivered_again() -> None:
    h, producers = guidance(), a_past()
    hear_all(h, producers, but=3)
    queue = Queue(h)

    verdict = again(producers, queue)

    assert [one.body for one in queue.sent] == [producers.told[3]["body"]]
    assert (queue.sent[0].exchange, queue.sent[0].key) == (
        "gongzhi.retry.1s",
        "gongzhi.guidance.events",
    )
    assert points(h, COMMUNITY) == (40, 10)
    said = "10 events of the past: 9 had taken effect, 1 delivered again"
    assert (verdict.lines, verdict.differences) == ((said,), 0)


def test_what_lies_before_the_start_is_not_read() -> None:
    h, producers = guidance(), a_past()
    hear_all(h, producers, but=3)
    queue = Queue(h)

    verdict = again(producers, queue, start=4)

    assert queue.sent == []
    assert verdict.lines == ("6 events of the past: 6 had taken effect, 0 delivered again",)


def test_what_still_has_no_effect_is_named() -> None:
    h, producers = guidance(), a_past()
    hear_all(h, producers, but=3)

    verdict = again(producers, Queue(h, answers=False))

    assert verdict.differences == 1
    assert verdict.lines[1:] == (
        f"event {producers.told[3]['id']} of participation has not taken effect",
    )
