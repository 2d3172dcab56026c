"""In whatever order deeds are heard of, they lead to the same rung; a year is a year."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from services.participation.domain.ladder.held import held
from services.participation.domain.ladder.late import record_in_order
from services.participation.domain.ladder.standing import (
    KEPT,
    Deed,
    Evidence,
    Rung,
    Standing,
    record,
    take_back,
)
from services.participation.domain.ladder.thresholds import FOUNDING
from services.participation.events import ResidentSteppedUp

CODE, DAY = "440605126009", timedelta(days=1)
FIRST = date(2019, 1, 1)
MILD = replace(
    FOUNDING, rungs={"space": {"space_visited": 1}, "activity": {"activity_attended": 2}}
)
STRICT = replace(MILD, standard_id="plan-2019", rungs={"activity": {"activity_attended": 4}})


def a_deed(number, day, deed=Deed.ACTIVITY_ATTENDED, minutes=0):
    return Evidence(f"e{number}", deed, f"a{number}", day, minutes)


def mild_until_february(day):
    return MILD if day < date(2019, 2, 1) else STRICT


def heard(deeds, ladder_on=mild_until_february):
    standing, announced = Standing("r1", CODE), []
    for deed in deeds:
        standing, events = record_in_order(standing, deed, ladder_on)
        announced += events
    return standing, announced


@st.composite
def ladders(draw):
    def ladder():
        asked = {rung: {} for rung in ("space", "activity", "service")}
        asked["space"] = {"space_visited": draw(st.integers(1, 4))}
        asked["activity"] = {"activity_attended": draw(st.integers(1, 4))}
        asked["service"] = {"minutes": draw(st.integers(1, 300))}
        return replace(FOUNDING, rungs=asked)

    first, second = ladder(), ladder()
    change = FIRST + draw(st.integers(0, 30)) * DAY
    return lambda day: first if day < change else second


KINDS = st.sampled_from([Deed.SPACE_VISITED, Deed.ACTIVITY_ATTENDED, Deed.HOURS_CREDITED])
DEEDS = st.lists(st.tuples(KINDS, st.integers(0, 30), st.integers(1, 120)), max_size=15)


@given(told=DEEDS, ladder_on=ladders(), data=st.data())
def test_the_order_in_which_deeds_are_heard_of_changes_no_rung(told, ladder_on, data):
    deeds = [
        a_deed(number, FIRST + day * DAY, deed, minutes if deed is Deed.HOURS_CREDITED else 0)
        for number, (deed, day, minutes) in enumerate(told)
    ]
    in_time, _ = heard(sorted(deeds, key=lambda one: one.on), ladder_on)
    mixed, announced = heard(data.draw(st.permutations(deeds)), ladder_on)

    assert (mixed.rung, mixed.counts) == (in_time.rung, in_time.counts)
    assert mixed.months == in_time.months
    rungs = [Rung(event.rung) for event in announced]
    assert [rung.height for rung in rungs] == sorted({rung.height for rung in rungs})


def test_a_late_deed_does_not_meet_an_old_ladder_by_what_was_done_under_another():
    later = [a_deed(number, date(2019, 3, number)) for number in (1, 2, 3)]

    standing, events = heard([*later[:2], a_deed(9, date(2019, 1, 5))])

    assert (standing.rung, events) == (None, [])


def test_a_late_deed_completes_what_the_ladder_of_its_day_asked_for():
    early, late = a_deed(1, date(2019, 1, 3)), a_deed(2, date(2019, 1, 2))
    after = a_deed(3, date(2019, 3, 1))

    standing, events = heard([early, after, late])

    assert (standing.rung, standing.since) == (Rung.ACTIVITY, date(2019, 1, 3))
    assert events == [
        ResidentSteppedUp("r1", "activity", None, ["e2", "e1"], MILD.standard_id, CODE)
    ]
    assert len(standing.evidence["activity"]) == 3


def test_a_late_deed_heard_twice_counts_once():
    deeds = [a_deed(1, date(2019, 1, 3)), a_deed(2, date(2019, 1, 2)), a_deed(2, date(2019, 1, 2))]

    standing, _ = heard(deeds)

    assert standing.counts == {"activity_attended": 2}


def test_of_much_evidence_the_oldest_goes_not_what_was_heard_of_first():
    recent = [a_deed(number, FIRST + number * DAY) for number in range(KEPT)]

    standing, _ = heard([*recent, a_deed(99, FIRST - DAY)])

    assert [one.event_id for one in standing.evidence["activity"]] == [f"e{n}" for n in range(KEPT)]


def served(standing, number, day, minutes):
    entry = Evidence(f"h{number}", Deed.HOURS_CREDITED, f"h{number}", day, minutes)
    return record(standing, entry, FOUNDING)[0]


def test_what_was_done_before_the_last_twelve_months_is_not_held_however_much_was_done_since():
    standing, today = Standing("r1", CODE), date(2019, 12, 31)
    for number in range(10):
        standing = served(standing, number, date(2017, 1, 1), 600)
    for number in range(10, 10 + KEPT + 5):
        standing = served(standing, number, date(2019, 6, 1), 10)
    long_served = replace(FOUNDING, rungs={"service": {"minutes": 251}})
    served_lately = replace(FOUNDING, rungs={"service": {"minutes": 250}})

    assert held(standing, long_served, today=today).rung is None
    assert held(standing, served_lately, today=today).rung is Rung.SERVICE


def test_what_is_taken_back_is_taken_out_of_its_month():
    standing = Standing("r1", CODE)
    for number in range(KEPT + 2):
        standing = served(standing, number, date(2019, 6, 1), 10)

    less = take_back(standing, Evidence("", Deed.HOURS_CREDITED, "h3", date(2019, 6, 1), 10))

    assert less.months == {"2019-06": {"hours_credited": KEPT + 1, "minutes": 10 * (KEPT + 1)}}
