from dataclasses import replace
from datetime import timedelta
from itertools import product

import pytest

from chassis.errors import Invalid, Refused
from chassis.suppression import LEAST
from services.expression.domain.residents.resident import Resident
from services.expression.domain.special.answers import answer, counts, forget_in_answer
from services.expression.domain.special.closing import (
    Counted,
    conclude,
    count_asked,
    publish,
    remind,
)
from services.expression.domain.special.consultation import (
    GRACE,
    Plan,
    Population,
    Publication,
    State,
    row_of,
    set_up,
)
from services.expression.domain.special.questions import (
    Given,
    Kind,
    Option,
    Question,
    check_answers,
    check_questions,
)
from services.expression.domain.special.results import results, turnout
from services.expression.domain.topics.topic import Actor, Stage, Window

from .builders import NOON, PLACE, RULES, STAFF, a_topic

DAY = timedelta(days=1)
HOURS = Question(
    "hours", Kind.SINGLE, "何时？", "When?", (Option("d", "日", "d"), Option("n", "夜", "n"))
)
NEED = Question("need", Kind.SCALE, "急吗？", "Urgent?", required=False)
ELSE = Question("else", Kind.TEXT, "其他？", "Else?", required=False)
BY_DAY = [Given("hours", ("d",)), Given("need", rating=4), Given("else", text="好")]
NEXT = NOON + 10 * DAY


def a_consultation(questions=(HOURS, NEED, ELSE), publication=Publication.CLOCK, **population):
    topic = a_topic(window=Window(NOON, NOON + 3 * DAY, "住户"))
    people = Population(**({"places": ()} | population))
    return set_up(None, topic, Plan(people, questions, publication), by=STAFF, now=NOON)


def a_resident(identity="r-1", division=PLACE, **changes):
    return Resident(identity, division, **changes)


def an_answer(known=None, given=BY_DAY, who="r-1", row=PLACE):
    ids = [f"text-{n}" for n, _ in enumerate(given)]
    return answer(known, a_consultation(), given, ids, by=Actor(who), row=row, now=NOON)


def test_it_is_counted_a_while_after_it_closed_and_asks_the_topics_place_where_none_is_named():
    asked = a_consultation()

    assert (asked.population.places, asked.state) == ((PLACE,), State.ASKING)
    assert asked.alarm_at == asked.closes_at + GRACE


@pytest.mark.parametrize(
    ("population", "resident", "row"),
    [
        (Population((PLACE,)), a_resident(), PLACE),
        (Population((PLACE,)), a_resident(division=f"{PLACE}-e01"), PLACE),
        (Population((f"{PLACE}-e01",)), a_resident(), None),
        (Population((PLACE,)), a_resident(division="440605125001"), None),
        (Population((PLACE,)), a_resident(erased=True), None),
        (Population((PLACE,)), a_resident(withdrawn=True), None),
        (Population((PLACE,), ("elder",)), a_resident(), None),
        (Population((PLACE,), ("elder",)), a_resident(groups=("elder",)), PLACE),
        (Population((PLACE,), (), ("elder", "youth")), a_resident(groups=("youth",)), "youth"),
        (
            Population((PLACE,), (), ("elder", "youth")),
            a_resident(groups=("youth", "elder")),
            "elder",
        ),
        (Population((PLACE,), (), ("elder",)), a_resident(groups=("youth",)), "other"),
    ],
)
def test_a_resident_counts_in_one_row_or_is_not_asked(population, resident, row):
    assert row_of(population, resident) == row


def test_an_answer_is_counted_and_a_change_takes_back_what_stood():
    first, texts, announced = an_answer()
    second, _, silent = an_answer(first, [Given("hours", ("n",))])

    added, changed = counts(None, first), counts(first, second)
    assert added["topic-1:question:hours"] == {"answered": 1, "option_d": 1}
    assert changed["topic-1:question:hours"] == {"option_d": -1, "option_n": 1}
    assert changed["topic-1:question:need"] == {"answered": -1, "option_4": -1}
    assert f"topic-1:row:{PLACE}" not in changed
    assert (len(announced), silent, [text.text for text in texts]) == (1, [], ["好"])


def test_no_text_stands_in_the_answer_that_names_who_gave_it():
    kept, _, _ = an_answer()

    assert "好" not in str(kept)
    assert "r-1" not in str(forget_in_answer(kept, "erased:x"))


def test_who_changed_groups_stays_in_the_row_they_answered_in():
    first, *_ = an_answer(row="youth")

    second, *_ = an_answer(first, row="elder")

    assert second.row == "youth"


@pytest.mark.parametrize(
    "given",
    [
        [Given("hours", ("d",)), Given("need", rating=0)],
        [Given("hours", ("d",)), Given("need", rating=6)],
        [Given("hours", ("x",))],
        [Given("hours", ("d",), text="x")],
        [Given("hours", ("d",)), Given("else", text=" \n")],
        [Given("other", ("d",))],
        [],
    ],
)
def test_what_is_no_answer_is_refused(given):
    with pytest.raises(Invalid):
        check_answers((HOURS, NEED, ELSE), given)


