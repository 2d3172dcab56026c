"""An item within another: both take effect or neither, and what is known takes effect no more."""

from collections.abc import Callable

import pytest

from chassis.errors import AlreadyHandled, Refused, Unavailable
from chassis.principal import SYSTEM, Principal
from chassis.store.memory import InMemory
from chassis.store.unit import Cause
from chassis.work.items import Outcome
from chassis.work.process import fold_within, process
from tests.unit.chassis.work.folding import (
    Act,
    Doing,
    Row,
    Scripted,
    Shop,
    announced,
    growing,
    outcomes,
    raising,
    sizes,
)

NO = Refused("no", "no", "不")
OPS = Principal("ops-1", frozenset({"ops"}), ("440605",))


def around(inner: Doing, after: Act = lambda shop: None) -> Act:
    """Do something else around an item, and note how it went."""

    def act(shop: Shop) -> None:
        fold_within(shop, inner)
        shop.rows.add(Row(f"noted {inner.outcome.value} {shop.work.principal.sub}"))
        after(shop)

    return act


def asked(act: Act, guard: str | None = None) -> Doing:
    item = Doing(act, guard)
    item.principal = OPS
    return item


def noted(backend: InMemory) -> list[str]:
    return sorted(backend.collections.get("rows", {}))


def guards(backend: InMemory) -> list[str]:
    return sorted(backend.collections.get("inbox", {}))


def test_both_take_effect_in_one_commit_each_under_its_own_guard():
    backend = Scripted()
    outer = asked(around(Doing(growing("a"), "event:1")), "request:1")

    process(Shop(backend), [outer])

    assert (backend.commits, sizes(backend), outer.outcome) == (1, {"a": 1}, Outcome.DONE)
    assert guards(backend) == ["event:1", "request:1"]
    assert noted(backend) == ["noted pending ops-1"]


@pytest.mark.parametrize("error", [NO, ZeroDivisionError("a bug")], ids=["refusal", "bug"])
def test_what_fails_within_leaves_nothing_and_what_is_around_it_takes_effect(error):
    backend = InMemory()
    inner = Doing(raising(error), "event:1")
    outer = asked(around(inner))

    process(Shop(backend), [outer])

    assert (outer.outcome, inner.outcome, inner.error) == (Outcome.DONE, Outcome.FAILED, error)
    assert (sizes(backend), announced(backend), guards(backend)) == ({}, [], [])
    assert noted(backend) == ["noted failed ops-1"]


def test_what_fails_around_takes_what_is_within_along():
    backend = InMemory()
    outer = asked(around(Doing(growing("a"), "event:1"), raising(NO)))

    process(Shop(backend), [outer])

    assert outer.outcome is Outcome.FAILED
    assert (sizes(backend), announced(backend), guards(backend)) == ({}, [], [])


def test_what_took_effect_before_has_none_again():
    backend = InMemory()
    process(Shop(backend), [Doing(growing("a"), "event:1")])

    process(Shop(backend), [asked(around(Doing(growing("a"), "event:1")))])

    assert (sizes(backend), noted(backend)) == ({"a": 1}, ["noted duplicate ops-1"])


def test_a_twin_in_the_same_batch_has_no_effect_of_its_own():
    backend = InMemory()
    items = [
        Doing(growing("a"), "event:1"),
        asked(around(Doing(growing("a"), "event:1"))),
    ]

    process(Shop(backend), items)

    assert outcomes(items) == [Outcome.DONE] * 2
    assert (sizes(backend), noted(backend)) == ({"a": 1}, ["noted done ops-1"])


def test_who_is_first_elsewhere_meanwhile_is_found_when_the_batch_is_folded_again():
    backend = Overtaken()
    outer = asked(around(Doing(growing("a"), "event:1")))

    process(Shop(backend), [outer])

    assert (outer.outcome, outer.tried) == (Outcome.DONE, 2)
    assert (sizes(backend), noted(backend)) == ({"elsewhere": 1}, ["noted duplicate ops-1"])


class Overtaken(InMemory):
    """Another replica handles the same event between the first fold and its commit."""

    overtaken = False

    def commit(self, writes):
        if not self.overtaken:
            self.overtaken = True
            process(Shop(self), [Doing(growing("elsewhere"), "event:1")])
        super().commit(writes)


def test_the_one_around_is_served_again_as_before():
    seen: list[object] = []

    def look(label: str) -> Callable[[Shop], None]:
        return lambda shop: seen.append((label, shop.work.principal, shop.work.unit.cause))

    inner = Doing(look("within"))
    inner.cause = Cause("c", "e", "t")
    outer = asked(around(inner, look("after")))
    outer.cause = Cause("o")

    process(Shop(InMemory()), [outer])

    assert seen == [("within", SYSTEM, inner.cause), ("after", OPS, outer.cause)]


def test_a_database_that_is_away_settles_neither():
    outer = asked(around(Doing(raising(Unavailable("away")), "event:1")))

    with pytest.raises(Unavailable):
        process(Shop(InMemory()), [outer])

    assert outer.outcome is Outcome.PENDING


def test_a_guard_that_is_always_taken_and_never_found_ends_as_contended(monkeypatch):
    monkeypatch.setattr("chassis.work.process.LONGEST_PAUSE_SECONDS", 0)
    backend = Scripted(*[AlreadyHandled({"event:1": {"_id": "event:1"}}) for _ in range(12)])

    with pytest.raises(Unavailable):
        process(Shop(backend), [asked(around(Doing(growing("a"), "event:1")))])
