"""Special consultations: set up by staff, answered by those asked, and their result published."""

from typing import Any

from chassis.errors import NotFound
from chassis.http.call import Call
from chassis.service import every, get, post, put

from ...domain.special.answers import ANSWERED, answer, answer_id, counts
from ...domain.special.closing import (
    Counted,
    conclude,
    count_asked,
    publish,
    remind,
    require_counted,
)
from ...domain.special.consultation import (
    Consultation,
    Plan,
    Population,
    State,
    require_asked,
    require_open,
    set_up,
)
from ...domain.topics.topic import Actor
from ...schemas.special import (
    AnswerConsultation,
    AnswerReceipt,
    ConsultationView,
    OpenTextView,
    OwnAnswer,
    PublishResult,
    SetUpConsultation,
    given_of,
    questions_of,
)
from ...views import special as views
from ..kept import SPEAKERS, STAFF, Kept

OFFICES = ("worker", "official")
AT_A_TIME = 500


class SpecialWays(Kept):
    """How residents are asked about one special affair."""

    @put(
        "/v1/topics/{topic_id}/consultation",
        body=SetUpConsultation,
        view=ConsultationView,
        roles=OFFICES,
    )
    def set_up_consultation(self, call: Call, topic_id: str) -> ConsultationView:
        """Staff say what a special topic asks of whom; it is fixed once the window opens."""
        known = self.consultations.find(topic_id) and self.consultations.get(topic_id)
        topic, by, body = self.topics.get(topic_id), Actor(call.principal.sub), call.body
        population = Population(tuple(body.places), tuple(body.groups), tuple(body.turnout_by))
        plan = Plan(population, questions_of(body), body.publication)
        consultation = set_up(known, topic, plan, by=by, now=call.now)
        self.consultations.save(consultation)
        return views.consultation(consultation)

    @get("/v1/topics/{topic_id}/consultation", view=ConsultationView)
    def show_consultation(self, call: Call, topic_id: str) -> ConsultationView:  # noqa: ARG002
        """Everyone sees what is asked of whom, and the result once it is published."""
        return views.consultation(self.consultations.read(topic_id))

    @post(
        "/v1/topics/{topic_id}/consultation/answers",
        body=AnswerConsultation,
        view=AnswerReceipt,
        roles=SPEAKERS,
        bulk=True,
    )
    def answer_consultation(self, call: Call, topic_id: str) -> AnswerReceipt:
        """A resident who is asked answers; until it closes, answering again changes the answer."""
        topic, by = self.topics.get(topic_id), self.speaker(call, call.body.resident_id)
        consultation = self.consultations.get(topic_id)
        require_open(consultation, topic, call.now)
        row = require_asked(consultation, self.residents.find(by.id))
        known, given = self.answers.find(answer_id(topic_id, by.id)), given_of(call.body)
        new_ids = [call.new_id() for _ in given]
        kept, texts, announced = answer(
            known, consultation, given, new_ids, by=by, row=row, now=call.now
        )
        for old in known.texts.values() if known else ():
            self.open_texts.remove(old)
        for text in texts:
            self.open_texts.save(text)
        for counter, change in counts(known, kept).items():
            self.answer_totals.add(counter, division=kept.division, topic_id=topic_id, **change)
        self.answers.save(kept, announced)
        return AnswerReceipt(topic_id, kept.answered_at, kept.changes)

    @get("/v1/topics/{topic_id}/consultation/answer", view=OwnAnswer, roles=("resident", "captain"))
    def show_own_answer(self, call: Call, topic_id: str) -> OwnAnswer:
        """A resident sees what they answered, also where staff entered it for them."""
        found = self.answers.find(answer_id(topic_id, call.principal.sub))
        if found is None:
            raise NotFound("answers", topic_id)
        return views.own_answer(found, self.open_texts.find_all(found.texts.values()))

    @get(
        "/v1/topics/{topic_id}/consultation/texts",
        view=OpenTextView,
        paged=True,
        roles=STAFF,
        query={"question": "only answers to this question"},
    )
    def list_open_texts(self, call: Call, topic_id: str) -> dict[str, Any]:
        """Staff read what was written in answer to open questions, not by whom."""
        asked = {"question": call.query["question"]} if "question" in call.query else {}
        return self.open_texts.page({"topic_id": topic_id} | asked, call)

    @post(
        "/v1/topics/{topic_id}/consultation/result",
        body=PublishResult,
        view=ConsultationView,
        roles=OFFICES,
    )
    def publish_result(self, call: Call, topic_id: str) -> ConsultationView:
        """Staff publish the result of a consultation that has closed, with what it comes to."""
        consultation = self.consultations.get(topic_id)
        require_counted(consultation, call.now)
        by, counted = Actor(call.principal.sub), self._counted(consultation)
        published, announced = publish(
            consultation, counted, by=by, summary=call.body.summary, now=call.now
        )
        self.consultations.save(published, announced)
        return views.consultation(published)

    @every(seconds=5)
    def settle_consultations(self) -> bool:
        """Those that closed are counted, a piece at a time, then published or called late."""
        counting = False
        for consultation in self.consultations.ringing(self.work.now):
            counting |= self._settle(consultation)
        return counting

    def _settle(self, consultation: Consultation) -> bool:
        """Do the next piece of what a closed consultation is owed; tell whether more is to come."""
        now, rules = self.work.now, self.rules_at(consultation.division)
        if consultation.state is State.COUNTED:
            counted = self._counted(consultation)
            self.consultations.save(*remind(consultation, counted, rules=rules, now=now))
            return False
        piece = self._count_some(consultation)
        if piece.state is not State.COUNTED:
            self.consultations.save(piece)
            return True
        topic, counted = self.topics.find(piece.id), self._counted(piece)
        self.consultations.save(*conclude(piece, topic, counted, rules=rules, now=now))
        return False

    def _count_some(self, consultation: Consultation) -> Consultation:
        where = {
            "_id": {"$gt": consultation.counted_to},
            "division": {"$regex": consultation.population.pattern},
        }
        some = self.residents.where(where, limit=AT_A_TIME)
        ids = [answer_id(consultation.id, one.id) for one in some]
        given = {one.resident_id: one for one in self.answers.find_all(ids).values()}
        return count_asked(consultation, some, given, last=len(some) < AT_A_TIME)

    def _counted(self, consultation: Consultation) -> Counted:
        rows = self.answer_totals.on(consultation.id, "row")
        answered = {row: one.get(ANSWERED, 0) for row, one in rows.items()}
        return Counted(answered, self.answer_totals.on(consultation.id, "question"))
