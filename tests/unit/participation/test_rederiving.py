"""A new ladder for past days judges what was done since by the evidence that is kept."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from services.participation.domain.ladder.held import held
from services.participation.domain.ladder.rederiving import advance, begin, finish, rederive
from services.participation.domain.ladder.standing import (
    KEPT,
    Deed,
    Evidence,
    Rung,
    Standing,
    record,
)
from services.participation.domain.ladder.thresholds import FOUNDING
from services.participation.events import ResidentSteppedUp, StandingRederived

NOON = datetime(2019, 5, 6, 4, tzinfo=UTC)
TODAY, CODE = date(2019, 5, 6), "440605126009"
DAY = timedelta(days=1)
STRICT = replace(
    FOUNDING,
    standard_id="plan-2019",
    number=2,
    division="440605",
    in_force_from=date(2019, 1, 1),
    rungs=FOUNDING.rungs | {"activity": {"activity_attended": 3}},
)
RUN = begin(STRICT, today=TODAY, now=NOON)


def attended(number, on=TODAY):
    return Evidence(f"e{number}", Deed.ACTIVITY_ATTENDED, f"a{number}", on)


def visited(number, on=TODAY):
    return Evidence(f"v{number}", Deed.SPACE_VISITED, f"v{number}", on)


def standing_after(*deeds, thresholds=FOUNDING):
    standing = Standing("r1", CODE)
    for deed in deeds:
        standing, _ = record(standing, deed, thresholds)
    return standing


def strict_from_january(day):
    return STRICT if day >= STRICT.in_force_from else FOUNDING


def test_a_ladder_of_a_later_day_changes_no_past():
    assert begin(replace(STRICT, in_force_from=TODAY + DAY), today=TODAY, now=NOON) is None


def test_who_no_longer_reaches_a_rung_moves_down_and_it_is_said_by_which_standard():
    standing = standing_after(visited(1), attended(1))

    moved, events = rederive(standing, strict_from_january, RUN)

    assert (moved.rung, moved.counts) == (Rung.SPACE, standing.counts)
    assert list(moved.earned) == ["space"]
    assert events == [
        StandingRederived("r1", "space", "activity", ["v1"], "plan-2019", 2, date(2019, 1, 1), CODE)
    ]


def test_what_was_earned_under_the_ladder_of_its_day_stays():
    standing = standing_after(attended(1, on=date(2018, 12, 31)))

    assert rederive(standing, strict_from_january, RUN) == (standing, [])


def test_who_reaches_a_rung_by_a_milder_ladder_steps_up_as_everybody_does():
    standing = standing_after(attended(1), attended(2), thresholds=STRICT)

    moved, events = rederive(standing, lambda _day: FOUNDING, RUN)

    assert (moved.rung, moved.since) == (Rung.ACTIVITY, TODAY)
    assert [type(event) for event in events] == [ResidentSteppedUp, StandingRederived]
    assert events[0].evidence == events[1].evidence == ["e1"]


def test_a_rung_whose_evidence_is_no_longer_kept_stays():
    visits = [visited(number, on=TODAY - DAY) for number in range(KEPT + 5)]
    standing = standing_after(*visits)
    nobody = replace(FOUNDING, rungs={"space": {"space_visited": 1_000}})

    assert rederive(standing, lambda _day: nobody, RUN) == (standing, [])


def test_going_through_a_standing_again_moves_nobody():
    moved, _ = rederive(standing_after(attended(1)), strict_from_january, RUN)

    assert rederive(moved, strict_from_january, RUN) == (moved, [])


def test_it_is_counted_who_was_examined_raised_and_lowered():
    low, high = standing_after(attended(1)), standing_after(attended(1), thresholds=STRICT)
    moves = [
        rederive(low, strict_from_january, RUN),
        rederive(high, lambda _day: FOUNDING, RUN),
        rederive(standing_after(), strict_from_january, RUN),
    ]

    run = finish(advance(RUN, moves, cursor="r1"), now=NOON)

    assert (run.examined, run.raised, run.lowered) == (3, 1, 1)
    assert (run.cursor, run.open, run.done_at) == ("r1", False, NOON)


def test_the_rung_held_is_that_of_the_last_twelve_months():
    standing = standing_after(attended(1, on=TODAY - 365 * DAY), visited(1, on=TODAY - 364 * DAY))

    shown = held(standing, FOUNDING, today=TODAY)

    assert standing.rung is Rung.ACTIVITY
    assert (shown.rung, shown.evidence) == (Rung.SPACE, ("v1",))


def test_who_did_nothing_for_a_year_holds_no_rung():
    standing = standing_after(attended(1, on=TODAY - 500 * DAY))

    shown = held(standing, FOUNDING, today=TODAY)

    assert (shown.rung, shown.evidence) == (None, ())


def test_the_rung_held_goes_by_the_ladder_of_today():
    standing = standing_after(visited(1), attended(1))

    assert held(standing, STRICT, today=TODAY).rung is Rung.SPACE


def test_more_deeds_than_are_kept_still_count():
    standing = standing_after(*[visited(number) for number in range(KEPT + 5)])
    often = replace(FOUNDING, rungs={"space": {"space_visited": KEPT + 3}})

    assert held(standing, often, today=TODAY).rung is Rung.SPACE
