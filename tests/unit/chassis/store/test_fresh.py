"""Pages kept in memory until they are published."""

from chassis.store.fresh import Fresh


def page(identity, events=1):
    return {"_id": identity, "events": [{}] * events}


def test_a_page_is_kept_until_it_is_let_go():
    fresh = Fresh(10)
    fresh.keep([page("p1"), page("p2")])

    fresh.forget([page("p1"), page("unknown")])

    assert fresh.get("p1") is None
    assert fresh.get("p2") == page("p2")


def test_the_oldest_goes_first_when_they_are_too_many():
    fresh = Fresh(5)

    fresh.keep([page("p1", 3), page("p2", 2), page("p3", 2)])

    assert [name for name in ("p1", "p2", "p3") if fresh.get(name)] == ["p2", "p3"]


def test_a_page_too_large_for_all_is_not_kept():
    fresh = Fresh(5)

    fresh.keep([page("p1", 6)])

    assert fresh.get("p1") is None


def test_what_was_let_go_makes_room():
    fresh = Fresh(5)
    fresh.keep([page("p1", 5)])
    fresh.clear()

    fresh.keep([page("p2", 5)])

    assert fresh.get("p2") == page("p2", 5)
