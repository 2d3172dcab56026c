"""Execution: what is reported, who watches, who confirms, and what is late."""

from chassis.http.call import Call
from chassis.service import every, post, subscribe

from ... import inbound
from ...domain.resolutions.execution import (
    concludes,
    confirm,
    hear,
    reopen,
    report,
    stand_in,
    start,
    watch,
)
from ...domain.topics.moves import Act
from ...domain.topics.overdue import ring
from ...domain.topics.topic import Actor, Feedback, Topic
from ...domain.topics.turns import Evidence
from ...schemas.execution import Confirm, Reopen, Report, Watch
from ..kept import SPEAKERS, STAFF, Kept


class ExecutionWays(Kept):
    """How what was decided is carried out."""

    @post("/v1/topics/{topic_id}/execution", body=Report, view=Topic, roles=STAFF)
    def report_execution(self, call: Call, topic_id: str) -> Topic:
        """Staff report how far the execution is."""
        topic, by = self.topics.get(topic_id), Actor(call.principal.sub)
        feedback = Feedback(
            reference=call.new_id(),
            reported_by=by.id,
            summary=call.body.summary,
            done=call.body.done,
            at=call.now,
            evidence=tuple(Evidence(one.reference, one.words) for one in call.body.evidence),
        )
        rules = self.rules_at(topic.division)
        return self.keep(topic, *report(topic, feedback, by=by, rules=rules))

    @post("/v1/topics/{topic_id}/monitors", body=Watch, view=Topic, roles=SPEAKERS)
    def watch_execution(self, call: Call, topic_id: str) -> Topic:
        """A resident watches over the execution."""
        topic, by = self.topics.get(topic_id), self.speaker(call, call.body.resident_id)
        self.concerned(by, topic.division)
        return self.keep(topic, *watch(topic, by=by, now=call.now))

    @post(
        "/v1/topics/{topic_id}/confirmation", body=Confirm, view=Topic, status=200, roles=SPEAKERS
    )
    def confirm_execution(self, call: Call, topic_id: str) -> Topic:
        """Those who raised a topic say whether it is done; if not, it is taken up again."""
        topic = self.topics.get(topic_id)
        act = Act("confirmed", _who_raised(topic, call), call.now, call.body.reason)
        rules = self.rules_at(topic.division)
        return self.keep(topic, *confirm(topic, act, satisfied=call.body.satisfied, rules=rules))

    @post("/v1/topics/{topic_id}/reopening", body=Reopen, view=Topic, status=200, roles=SPEAKERS)
    def reopen_topic(self, call: Call, topic_id: str) -> Topic:
        """Those who raised a closed topic have it taken up again, while they still may."""
        topic = self.topics.get(topic_id)
        act = Act("reopened", _who_raised(topic, call), call.now, call.body.reason)
        return self.keep(topic, *reopen(topic, act, rules=self.rules_at(topic.division)))

    @subscribe(inbound.TaskOpened, loads={"topics": "topic_id"}, ordered=True)
    def on_task_opened(self, event: inbound.TaskOpened) -> None:
        """Several bodies took a resolution on: its execution begins."""
        topic = self._linked(event.topic_id)
        if topic is not None:
            clause = self.rules_at(topic.division).clauses["deadlines"]
            begun = start(
                topic, event.task_id, lead_id=event.lead_id, now=self.work.now, clause=clause
            )
            self.keep(topic, *begun)

    @subscribe(inbound.TaskProgressed, loads={"topics": "topic_id"}, ordered=True)
    def on_task_progressed(self, event: inbound.TaskProgressed) -> None:
        """A joint task reached a milestone: everyone can read it on the topic."""
        reference, by = f"{event.task_id}:{event.milestone}", event.lead_id or event.task_id
        self._hear(event, Feedback(reference, by, event.milestone, False, self.work.now))

    @subscribe(inbound.TaskCompleted, loads={"topics": "topic_id"}, ordered=True)
    def on_task_completed(self, event: inbound.TaskCompleted) -> None:
        """A joint task is done: those who raised the topic are asked whether it is."""
        reference, by = f"{event.task_id}:done", event.lead_id or event.task_id
        self._hear(event, Feedback(reference, by, event.summary, True, self.work.now))

    @subscribe(inbound.AffairCompleted, loads={"topics": "topic_id"})
    def on_affair_completed(self, event: inbound.AffairCompleted) -> None:
        """A resident saw an affair through: it counts as done where no body was asked to do it."""
        topic = self._linked(event.topic_id)
        done = topic is not None and concludes(topic)
        name = f"affair:{event.affair_id}"
        self._hear(event, Feedback(name, name, event.kind, done, self.work.now))

    def _hear(
        self,
        event: inbound.TaskProgressed | inbound.TaskCompleted | inbound.AffairCompleted,
        feedback: Feedback,
    ) -> None:
        topic = self._linked(event.topic_id)
        if topic is not None:
            rules = self.rules_at(topic.division)
            self.keep(topic, *hear(topic, feedback, rules=rules, said_at=event.meta.time))

    def _linked(self, topic_id: str | None) -> Topic | None:
        """Give the topic an event belongs to; none where it is none of ours."""
        return self.topics.find(topic_id) if topic_id else None

    @every(seconds=5)
    def answer_alarms(self) -> None:
        """Deadlines that passed are answered: by rule where there is one, else the step is late."""
        for topic in self.topics.ringing(self.work.now):
            rules = self.rules_at(topic.division)
            self.keep(topic, *ring(topic, rules=rules, now=self.work.now))


def _who_raised(topic: Topic, call: Call) -> Actor:
    caller = call.principal
    return stand_in(topic, caller.sub) if caller.divisions else Actor(caller.sub)