@pytest.mark.parametrize(
    "question",
    [
        replace(HOURS, options=HOURS.options[:1]),
        replace(HOURS, options=HOURS.options[:1] * 2),
        replace(HOURS, kind=Kind.SEVERAL, most=3),
        replace(NEED, lowest=5, highest=5),
        replace(NEED, options=HOURS.options),
    ],
)
def test_what_cannot_be_answered_is_not_asked(question):
    with pytest.raises(Invalid):
        check_questions([question])


def test_those_asked_are_counted_in_pieces_with_the_row_of_their_answer():
    given, *_ = an_answer(row="left")
    asked = a_consultation()

    some = count_asked(asked, [a_resident("r-0")], {}, last=False)
    done = count_asked(some, [a_resident("r-1")], {"r-1": given}, last=True)

    assert (done.asked, done.found) == ({PLACE: 1, "left": 1}, {PLACE: 0, "left": 1})
    assert (some.state, done.state, done.counted_to) == (State.COUNTING, State.COUNTED, "r-1")


def test_who_answered_and_is_gone_was_asked_all_the_same():
    done = count_asked(a_consultation(), [a_resident(f"r-{n}") for n in range(20)], {}, last=True)

    published, _ = publish(done, Counted({PLACE: 10}, {}), by=STAFF, summary="", now=NEXT)

    assert (published.result.asked, published.result.answered) == (30, 10)


def test_nothing_is_published_of_what_was_declined_and_nobody_answered():
    gone = a_topic(Stage.DECLINED)

    nobody, _ = conclude(a_consultation(), gone, Counted({}, {}), rules=RULES, now=NEXT)
    some, told = conclude(a_consultation(), gone, Counted({PLACE: 9}, {}), rules=RULES, now=NEXT)

    assert (nobody.state, some.state, len(told)) == (State.CALLED_OFF, State.PUBLISHED, 1)


def test_a_result_staff_keep_back_is_published_at_the_last_level():
    owed, _ = conclude(
        a_consultation(publication=Publication.STAFF),
        a_topic(Stage.DISCUSSION),
        Counted({PLACE: 9}, {}),
        rules=RULES,
        now=NEXT,
    )

    first, once = remind(owed, Counted({PLACE: 9}, {}), rules=RULES, now=NEXT + 9 * DAY)
    last, twice = remind(first, Counted({PLACE: 9}, {}), rules=RULES, now=NEXT + 20 * DAY)

    assert [type(event).__name__ for event in once] == ["StepOverdue"]
    assert [type(event).__name__ for event in twice] == [
        "StepOverdue",
        "ConsultationResultPublished",
    ]
    assert (last.state, last.result.published_by) == (State.PUBLISHED, "system")


def test_nobody_is_asked_before_the_window_is_over_twice():
    known = a_consultation()

    with pytest.raises(Refused, match="stay as they are"):
        set_up(
            known,
            a_topic(window=Window(NOON, NEXT, "住户")),
            Plan(Population(()), (HOURS,)),
            by=STAFF,
            now=NOON,
        )


@pytest.mark.parametrize("said", tuple(product((0, 3, 7, 30), repeat=3)))
def test_no_small_number_of_a_group_follows_from_what_is_shown(said):
    answered = dict(zip("abc", said, strict=True))
    shown = turnout(dict.fromkeys("abc", 40), answered)

    lines = {line.row: line for line in shown.lines}
    unseen = [row for row, line in lines.items() if line.answered is None]
    visible = [line.answered for line in lines.values() if line.answered is not None]
    hidden_sum = sum(answered[row] for row in unseen)
    assert not any(0 < number < LEAST for number in visible)
    assert len(unseen) != 1
    assert not unseen or hidden_sum >= LEAST or hidden_sum == 0


@pytest.mark.parametrize(
    ("said", "silent", "shown"),
    [
        (0, 30, (30, 0)),
        (3, 30, (33, None)),
        (30, 3, (None, 30)),
        (30, 0, (30, 30)),
        (2, 1, (None, None)),
    ],
)
def test_small_totals_are_withheld_and_with_them_the_table(said, silent, shown):
    table = turnout({"a": said, "b": silent}, {"a": said})

    assert (table.asked, table.answered) == shown


def test_what_fewer_than_five_answered_is_withheld_and_a_scale_has_an_average():
    counted = {"hours": {"answered": 4, "option_d": 4}, "need": {"answered": 5, "option_4": 5}}

    hours, need = results((HOURS, NEED), counted)

    assert (hours.answered, hours.options) == (None, {})
    assert (need.options["4"], need.average) == (5, 4.0)
