"""Special consultations, the one answer of each resident, and what was counted of them."""

from datetime import datetime
from typing import Any

from chassis.store import Collection, Index, Tallies

from ..domain.special.answers import Answer, OpenText
from ..domain.special.consultation import Consultation


class Consultations(Collection[Consultation]):
    """What is asked of whom, and the result; a public record."""

    name = "consultations"
    holds = Consultation
    public = True
    indexes = (Index("alarm_at"),)

    def ringing(self, now: datetime, limit: int = 20) -> list[Consultation]:
        """Find consultations that are to be counted, published or called late."""
        return self.where({"alarm_at": {"$lte": now}}, sort=(("alarm_at", 1),), limit=limit)


class Answers(Collection[Answer]):
    """What each resident answered; for themselves alone to see."""

    name = "answers"
    holds = Answer
    indexes = (Index("resident_id"), Index("entered_by"))


class OpenTexts(Collection[OpenText]):
    """What was written in answer to open questions; an entry leads to nobody."""

    name = "open_texts"
    holds = OpenText
    indexes = (Index("topic_id", "question"),)


class AnswerTotals(Tallies):
    """How often each option was chosen, and how many answered in each row of the turnout."""

    name = "answer_totals"
    indexes = (Index("topic_id"),)

    def on(self, topic_id: str, kind: str) -> dict[str, dict[str, Any]]:
        """Give the counters of a consultation by what they count: its questions, or its rows."""
        prefix = f"{topic_id}:{kind}:"
        found = self.where({"topic_id": topic_id}, limit=500)
        return {one["id"][len(prefix) :]: one for one in found if one["id"].startswith(prefix)}
