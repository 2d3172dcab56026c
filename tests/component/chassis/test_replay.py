"""Asking for a replay: what exists is begun, what does not is refused in one sentence."""

from dataclasses import dataclass
from typing import Any

import pytest

from chassis.replay.reach import Histories
from chassis.testing import Harness, token
from services.guidance.service import GuidanceService
from services.participation.events import SpaceVisited
from tests.component.pasts import MORNING, Producers
from tests.toys.shelf.service import ShelfService

OPS = token("ops")
VISIT = SpaceVisited("r1", "v1", "s1", "youth_home", None, "440605124004", MORNING)


@dataclass
class Asking:
    h: Harness
    producers: Producers

    def post(self, start: str, *, to_shadow: bool = True) -> Any:
        return self.h.post("/v1/replays", {"start": start, "to_shadow": to_shadow}, as_=OPS)

    def kept(self) -> list[Any]:
        return list(self.h.backend.collections.get("replays", {}).values())


@pytest.fixture
def asking(monkeypatch: pytest.MonkeyPatch) -> Asking:
    producers = Producers()
    for _ in range(10):
        producers.tells(VISIT)
    find = lambda: producers.histories(GuidanceService)  # noqa: E731
    monkeypatch.setattr(Histories, "in_memory", lambda _self, _service: find)
    return Asking(Harness(GuidanceService), producers)


def test_a_replay_begins_where_it_was_asked_to_and_is_to_reach_what_is_there(
    asking: Asking,
) -> None:
    answer = asking.post("0")

    assert answer.status == 201
    assert answer.json["starts"] == {"collaboration": 0, "expression": 0, "participation": 0}
    assert answer.json["ends"] == {"collaboration": 0, "expression": 0, "participation": 10}
    assert (answer.json["state"], answer.json["total"]) == ("running", 10)
    shown = asking.h.get(f"/v1/replays/{answer.json['id']}", as_=OPS)
    assert shown.json == answer.json


@pytest.mark.parametrize(
    ("start", "position"),
    [
        ("participation:7", 7),
        ("2019-05-04", 0),
        ("2019-05-04T01:33:00+00:00", 3),
        ("2019-05-04T01:33:30", 4),
        ("2030-01-01", 10),
    ],
)
def test_a_start_may_be_a_place_or_a_moment(asking: Asking, start: str, position: int) -> None:
    assert asking.post(start).json["starts"]["participation"] == position


AHEAD = "participation has announced 10 events: there is no position 11 yet"
AHEAD_OF_ALL = "collaboration has announced 0 events: there is no position 5 yet"
UNHEARD = "nothing is heard of guidance here: name one of collaboration, expression, participation"
UNREADABLE = "is no start: give a position (0: the beginning), a date, or service:position"


@pytest.mark.parametrize(
    ("start", "code", "said"),
    [
        ("participation:11", "position-ahead", AHEAD),
        ("5", "position-ahead", AHEAD_OF_ALL),
        ("guidance:1", "producer-unheard", UNHEARD),
        ("yesterday", "start-unreadable", f"yesterday {UNREADABLE}"),
        ("-1", "start-unreadable", f"-1 {UNREADABLE}"),
    ],
)
def test_a_start_that_does_not_exist_is_refused_and_nothing_changes(
    asking: Asking, start: str, code: str, said: str
) -> None:
    answer = asking.post(start)

    assert (answer.status, answer.json["type"]) == (422, f"urn:gongzhi:problem:{code}")
    assert answer.json["detail"] == said
    assert asking.kept() == []


@pytest.mark.parametrize(
    ("start", "said"),
    [
        ("0", "from position 6 on: position 0 no longer exists"),
        ("participation:5", "from position 6 on: position 5 no longer exists"),
        ("2019-05-03", "from 2019-05-04 01:36 on: 2019-05-03 00:00 no longer exists"),
    ],
)
def test_what_is_no_longer_kept_cannot_be_replayed(asking: Asking, start: str, said: str) -> None:
    asking.producers.forget("participation", 4)

    answer = asking.post(start)

    assert (answer.status, answer.json["type"]) == (422, "urn:gongzhi:problem:position-gone")
    assert answer.json["detail"] == f"participation keeps its history {said}"
    assert asking.kept() == []
    assert asking.post("participation:6").status == 201


def test_one_replay_runs_at_a_time(asking: Asking) -> None:
    first = asking.post("0").json

    second = asking.post("0")

    assert (second.status, second.json["type"]) == (409, "urn:gongzhi:problem:replay-running")
    assert first["id"] in second.json["detail"]


def test_only_ops_may_ask(asking: Asking) -> None:
    body = {"start": "0", "to_shadow": True}

    assert asking.h.post("/v1/replays", body, as_=token("integrator")).status == 403
    assert asking.kept() == []


def test_a_service_without_results_of_events_has_no_shadow() -> None:
    h = Harness(ShelfService)

    answer = h.post("/v1/replays", {"start": "0", "to_shadow": True}, as_=OPS)

    assert (answer.status, answer.json["type"]) == (422, "urn:gongzhi:problem:nothing-to-rebuild")
