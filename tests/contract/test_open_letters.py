"""How many letters are open follows every change of one, on the real database too."""

import uuid
from typing import Any

import pytest
from pymongo.collection import Collection

from chassis.deadletters.collector import Arrived
from chassis.deadletters.counting import count_all, told
from chassis.errors import NotFound
from chassis.store.mongo import Mongo, connect
from chassis.testing import Harness, token
from deploy.local.servers import Database
from tests.toys.counting.service import CountingService
from tests.toys.letters import GIBBERISH, UNDECODABLE, a_dead_message, trial

OPS = token("ops", sub="ops-1")
LETTERS = "/v1/dead-letters"
NOBODY = NotFound("actors", "a1")
TRIALS = [a_dead_message(trial(f"e{number}", fate="later")) for number in range(3)]
COLLECTIONS = ("dead_letters", "desk_actions", "open_letters", "inbox", "replies", "events")


@pytest.fixture
def mongo(database: Database) -> Mongo:
    client = connect(database.uri, deadline_seconds=5, most_connections=10)
    mongo = Mongo(client, f"letters-{uuid.uuid4().hex[:12]}")
    for name in COLLECTIONS:
        mongo.database.create_collection(name)
    return mongo


@pytest.fixture
def desk(mongo: Mongo) -> Harness:
    return Harness(CountingService, backend=mongo)


def arrived(desk: Harness, *messages: Any) -> None:
    desk.process([Arrived(message) for message in messages])


def act(desk: Harness, action: str, body: dict[str, str] | None = None) -> str:
    """Act on one that died of a handler; say what came of it."""
    (first, *_) = desk.get(f"{LETTERS}?state=open&reason=handler-bug", as_=OPS).json["items"]
    answer = desk.post(f"{LETTERS}/{first['id']}/{action}", body, as_=OPS)
    return str(answer.json["outcome"])


def counted(mongo: Mongo) -> dict[str, int]:
    """Give what is told by reason, without reasons nobody died of."""
    return {reason: number for reason, number in (told(mongo) or {}).items() if number}


def test_until_all_were_counted_nothing_is_told(mongo: Mongo, desk: Harness) -> None:
    arrived(desk, *TRIALS)
    before = told(mongo)

    assert (before, count_all(mongo)) == (None, True)
    assert counted(mongo) == {"handler-bug": 3}


def test_each_change_of_a_letter_is_counted_with_it(mongo: Mongo, desk: Harness) -> None:
    count_all(mongo)
    arrived(desk, *TRIALS, a_dead_message(GIBBERISH, UNDECODABLE))
    arrived(desk, *TRIALS)
    kept = counted(mongo)
    failed, after_failing = act(desk, "replay"), counted(mongo)
    act(desk, "discard", {"why": "a test of theirs"})

    assert kept == {"handler-bug": 3, "undecodable": 1}
    assert (failed, after_failing) == (
        "failed-again", {"handler-bug": 2, "never-found": 1, "undecodable": 1},
    )  # fmt: skip
    left = counted(mongo)
    assert sum(left.values()) == 3
    count_all(mongo)
    assert counted(mongo) == left


def test_one_that_is_refused_leaves_the_count_as_it_was(mongo: Mongo, desk: Harness) -> None:
    count_all(mongo)
    arrived(desk, TRIALS[0])
    (letter,) = desk.get(LETTERS, as_=OPS).json["items"]
    act(desk, "discard", {"why": "a test of theirs"})

    again = desk.post(f"{LETTERS}/{letter['id']}/discard", {"why": "again"}, as_=OPS)

    assert (again.status, counted(mongo)) == (409, {})


def test_what_versions_before_changed_is_counted_at_the_next_turn(
    mongo: Mongo, desk: Harness
) -> None:
    count_all(mongo)
    arrived(desk, *TRIALS)
    mongo.database["dead_letters"].update_one({}, {"$set": {"state": "discarded"}})

    count_all(mongo)

    assert counted(mongo) == {"handler-bug": 2}


def test_what_another_replica_keeps_while_all_are_counted_is_not_passed_over(
    mongo: Mongo, desk: Harness, monkeypatch: pytest.MonkeyPatch
) -> None:
    count_all(mongo)
    arrived(desk, TRIALS[0])
    aggregate = Collection.aggregate

    def overtaken(*asked: Any, **how: Any) -> list[Any]:
        found = list(aggregate(*asked, **how))
        arrived(desk, TRIALS[1])
        return found

    monkeypatch.setattr(Collection, "aggregate", overtaken)

    assert count_all(mongo) is False
    assert counted(mongo) == {"handler-bug": 2}
