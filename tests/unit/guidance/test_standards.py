from datetime import date

import pytest

from chassis.errors import Invalid, Refused
from services.guidance.domain.standards import Standard, publish, supersede
from services.guidance.events import StandardKind, StandardPublished
from tests.unit.guidance.builders import NANHAI, NOON, a_draft, a_version


def a_standard(*versions):
    return Standard("guideline-ladder", StandardKind.GUIDELINE, NANHAI, versions or (a_version(),))


def test_a_standard_is_published_with_number_one():
    standard, events = publish(None, a_draft(), by="official-1", now=NOON)

    assert standard == a_standard()
    assert events == [
        StandardPublished(
            "guideline-ladder",
            "参与层次指引",
            StandardKind.GUIDELINE,
            1,
            date(2019, 1, 1),
            {"majority": 0.5},
            NANHAI,
        )
    ]


def test_the_same_standard_sent_again_changes_nothing():
    assert publish(a_standard(), a_draft(), by="someone else", now=NOON) == (a_standard(), [])


def test_the_same_reference_with_another_content_is_refused():
    with pytest.raises(Refused) as refused:
        publish(a_standard(), a_draft(rules={"majority": 0.6}), by="official-1", now=NOON)

    assert refused.value.code == "reference-taken"


def test_a_new_version_leaves_the_old_one_as_it_is():
    standard, events = supersede(
        a_standard(), a_draft(rules={"majority": 0.6}), by="official-2", now=NOON
    )

    assert standard.versions[0] == a_version()
    assert standard.latest == a_version(2, rules={"majority": 0.6}, published_by="official-2")
    assert [event.number for event in events] == [2]


def test_a_version_that_says_the_same_is_no_new_version():
    assert supersede(a_standard(), a_draft(), by="x", now=NOON) == (a_standard(), [])


def test_a_guideline_never_becomes_a_plan():
    with pytest.raises(Refused):
        supersede(a_standard(), a_draft(kind=StandardKind.PLAN), by="x", now=NOON)


def test_a_standard_with_a_rule_nobody_could_follow_is_not_published():
    with pytest.raises(Invalid):
        publish(None, a_draft(rules={"majority": 2}), by="x", now=NOON)
