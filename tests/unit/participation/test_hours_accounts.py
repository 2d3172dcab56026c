from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chassis.errors import Refused
from services.participation.domain.hours.accounts import (
    ServiceDay,
    account_of,
    balances,
    on_day,
    post_twice,
)
from services.participation.domain.hours.ledger import Entry, Grade, Shift, credit
from services.participation.domain.hours.reversals import (
    Correction,
    Reason,
    reversal_of,
    reverse,
)

NOW = datetime(2019, 5, 6, 4, tzinfo=UTC)
TODAY = date(2019, 5, 6)
CODE = "440605126009"
WHY = Correction("wu", Reason.MISTYPED)
SHIFT = Shift("s", CODE, "探访", "o2", NOW, NOW + timedelta(hours=2), 9, volunteers=("r1",))


def an_entry(**changes):
    return replace(Entry("e1", CODE, "r1", 90, TODAY, Grade.ATTESTED), **changes)


def test_what_a_resident_is_credited_the_organization_gives():
    received, given_up = post_twice(an_entry(organization_id="o1"))

    assert (received.account, received.minutes) == ("resident:r1", 90)
    assert (given_up.account, given_up.minutes) == ("organization:o1", -90)
    assert given_up.counter_account == received.account


def test_where_no_organization_is_named_the_community_gives():
    _, given_up = post_twice(an_entry(division=f"{CODE}-e01-b02"))

    assert given_up.account == f"community:{CODE}"


DEEDS = st.lists(
    st.tuples(
        st.sampled_from(["r1", "r2", "r3"]),
        st.integers(1, 720),
        st.sampled_from([None, "o1", "o2"]),
        st.booleans(),
        st.integers(0, 39),
    ),
    max_size=40,
)


def ledger_of(deeds):
    """Enter hours, and after some of them reverse an earlier line, in any order."""
    lines = {}
    for n, (who, minutes, organization, on_shift, day) in enumerate(deeds):
        entry = Entry(f"e{n}", CODE, who, minutes, TODAY - timedelta(day), Grade.ATTESTED)
        shift = SHIFT if on_shift else None
        line, _ = credit(replace(entry, organization_id=organization), shift, now=NOW)
        lines[line.id] = line
        target = lines.get(f"e{day}")
        if target is not None and reversal_of(target.id) not in lines:
            undone, _ = reverse(target, None, WHY)
            lines[undone.id] = undone
    return list(lines.values())


@given(DEEDS)
def test_any_sequence_sums_to_zero(deeds):
    postings = [one for line in ledger_of(deeds) for one in post_twice(line)]
    totals = balances(postings)

    assert sum(one.minutes for one in postings) == 0
    for grade in Grade:
        assert sum(minutes for (_, g), minutes in totals.items() if g is grade) == 0
    by_line = Counter()
    for one in postings:
        by_line[one.entry_id] += one.minutes
    assert set(by_line.values()) <= {0}


@given(DEEDS)
def test_a_resident_holds_what_was_entered_and_not_reversed(deeds):
    lines = ledger_of(deeds)
    totals = balances(one for line in lines for one in post_twice(line))
    undone = {line.reverses for line in lines}

    for who in ("r1", "r2", "r3"):
        for grade in Grade:
            standing = [e.minutes for e in lines if e.resident_id == who and e.grade is grade]
            kept = sum(
                e.minutes
                for e in lines
                if e.resident_id == who
                and e.grade is grade
                and not e.reverses
                and e.id not in undone
            )
            assert totals.get((account_of(who), grade), 0) == kept == sum(standing)


def test_a_reversal_takes_back_what_it_stands_against():
    entry = an_entry(grade=Grade.SYSTEM, organization_id="o1")

    line, [event] = reverse(entry, None, Correction("wu", Reason.FALSIFIED, "当日未到场"))

    assert (line.minutes, line.reverses, line.grade) == (-90, "e1", Grade.SYSTEM)
    assert (line.actor, line.reason, line.note) == ("wu", "falsified", "当日未到场")
    assert (event.entry_id, event.reversal_id, event.minutes) == ("e1", line.id, 90)
    assert "当日未到场" not in vars(event).values()
    assert "wu" not in vars(event).values()


def test_a_line_is_reversed_once():
    line, _ = reverse(an_entry(), None, WHY)

    with pytest.raises(Refused, match="already"):
        reverse(an_entry(), line, WHY)


def test_a_reversal_is_not_reversed():
    line, _ = reverse(an_entry(), None, WHY)

    with pytest.raises(Refused, match="anew"):
        reverse(line, None, WHY)


def test_a_day_has_24_hours():
    day = on_day(ServiceDay("r1:2019-05-06", CODE, 1350), an_entry(minutes=90))

    assert day.minutes == 1440
    with pytest.raises(Refused) as refused:
        on_day(day, an_entry(minutes=1))
    assert (refused.value.code, refused.value.field) == ("day-overfull", "minutes")


def test_a_reversal_gives_the_day_its_minutes_back():
    line, _ = reverse(an_entry(), None, WHY)
    full = on_day(None, an_entry())

    assert on_day(full, line).minutes == 0
    assert on_day(None, line).minutes == 0
