"""What builds up in a place: how it is counted, when it is no chance, and what is said of it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from services.expression.domain.prevention.occurrences import (
    Cluster,
    Kind,
    join,
    of_dispute,
    of_topic,
    read_cluster,
    windows,
)
from services.expression.domain.prevention.proactive import attend, matter_of
from services.expression.domain.prevention.rises import chance_of, level_of
from services.expression.domain.prevention.warnings import Seen, days_of, judge
from services.expression.domain.rules.conduct import CONDUCT
from services.expression.domain.topics.topic import Stage

from .builders import NOON, PLACE, RULES, a_topic

PARKING = Cluster(PLACE, Kind.TOPICS, "parking", "parking")
LIMITS = CONDUCT["warnings"]


def seen(*counts, evidence=("topic-1",), matter="proactive-1"):
    return Seen(counts, evidence, matter)


def judged(known, *counts, cluster=PARKING, now=NOON, **changes):
    return judge(known, cluster, seen(*counts), rules=LIMITS | changes, now=now)


def raised(*counts):
    return judged(None, *counts)[0]


@pytest.mark.parametrize(
    ("count", "before", "chance"),
    [
        (5, (0, 0, 0, 0), 0.2**5),
        (1, (), 1.0),
        (0, (3, 2), 1.0),
        (2, (1,), 0.5**3 * (3 + 1)),
    ],
)
def test_the_chance_is_the_tail_of_the_binomial(count, before, chance):
    assert chance_of(count, before) == pytest.approx(chance)


def test_large_numbers_have_a_chance_too():
    assert chance_of(20_000, (10_000,) * 4) == pytest.approx(0, abs=1e-9)
    assert 0.3 < chance_of(10_000, (10_000,) * 4) < 0.7


def test_days_are_added_up_into_windows_that_end_today():
    today = date(2019, 5, 6)
    counts = {str(today - timedelta(days=back)): 1 for back in (0, 13, 14, 27, 69, 70)}

    assert windows(counts, today=today, days=14, number=5) == (1, 0, 0, 2, 2)


def test_a_rise_over_the_threshold_is_warned_of_with_its_evidence():
    warning, [told] = judged(None, 0, 1, 0, 0, 6)

    assert (told.level, told.count, told.threshold, told.expected) == (1, 6, 5, 0.25)
    assert told.chance <= LIMITS["chance_per_mille"] / 1000
    assert (told.counts, told.evidence) == ([0, 1, 0, 0, 6], ["topic-1"])
    assert told.warning_id == f"{PLACE}-topics-parking-1"
    assert warning.open


@pytest.mark.parametrize("counts", [(0, 0, 0, 0, 4), (6, 5, 7, 6, 6), (2, 2, 2, 2, 5)])
def test_few_or_no_more_than_usual_is_no_warning(counts):
    assert judged(None, *counts) == (None, [])


def test_a_warning_is_raised_once_and_again_when_it_has_doubled():
    warning = raised(0, 0, 0, 0, 6)

    same, nothing = judged(warning, 0, 0, 0, 0, 9)
    higher, [told] = judged(same, 0, 0, 0, 0, 10)
    again, nothing_more = judged(higher, 0, 0, 0, 0, 10)

    assert (nothing, nothing_more, again) == ([], [], higher)
    assert (told.level, told.warning_id) == (2, f"{PLACE}-topics-parking-1")


def test_what_stands_stands_while_it_becomes_usual():
    warning = raised(0, 0, 0, 0, 6)

    assert judged(warning, 0, 0, 0, 6, 6)[0].open


def test_a_warning_ends_when_it_falls_and_a_new_rise_is_another():
    warning = raised(0, 0, 0, 0, 6)

    ended, [told] = judged(warning, 0, 0, 0, 6, 4)
    silent = judged(ended, 0, 0, 0, 6, 4)
    anew, [second] = judged(ended, 0, 0, 0, 0, 8)

    assert (ended.open, ended.ended_at, told.level) == (False, NOON, 1)
    assert silent == (ended, [])
    assert (anew.episode, second.warning_id) == (2, f"{PLACE}-topics-parking-2")
    assert anew.ended_at is None


def test_two_parties_who_meet_again_are_a_warning_whatever_was_usual():
    pair = Cluster(PLACE, Kind.PARTIES, "a1b2", "neighbors")

    _, [told] = judged(None, 2, 2, 2, 2, 2, cluster=pair)

    assert told.kind == "parties"


def test_levels_double_and_end_at_the_third():
    assert [level_of(count, 5) for count in (4, 5, 9, 10, 20, 400)] == [0, 1, 1, 2, 3, 3]


def test_disputes_are_looked_at_for_longer():
    assert (days_of(Kind.TOPICS, LIMITS), days_of(Kind.PARTIES, LIMITS)) == (14, 60)


def test_topics_alike_are_counted_under_the_first_of_them():
    one, two, three = (of_topic(f"t-{n}", PLACE, "parking", NOON) for n in range(3))

    first, second = join(two, [one])
    [third] = join(three, [second])

    assert {first.root, second.root, third.root} == {"t-0"}
    assert third.clusters == (f"{PLACE}-topics-parking", f"{PLACE}-likeness-t-0")
    assert join(one, [of_topic("t-9", "440605125001", "parking", NOON)]) == [one]


def test_a_clusters_name_says_what_it_is():
    dispute = of_dispute("d-1", f"{PLACE}-e01", "neighbors", NOON, "m-1")

    assert [read_cluster(one, "neighbors").kind for one in dispute.clusters] == [
        Kind.DISPUTES,
        Kind.PARTIES,
    ]
    assert read_cluster(dispute.clusters[1], "x").subject == "m-1"
    assert dispute.day == "2019-05-06"


def test_a_warning_opens_a_matter_that_staff_owe_an_answer_to():
    warning = raised(0, 0, 0, 0, 6)

    matter = attend(None, warning, rules=RULES, now=NOON)
    risen = attend(matter, replace(warning, level=2), rules=RULES, now=NOON)

    assert (matter.stage, matter.step, matter.owner) == (Stage.RAISED, "screening", PLACE)
    assert matter.alarm_at is not None
    assert "r-mei" not in repr(matter)
    assert [line.act for line in risen.history] == ["warning raised", "warning rose"]


def test_disputes_of_a_kind_no_topic_has_are_a_matter_all_the_same():
    warning = replace(raised(0, 0, 0, 0, 6), category="falling_objects")

    assert attend(None, warning, rules=RULES, now=NOON).category == "other"


def test_one_matter_serves_all_warnings_of_a_category_until_it_is_settled():
    standing, settled = a_topic(id="t-1"), a_topic(Stage.CLOSED, id="t-2")
    fresh = f"proactive-{PLACE}-parking-20190506"

    assert matter_of(PARKING, [settled, standing], NOON) == "t-1"
    assert matter_of(PARKING, [settled], NOON) == fresh
    assert matter_of(replace(PARKING, kind=Kind.PARTIES), [standing], NOON) is None
