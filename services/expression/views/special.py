"""Read models of special consultations: as everyone sees them, and an answer as its author does."""

from collections.abc import Mapping
from dataclasses import replace

from ..domain.special.answers import Answer, OpenText
from ..domain.special.consultation import Consultation
from ..schemas.special import ConsultationView, OwnAnswer


def consultation(kept: Consultation) -> ConsultationView:
    """Show what is public about a consultation."""
    return ConsultationView(
        id=kept.id,
        division=kept.division,
        opens_at=kept.opens_at,
        closes_at=kept.closes_at,
        places=kept.population.places,
        groups=kept.population.groups,
        turnout_by=kept.population.rows,
        questions=kept.questions,
        publication=kept.publication,
        state=kept.state,
        due_at=kept.due_at,
        result=kept.result,
    )


def own_answer(kept: Answer, texts: Mapping[str, OpenText]) -> OwnAnswer:
    """Show a resident their own answer, with what they wrote in their own words."""
    written = {one.question: one.text for one in texts.values()}
    given = tuple(replace(one, text=written.get(one.question)) for one in kept.given)
    return OwnAnswer(kept.topic_id, given, kept.answered_at, kept.changes, kept.entered_by)
