"""Rules of hiding and rewording that need no service."""

from datetime import timedelta

import pytest

from chassis.errors import Forbidden, Refused
from services.expression.domain.moderation import appeal, decide, hide, lapse
from services.expression.domain.topics.moves import Act
from services.expression.domain.topics.topic import Actor, Origin
from services.expression.domain.topics.wordings import reword_statement

from .builders import LIN, MEI, NOON, RULES, STAFF, a_statement, a_topic

INSULT = Act("hidden", STAFF, NOON, "骂人")
DOUBT = Act("appealed", MEI, NOON, "不是")


def an_appeal():
    moderated, hidden, _ = hide(None, a_statement(), INSULT, reason="insult", rules=RULES)
    return appeal(moderated, hidden, DOUBT, rules=RULES)[0], hidden


def test_the_deadlines_are_working_days_of_the_standard():
    moderated, _ = an_appeal()

    assert (moderated.last.appeal_until - NOON).days == 14  # ten working days from a Monday
    assert moderated.alarm_at == moderated.last.appeal.decide_by


def test_a_decision_answers_an_appeal_and_nothing_else():
    moderated, hidden, _ = hide(None, a_statement(), INSULT, reason="insult", rules=RULES)

    with pytest.raises(Refused, match="nobody appeals"):
        decide(moderated, hidden, Act("decided", LIN, NOON), restored=True)


def test_before_its_deadline_nothing_lapses():
    moderated, hidden = an_appeal()

    assert lapse(moderated, hidden, NOON + timedelta(days=1)) == (moderated, hidden, [])


def test_what_lapsed_does_so_once():
    moderated, hidden = an_appeal()
    restored, shown, events = lapse(moderated, hidden, NOON + timedelta(days=30))

    assert shown.text == a_statement().text
    assert len(events) == 1
    assert lapse(restored, shown, NOON + timedelta(days=60))[2] == []


def test_an_imported_statement_has_no_author_here():
    said = a_statement(origin=Origin.IMPORT, made_by="import:topic-1:9")
    act = Act("reworded", Actor("import:topic-1:9"), NOON, "…")

    with pytest.raises(Forbidden):
        reword_statement(said, None, act, topic=a_topic(), votes=0)
