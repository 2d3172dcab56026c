from datetime import UTC, date, datetime

from services.guidance.domain.scores import (
    Total,
    action_of,
    anonymous,
    kind_of,
    rows_of,
    totals_of,
    without,
)
from tests.unit.guidance.builders import (
    NOON,
    SHISHAN,
    TANGZHONG,
    a_meta,
    a_row,
    a_ruling,
)

NAMED = [("resident", "r1"), ("organization", "o1")]


def an_action(**how):
    known = {"at": NOON, "division": TANGZHONG, "named": NAMED}
    return action_of(a_meta(), "space_visited", **{**known, **how})


def test_an_action_counts_for_those_it_names_and_for_the_place():
    assert an_action().subjects == (
        "resident:r1",
        "organization:o1",
        f"community:{TANGZHONG}",
        f"town:{SHISHAN}",
    )


def test_what_happens_in_a_building_counts_for_its_community():
    action = an_action(division=f"{TANGZHONG}-e01-b03")

    assert f"community:{TANGZHONG}" in action.subjects


def test_what_happens_in_a_town_counts_for_no_community():
    assert an_action(division=SHISHAN, named=[]).subjects == (f"town:{SHISHAN}",)


def test_the_day_is_that_of_the_place_not_of_greenwich():
    late_in_the_evening = datetime(2018, 12, 31, 17, tzinfo=UTC)

    assert an_action(at=late_in_the_evening).day == date(2019, 1, 1)


def test_a_day_is_taken_as_that_day():
    assert an_action(at=date(2019, 5, 4)).day == date(2019, 5, 4)


def test_without_a_time_of_its_own_the_time_of_the_announcement_counts():
    assert an_action(at=None).at == NOON


def test_every_row_names_the_event_and_the_rule_that_made_it():
    row = rows_of(an_action(), a_ruling())[0]

    assert row == a_row()


def test_each_party_gets_the_points_of_its_role():
    rows = rows_of(an_action(), a_ruling())

    assert [(row.subject, row.points) for row in rows] == [
        ("resident:r1", 1),
        ("organization:o1", 2),
        (f"community:{TANGZHONG}", 3),
        (f"town:{SHISHAN}", 4),
    ]


def test_a_role_the_rule_leaves_out_earns_no_row():
    rows = rows_of(an_action(), a_ruling({"space_visited": {"resident": 1}}))

    assert [row.subject for row in rows] == ["resident:r1"]


def test_an_event_the_rule_leaves_out_earns_nothing():
    assert rows_of(an_action(), a_ruling({"vote_cast": {"resident": 1}})) == []


def test_a_captain_earns_more_points_but_did_one_action():
    action = an_action(named=[("resident", "r1"), ("captain", "r1")])

    rows = rows_of(action, a_ruling({"space_visited": {"resident": 1, "captain": 2}}))

    assert len({row.id for row in rows}) == 2
    assert totals_of(rows) == {"resident:r1": Total(points=3, actions=1)}


def test_totals_are_the_sum_of_the_ledger():
    rows = [a_row(), a_row(points=4), a_row(subject="town:440605124", points=2)]

    assert totals_of(rows) == {"resident:r1": Total(5, 2), "town:440605124": Total(2, 1)}


def test_an_anonymous_row_keeps_its_points_and_no_trace_of_the_resident():
    row = anonymous(a_row(points=3), "token")

    assert row.points == 3
    assert row.subject == f"anonymous:{TANGZHONG}"
    assert "r1" not in repr(row)


def test_somebody_is_taken_out_of_an_action_that_waits():
    assert "resident:r1" not in without(an_action(), "resident:r1").subjects
    assert len(without(an_action(), "resident:r1").roles) == 3


def test_a_subject_says_what_kind_it_is():
    assert kind_of("resident:r:1") == "resident"
