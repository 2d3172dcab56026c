from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from chassis.errors import Invalid
from services.expression.domain.rules.calendar import end_of
from services.expression.domain.topics.raising import (
    Wish,
    import_topic,
    imported_topic_id,
    raise_topic,
    window_of,
)
from services.expression.domain.topics.topic import Actor, Channel, Origin, Stage, Step, Window
from services.expression.events import TopicRaised

from .builders import MEI, NOON, PLACE, RULES

WISH = Wish("3号门停车", "parking", f"{PLACE}-e01")


def test_a_topic_is_raised_and_its_screening_is_owed_in_three_working_days():
    topic, events = raise_topic("t", WISH, by=MEI, rules=RULES, now=NOON)

    assert (topic.stage, topic.step, topic.owner) == (Stage.RAISED, Step.SCREENING, PLACE)
    assert topic.due_at == end_of(date(2019, 5, 9))
    assert topic.voices == (MEI.id,)
    estate = f"{PLACE}-e01"
    told = TopicRaised("t", MEI.id, "3号门停车", "parking", "regular", "resident", estate, True)
    assert events == [told]


def test_what_staff_enter_for_a_resident_is_the_residents_and_marked():
    by = Actor(MEI.id, "w-1")

    topic, _ = raise_topic("t", WISH, by=by, rules=RULES, now=NOON)

    assert (topic.raised_by, topic.entered_by) == (MEI.id, "w-1")
    assert topic.history[0].entered_by == "w-1"


def test_a_category_nobody_regulated_is_refused_with_the_ones_there_are():
    with pytest.raises(Invalid, match="parking") as refusal:
        raise_topic("t", Wish("?", "astrology", PLACE), by=MEI, rules=RULES, now=NOON)

    assert refusal.value.field == "category"


@pytest.mark.parametrize(("opens", "closes"), [(3, 3), (3, 1), (-3, -1)])
def test_a_consultation_closes_after_it_opens_and_not_in_the_past(opens, closes):
    day = timedelta(days=1)
    wish = Wish("?", "parking", PLACE, "", Window(NOON + opens * day, NOON + closes * day, "all"))

    with pytest.raises(Invalid, match="closes after"):
        raise_topic("t", wish, by=MEI, rules=RULES, now=NOON)


def test_a_special_consultation_needs_a_window_and_everyday_expression_has_none():
    with pytest.raises(Invalid, match="says when it opens"):
        window_of(Channel.SPECIAL, opens_at=NOON, closes_at=None, target="all")
    with pytest.raises(Invalid, match="only a special"):
        window_of(Channel.REGULAR, opens_at=NOON, closes_at=None, target="")


def test_a_deliberation_held_elsewhere_is_in_discussion_and_of_no_resident():
    identity = imported_topic_id("uberx")

    topic, events = import_topic(identity, WISH, by=Actor("i-1"), rules=RULES, now=NOON)

    assert (topic.stage, topic.step, topic.origin) == (
        Stage.DISCUSSION,
        Step.DISCUSSION,
        Origin.IMPORT,
    )
    assert topic.raised_by == "import:import-uberx"
    assert events[0].origin == "import"


@pytest.mark.parametrize(
    ("closes", "moved"),
    [
        ("2019-05-10T04:00", "2019-05-10T04:00"),
        ("2019-05-11T04:00", "2019-05-13T04:00"),
        ("2019-06-07T04:00", "2019-06-10T04:00"),
        ("2019-10-12T04:00", "2019-10-12T04:00"),
    ],
    ids=["friday", "saturday", "dragon-boat-day", "worked-saturday"],
)
def test_a_consultation_of_days_closes_on_a_working_day(closes, moved):
    until, wanted = (datetime.fromisoformat(f"{one}+00:00") for one in (closes, moved))
    wish = replace(WISH, window=Window(NOON, until, "住户"))

    topic, _ = raise_topic("t", wish, by=MEI, rules=RULES, now=NOON)

    assert topic.window.closes_at == wanted
    said = [line.reason for line in topic.history if line.act == "closing moved"]
    assert [str(wanted.date()) in one for one in said] == ([True] if closes != moved else [])


def test_a_consultation_of_hours_closes_at_its_hour():
    saturday = NOON + timedelta(days=5)
    wish = replace(WISH, window=Window(saturday, saturday + timedelta(hours=3), "住户"))

    topic, _ = raise_topic("t", wish, by=MEI, rules=RULES, now=NOON)

    assert topic.window == wish.window
