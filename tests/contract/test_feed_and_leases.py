"""Marking published events and holding leases, on the real database."""

import uuid
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from chassis.errors import Unavailable, WriteConflict
from chassis.store.feed import Feed
from chassis.store.feed_reader import feed_slice, published_counts
from chassis.store.fresh import Fresh
from chassis.store.leases import Lease
from chassis.store.mongo import Mongo, connect
from chassis.store.writes import Writes
from deploy.local.servers import Database

LONG = 300
NOWHERE = "mongodb://127.0.0.1:1/?directConnection=true"


@pytest.fixture
def mongo(database: Database) -> Mongo:
    client = connect(database.uri, deadline_seconds=5, most_connections=10)
    mongo = Mongo(client, f"feed-{uuid.uuid4().hex[:12]}")
    for name in ("leases", "events"):
        mongo.database.create_collection(name)
    return mongo


def a_page(identity: str, *kinds: str) -> dict[str, Any]:
    events = [{"id": f"{identity}-{n}", "type": k, "body": b"{}"} for n, k in enumerate(kinds)]
    return {"_id": identity, "state": "pending", "position": None, "events": events}


def a_lease(mongo: Mongo, holder: str = "one", *, seconds: float = LONG) -> Lease:
    lease = Lease(mongo.database, "relay", holder)
    assert lease.take(seconds)
    return lease


def run_out(mongo: Mongo) -> None:
    past = datetime.now(UTC) - timedelta(seconds=1)
    mongo.database["leases"].update_one({"_id": "relay"}, {"$set": {"until": past}})


def states(mongo: Mongo) -> list[tuple[str, str, int | None]]:
    pages = mongo.database["events"].find().sort("_id", 1)
    return [(page["_id"], page["state"], page["position"]) for page in pages]


def test_pages_get_positions_without_gaps_in_the_order_they_were_committed(mongo: Mongo) -> None:
    mongo.commit(Writes(pages=[a_page("p1", "a.b", "a.c"), a_page("p2", "a.b")]))
    feed, lease = Feed(mongo), a_lease(mongo)
    feed.mark_published(feed.pending(100), lease)
    mongo.commit(Writes(pages=[a_page("p3", "a.b")]))

    feed.mark_published(feed.pending(100), lease)

    assert states(mongo) == [
        ("p1", "published", 0), ("p2", "published", 2), ("p3", "published", 3),
    ]  # fmt: skip
    assert published_counts(mongo) == {"a.b": 3, "a.c": 1}


def test_a_reader_goes_on_where_it_stood(mongo: Mongo) -> None:
    mongo.commit(Writes(pages=[a_page("p1", "a", "b"), a_page("p2", "a", "b", "a")]))
    feed = Feed(mongo)
    feed.mark_published(feed.pending(100), a_lease(mongo))

    first = feed_slice(mongo, 0, 3, lambda event: True)
    rest = feed_slice(mongo, first.next, 3, lambda event: True)
    some = feed_slice(mongo, 1, 9, lambda event: event["type"] == "a")

    assert [item["position"] for item in first.items] == [1, 2, 3]
    assert [item["position"] for item in rest.items] == [4, 5]
    assert ([item["position"] for item in some.items], some.next) == ([3, 5], 5)


def test_what_is_pending_is_not_in_the_feed(mongo: Mongo) -> None:
    mongo.commit(Writes(pages=[a_page("p1", "a")]))

    assert feed_slice(mongo, 0, 9, lambda event: True).items == []


def test_as_many_pages_are_read_as_fit_but_one_at_least(mongo: Mongo) -> None:
    mongo.commit(Writes(pages=[a_page(f"p{n}", "a", "b", "c") for n in range(4)]))
    feed = Feed(mongo)

    assert [page["_id"] for page in feed.pending(7)] == ["p0", "p1"]
    assert [page["_id"] for page in feed.pending(1)] == ["p0"]


def test_what_is_in_memory_takes_its_place_among_what_is_read(mongo: Mongo) -> None:
    mongo.commit(Writes(pages=[a_page(f"p{n}", "a") for n in range(5)]))
    fresh = Fresh(100)
    fresh.keep([a_page("p1", "in memory"), a_page("p3", "in memory"), a_page("p9", "not stored")])

    found = Feed(mongo).pending(100, but=["p4"], fresh=fresh)

    kinds = [(page["_id"], page["events"][0]["type"]) for page in found]
    assert kinds == [("p0", "a"), ("p1", "in memory"), ("p2", "a"), ("p3", "in memory")]


def test_what_another_published_is_not_pending_though_it_is_in_memory(mongo: Mongo) -> None:
    mongo.commit(Writes(pages=[a_page("p1", "a")]))
    fresh = Fresh(100)
    fresh.keep([a_page("p1", "a")])
    Feed(mongo).mark_published(Feed(mongo).pending(9), a_lease(mongo))

    assert Feed(mongo).pending(9, fresh=fresh) == []


def test_a_holder_that_was_replaced_marks_nothing(mongo: Mongo) -> None:
    mongo.commit(Writes(pages=[a_page("p1", "a")]))
    feed, stale = Feed(mongo), a_lease(mongo)
    pages = feed.pending(100)
    run_out(mongo)
    fresh = a_lease(mongo, "other")

    with pytest.raises(WriteConflict):
        feed.mark_published(pages, stale)

    assert states(mongo) == [("p1", "pending", None)]
    feed.mark_published(pages, fresh)
    assert states(mongo) == [("p1", "published", 0)]


def test_a_holder_that_was_restarted_is_fenced_off_from_what_it_was(mongo: Mongo) -> None:
    mongo.commit(Writes(pages=[a_page("p1", "a")]))
    before = a_lease(mongo)
    after = a_lease(mongo)

    with pytest.raises(WriteConflict):
        Feed(mongo).mark_published(Feed(mongo).pending(100), before)

    assert after.token > before.token


def test_a_lease_has_one_holder_until_it_runs_out(mongo: Mongo) -> None:
    holder, other = a_lease(mongo), Lease(mongo.database, "relay", "other")

    assert not other.take(LONG)
    assert holder.take(LONG)
    run_out(mongo)
    assert other.take(LONG)
    assert not holder.take(LONG)
    assert other.token > holder.token == 0


def test_a_lease_that_is_released_is_free_at_once(mongo: Mongo) -> None:
    a_lease(mongo).release()

    assert a_lease(mongo, "other").token == 2


def test_leases_of_different_jobs_are_apart(mongo: Mongo) -> None:
    a_lease(mongo)

    assert Lease(mongo.database, "another", "other").take(LONG)


def test_a_lease_is_not_taken_before_the_collections_are_made(database: Database) -> None:
    client = connect(database.uri, deadline_seconds=5, most_connections=10)
    bare = client.get_database(f"bare-{uuid.uuid4().hex[:12]}")

    with pytest.raises(Unavailable):
        Lease(bare, "relay", "one").take(LONG)

    assert bare.list_collection_names() == []


def test_without_a_database_nobody_knows_who_holds_it() -> None:
    client = connect(NOWHERE, deadline_seconds=0.2, most_connections=1)

    with pytest.raises(Unavailable):
        Lease(client.get_database("x"), "relay", "one").take(LONG)


def test_nothing_is_committed_before_the_collections_are_made(mongo: Mongo) -> None:
    mongo.prepared = False

    with pytest.raises(Unavailable):
        mongo.commit(Writes(pages=[a_page("p1", "a")]))

    assert states(mongo) == []
