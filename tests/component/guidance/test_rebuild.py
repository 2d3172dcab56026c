"""What guidance concludes from events is found again when it hears its past once more."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from chassis.replay.history import FarBehind
from chassis.store.memory import InMemory
from chassis.store.rebuilding import InRebuild
from chassis.store.writes import Writes
from chassis.testing.harness import Harness
from services.guidance.domain.rulebook import Entry, Rulebook
from services.participation import events as participation
from tests.component.guidance.given import POINTS, SHISHAN, guidance
from tests.component.guidance.rebuilding import (
    KINDS,
    a_past,
    a_rebuild,
    in_shadow,
    rebuilt,
    sampled,
    stored,
)
from tests.component.pasts import hear_all


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("chassis.replay.verdict.TRIES", 2)
    monkeypatch.setattr("chassis.replay.verdict.PAUSE_SECONDS", 0)


def test_a_shadow_that_hears_the_past_equals_what_lives() -> None:
    h, producers = guidance(), a_past()
    hear_all(h, producers)
    rebuild = a_rebuild(h, producers)

    verdict = rebuilt(rebuild)

    assert verdict.differences == 0, verdict.lines
    shadow = in_shadow(rebuild)
    assert stored(shadow, "totals") == stored(h.backend, "totals")
    assert stored(shadow, "ledger") == stored(h.backend, "ledger")
    assert h.backend.collections["indicators"].keys() == stored(shadow, "indicators").keys()
    assert verdict.lines[0].startswith(f"shadow equals live: {_size(h)} documents (advisers, ")


def _size(h: Harness) -> int:
    names = "ledger", "totals", "indicators", "topics", "hot_topics", "invitations", "advisers"
    return sum(len(h.backend.collections[name]) for name in names)


def test_nothing_is_announced_nor_kept_that_a_rebuild_is_not_for() -> None:
    h, producers = guidance(), a_past()
    hear_all(h, producers)
    rebuild = a_rebuild(h, producers)
    before = {name: len(rows) for name, rows in h.backend.collections.items()}

    rebuilt(rebuild)

    shadow = {name for name, rows in in_shadow(rebuild).collections.items() if rows}
    assert not {"events", "inbox", "suggestions", "pathways", "nudges"} & shadow
    assert {name: len(rows) for name, rows in h.backend.collections.items()} == before


@pytest.mark.parametrize(
    ("collection", "field"), [("totals", "points"), ("ledger", "points"), ("indicators", "visits")]
)
def test_a_number_that_was_changed_by_hand_is_printed(collection: str, field: str) -> None:
    h, producers = guidance(), a_past()
    hear_all(h, producers)
    identity = next(i for i, row in h.backend.collections[collection].items() if field in row)
    right = h.backend.collections[collection][identity][field]
    h.backend.collections[collection][identity][field] = right + 7

    verdict = rebuilt(a_rebuild(h, producers))

    assert verdict.differences == 1
    said = f"{collection} {identity}: {field} is {right + 7} in live, {right} in shadow"
    assert verdict.lines[1:] == (said,)


def test_a_document_that_is_gone_or_nobody_earned_is_printed() -> None:
    h, producers = guidance(), a_past()
    hear_all(h, producers)
    totals = h.backend.collections["totals"]
    gone = min(totals)
    totals["resident:nobody"] = dict(totals.pop(gone), _id="resident:nobody")

    verdict = rebuilt(a_rebuild(h, producers))

    said = f"totals {gone}: missing in live", "totals resident:nobody: missing in shadow"
    assert set(verdict.lines[1:]) == set(said)


def test_an_event_that_live_never_handled_is_named() -> None:
    h, producers = guidance(), a_past()
    hear_all(h, producers, but=4)

    verdict = rebuilt(a_rebuild(h, producers))

    said = f"event {producers.told[4]['id']} of participation has not taken effect in live"
    assert verdict.lines[1:] == (said,)


def test_events_that_live_handled_before_they_have_a_position_are_no_difference() -> None:
    h, producers = guidance(), a_past()
    for _ in range(3):
        producers.tells(sampled(participation.SpaceVisited), published=False)
    hear_all(h, producers)

    verdict = rebuilt(a_rebuild(h, producers))

    assert verdict.differences == 0, verdict.lines


def test_an_event_on_its_way_to_live_does_not_hold_up_the_comparison() -> None:
    h, producers = guidance(), a_past()
    rebuild = a_rebuild(h, producers)
    producers.tells(sampled(participation.SpaceVisited))
    hear_all(h, producers, but=len(KINDS) * 3)

    assert rebuilt(rebuild).differences == 0


def test_a_rebuild_goes_on_where_it_was_left_and_folds_nothing_twice(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("chassis.replay.rebuild.STILL_MOVING", 0)
    h, producers = guidance(), a_past()
    hear_all(h, producers)
    rebuild = a_rebuild(h, producers)
    rebuild.batch = 4
    rebuild.copy_given()
    left = iter(range(5))
    with pytest.raises(StopIteration):
        rebuild.fold_history(lambda _events: next(left) and None)
    assert 0 < sum(rebuild.places().values()) < len(producers.told)

    again = a_rebuild(h, producers, left=in_shadow(rebuild))

    assert rebuilt(again).differences == 0


def test_two_that_fold_the_same_past_at_once_count_it_once() -> None:
    h, producers = guidance(), a_past()
    hear_all(h, producers)
    first = a_rebuild(h, producers)
    first.copy_given()
    late = first._folder.read(list(first.histories["participation"].after(0)))
    verdict = rebuilt(first)

    first._fold(late)

    assert (verdict.differences, rebuilt(first).differences) == (0, 0)


def test_a_part_of_the_past_is_compared_by_the_rows_of_its_events() -> None:
    h, producers = guidance(), a_past()
    hear_all(h, producers)
    starts = {"participation": 5, "expression": 3}
    verdict = rebuilt(a_rebuild(h, producers, starts))
    assert verdict.differences == 0

    rows = h.backend.collections["ledger"]
    visits = [row for row in rows.values() if ".space_visited." in row["event_type"]]
    late = max(visits, key=lambda row: row["event_id"])["_id"]
    del rows[late]

    verdict = rebuilt(a_rebuild(h, producers, starts))
    assert verdict.lines[1:] == (f"ledger {late}: missing in live",)


def test_points_that_waited_for_a_standard_are_found_again() -> None:
    h, producers = guidance(rules=None), a_past()
    hear_all(h, producers)
    assert rebuilt(a_rebuild(h, producers)).differences == 0
    entry = Entry("scoring", 1, date(2019, 1, 1), POINTS)
    h.given("rulebooks", Rulebook("440605", "440605", (entry,)))
    while h.backend.collections["unscored"]:
        h.tick("score_the_waiting")

    rebuild = a_rebuild(h, producers)

    assert rebuilt(rebuild).differences == 0
    assert stored(in_shadow(rebuild), "totals") == stored(h.backend, "totals")


def test_who_was_forgotten_stays_so() -> None:
    h, producers = guidance(), a_past()
    visitor = sampled(participation.SpaceVisited).resident_id
    producers.tells(replace(sampled(participation.ResidentErased), resident_id=visitor))
    hear_all(h, producers)
    for _ in range(5):
        h.tick("forget_the_erased")

    rebuild = a_rebuild(h, producers)

    verdict = rebuilt(rebuild)
    assert verdict.differences == 0, verdict.lines
    ledger = stored(in_shadow(rebuild), "ledger").values()
    assert not [row for row in ledger if row["subject"] == f"resident:{visitor}"]
    assert [row for row in ledger if row["subject"].startswith("anonymous:")]


def test_a_live_service_that_is_far_behind_is_not_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("chassis.replay.history.MOST_BEYOND", 10)
    h, producers = guidance(), a_past()

    with pytest.raises(FarBehind, match="compare once it has caught up"):
        rebuilt(a_rebuild(h, producers))


class Refusing(InMemory):
    """A database that refuses the transaction of one event, and of all that come with it."""

    def commit(self, writes: Writes) -> None:
        for row in writes.inserts.get("ledger", []):
            if row["event_id"] == self.refuses:
                raise ZeroDivisionError
        super().commit(writes)

    refuses = ""


def test_one_event_that_the_shadow_refuses_stands_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("chassis.replay.rebuild.STILL_MOVING", 0)
    h, producers = guidance(), a_past()
    hear_all(h, producers)
    store = Refusing()
    store.refuses = producers.told[20]["id"]

    rebuild = a_rebuild(h, producers, left=store)
    verdict = rebuilt(rebuild)

    assert [item.event.meta.id for item in rebuild.refused] == [store.refuses]
    missing = {line for line in verdict.lines if line.endswith("missing in shadow")}
    assert len(missing) == sum(row["event_id"] == store.refuses for row in _rows(h))


def _rows(h: Harness) -> list[dict[str, Any]]:
    return list(h.backend.collections["ledger"].values())


def test_sums_alone_are_rebuilt_without_the_rows_behind_them() -> None:
    h, producers = guidance(), a_past()
    visitor = sampled(participation.SpaceVisited).resident_id
    producers.tells(replace(sampled(participation.ResidentErased), resident_id=visitor))
    hear_all(h, producers)
    for _ in range(5):
        h.tick("forget_the_erased")

    rebuild = a_rebuild(h, producers, compared=(InRebuild.SUMS,))

    assert rebuilt(rebuild).differences == 0
    assert "ledger" not in in_shadow(rebuild).collections
    h.backend.collections["totals"][SHISHAN]["points"] += 1
    said = rebuilt(a_rebuild(h, producers, compared=(InRebuild.SUMS,))).lines[1:]
    assert [line.partition(": points")[0] for line in said] == [f"totals {SHISHAN}"]
