from chassis.events import sample
from services.guidance.inbound import (
    ConsultationAnswered,
    ConsultationResultPublished,
    StepOverdue,
)
from tests.component.guidance.given import WORKER, counts, guidance


def heard(h, reads, **changes):
    h.hears(reads(**{**sample(reads), **changes}), twice=True)


def test_an_answer_to_a_consultation_is_a_voice_and_counts_once():
    h = guidance()

    heard(h, ConsultationAnswered)

    assert counts(h)["answers"] == 1
    assert h.stored("hot_topics", "topic-1")["voices"] == 1


def test_a_result_counts_once_and_ends_the_reminder_of_it():
    h = guidance()
    heard(h, StepOverdue, step="result")

    heard(h, ConsultationResultPublished)

    [nudge] = h.get("/v1/nudges", as_=WORKER).json["items"]
    assert "征询结果公布" in nudge["reason"]
    assert nudge["heeded_at"] is not None
    assert counts(h)["results_published"] == 1
