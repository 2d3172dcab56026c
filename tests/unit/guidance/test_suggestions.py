from datetime import timedelta

from services.guidance.domain.suggestions import Fate, answer, suggest, worked
from services.guidance.events import StepSuggested
from tests.unit.guidance.builders import NOON, TANGZHONG, a_pathway, an_activity


def a_suggestion():
    waiting = a_pathway(rung="space", waiting=True)
    return suggest(waiting, an_activity(), suggestion_id="s1", now=NOON)


def test_a_step_is_suggested_with_its_reason_and_the_rung_it_leads_to():
    _, suggestion, events = a_suggestion()

    assert "亲子阅读" in suggestion.reason
    assert events == [
        StepSuggested("s1", "r1", "activity", "a1", "activity", suggestion.reason, TANGZHONG)
    ]


def test_a_suggestion_is_noted_on_the_pathway():
    pathway, _, _ = a_suggestion()

    assert [offered.suggestion_id for offered in pathway.offered] == ["s1"]
    assert not pathway.waiting


def test_the_first_answer_to_a_suggestion_stands():
    _, suggestion, _ = a_suggestion()

    accepted = answer(suggestion, Fate.ACCEPTED, now=NOON)

    assert accepted.fate is Fate.ACCEPTED
    assert answer(accepted, Fate.EXPIRED, now=NOON) == accepted


def test_a_suggestion_worked_when_the_resident_stepped_up_after_it():
    _, suggestion, _ = a_suggestion()

    assert worked(suggestion).worked


def test_an_offer_lapses_after_its_time_and_not_once_it_was_answered():
    waiting = a_pathway(rung="space", waiting=True)
    fortnight = timedelta(days=14)

    _, offered, _ = suggest(
        waiting, an_activity(), suggestion_id="s1", now=NOON, open_for=fortnight
    )

    assert offered.lapses_at == NOON + fortnight
    assert answer(offered, Fate.DECLINED, now=NOON).lapses_at is None
