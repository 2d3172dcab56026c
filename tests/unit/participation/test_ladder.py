from dataclasses import replace
from datetime import date

from services.participation.domain.ladder.standing import (
    KEPT,
    Deed,
    Evidence,
    Rung,
    Standing,
    moved,
    record,
    still_missing,
)
from services.participation.domain.ladder.thresholds import FOUNDING
from services.participation.events import ResidentSteppedUp

CODE = "440605126009"
TODAY = date(2019, 5, 6)


def a_deed(event_id="e1", deed=Deed.SPACE_VISITED, about="v1", minutes=0):
    return Evidence(event_id, deed, about, TODAY, minutes)


def standing_after(*deeds, thresholds=FOUNDING):
    standing, announced = Standing("r1", CODE), []
    for deed in deeds:
        standing, events = record(standing, deed, thresholds)
        announced += events
    return standing, announced


def test_the_first_visit_is_the_first_rung():
    standing, events = standing_after(a_deed())

    assert (standing.rung, standing.since) == (Rung.SPACE, TODAY)
    assert events == [ResidentSteppedUp("r1", "space", None, ["e1"], "founding", CODE)]


def test_a_second_visit_is_no_second_step():
    standing, events = standing_after(a_deed(), a_deed("e2", about="v2"))

    assert standing.counts["space_visited"] == 2
    assert len(events) == 1


def test_each_step_names_the_rung_before_and_its_own_evidence():
    _, events = standing_after(a_deed(), a_deed("e2", Deed.ACTIVITY_ATTENDED, "a1"))

    assert events[-1] == ResidentSteppedUp("r1", "activity", "space", ["e2"], "founding", CODE)


def test_a_step_names_the_kind_of_space_the_resident_came_to_last():
    visits = [
        replace(a_deed("e1"), space_kind="youth_home"),
        replace(a_deed("e2", about="v2"), space_kind="happiness_home"),
    ]

    _, events = standing_after(*visits, a_deed("e3", Deed.ACTIVITY_ATTENDED, "a1"))

    assert [event.space_kind for event in events] == ["youth_home", "happiness_home"]


def test_service_takes_two_hours_in_all():
    first = a_deed("e1", Deed.HOURS_CREDITED, "h1", minutes=90)
    second = a_deed("e2", Deed.HOURS_CREDITED, "h2", minutes=30)

    short, none = standing_after(first)
    standing, events = standing_after(first, second)

    assert (short.rung, none) == (None, [])
    assert standing.rung is Rung.SERVICE
    assert events[0].evidence == ["e1", "e2"]


def test_who_takes_part_in_public_affairs_stands_there_wherever_they_began():
    standing, events = standing_after(a_deed("e1", Deed.VOTE_CAST, "t1"))

    assert standing.rung is Rung.PUBLIC_AFFAIRS
    assert events[0].previous is None


def test_a_lower_deed_never_leads_down():
    standing, events = standing_after(a_deed("e1", Deed.VOTE_CAST, "t1"), a_deed("e2"))

    assert standing.rung is Rung.PUBLIC_AFFAIRS
    assert len(events) == 1


def test_many_votes_on_one_topic_are_one_deed():
    standing, _ = standing_after(
        a_deed("e1", Deed.VOTE_CAST, "t1"), a_deed("e2", Deed.VOTE_CAST, "t1")
    )

    assert standing.counts == {"vote_cast": 1, "affairs": 1}


def test_a_vote_and_a_statement_on_one_topic_are_two_deeds():
    standing, _ = standing_after(
        a_deed("e1", Deed.VOTE_CAST, "t1"), a_deed("e2", Deed.STATEMENT_MADE, "t1")
    )

    assert standing.counts["affairs"] == 2


def test_a_standard_may_ask_for_several_kinds_of_deed():
    strict = replace(FOUNDING, rungs={"activity": {"space_visited": 1, "activity_attended": 1}})
    attended = a_deed("e1", Deed.ACTIVITY_ATTENDED, "a1")

    half, _ = standing_after(attended, thresholds=strict)
    whole, events = standing_after(attended, a_deed("e2"), thresholds=strict)

    assert (half.rung, whole.rung) == (None, Rung.ACTIVITY)
    assert events[0].evidence == ["e1", "e2"]


def test_a_rung_without_thresholds_is_reached_by_nobody():
    standing, events = standing_after(a_deed(), thresholds=replace(FOUNDING, rungs={}))

    assert (standing.rung, events) == (None, [])


def test_the_evidence_kept_is_bounded():
    deeds = [a_deed(f"e{n}", about=f"v{n}") for n in range(KEPT + 5)]

    standing, _ = standing_after(*deeds)

    assert len(standing.evidence["space"]) == KEPT
    assert standing.counts["space_visited"] == KEPT + 5
    assert standing.earned == {"space": ("e0",)}


def test_what_is_missing_is_said_for_the_rung_above():
    standing, _ = standing_after(
        a_deed("e1", Deed.MEMBER_JOINED, "o1"),
        a_deed("e2", Deed.HOURS_CREDITED, "h1", minutes=50),
    )

    assert still_missing(standing, FOUNDING) == {"service": {"minutes": 70}}


def test_at_the_top_nothing_is_missing():
    standing, _ = standing_after(a_deed("e1", Deed.VOTE_CAST, "t1"))

    assert still_missing(standing, FOUNDING) == {}


def test_a_step_moves_a_resident_from_one_count_to_the_next():
    before = Standing("r1", CODE)
    after, _ = standing_after(a_deed())

    assert moved(before, after) == {"none": -1, "space": 1}
    assert moved(after, after) == {}
