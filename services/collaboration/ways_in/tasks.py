"""Ways in to joint tasks."""

from chassis.http.call import Call
from chassis.service import get, post, subscribe

from ..domain import invitees, rounds
from ..domain.localities import center_for, codes_around
from ..domain.tasks import (
    RESOLUTION_MILESTONES,
    Milestone,
    Task,
    complete,
    for_topic,
    open_task,
    plan_steps,
    progress,
    serve,
    take_lead,
)
from ..inbound import ResolutionPublished, TopicClosed, TopicReopened
from ..schemas.tasks import (
    CompleteTask,
    OpenTask,
    ReachMilestone,
    RecordService,
    TakeLead,
    TaskView,
)
from .kept import STAFF, Kept, asked, said

ONE_TASK = "/v1/tasks/{task_id}"


class TaskWaysIn(Kept):
    """Opening joint tasks, bringing them forward, and closing them with their topic."""

    @post("/v1/tasks", body=OpenTask, view=TaskView, roles=STAFF)
    def open_joint_task(self, call: Call) -> Task:
        """Open a task that several bodies carry out together."""
        call.covers(call.body.division)
        for organization_id in filter(None, (call.body.lead_id, *call.body.partners)):
            self.organizations.read(organization_id)
        plan = self._plan(call)
        return self._keep(self.tasks, None, *open_task(None, plan=plan))

    @get(
        "/v1/tasks",
        view=TaskView,
        paged=True,
        query={
            "status": "open, completed or closed",
            "lead_id": "only those this body leads",
            "topic_id": "only the one that carries out this topic",
        },
    )
    def list_tasks(self, call: Call) -> dict[str, object]:
        """List joint tasks."""
        query = asked(call, "status", "lead_id", "topic_id")
        return self.tasks.page({"title": {"$ne": ""}} | query, call)

    @get(ONE_TASK, view=TaskView)
    def show_task(self, call: Call, task_id: str) -> Task:  # noqa: ARG002
        """Show how far a joint task is."""
        return self.tasks.read(task_id)

    @post(f"{ONE_TASK}/lead", body=TakeLead, view=TaskView, status=200, roles=STAFF)
    def take_task(self, call: Call, task_id: str) -> Task:
        """Let a body take a task that nobody leads."""
        task = self.tasks.get(task_id)
        lead = self.organizations.read(call.body.organization_id)
        return self._keep(self.tasks, task, *take_lead(task, organization_id=lead.id))

    @post(f"{ONE_TASK}/progress", body=ReachMilestone, view=TaskView, status=200, roles=STAFF)
    def reach_milestone(self, call: Call, task_id: str) -> Task:
        """Record that a task reached a milestone."""
        task = self.tasks.get(task_id)
        reached = progress(task, milestone=call.body.milestone, now=call.now)
        return self._keep(self.tasks, task, *reached)

    @post(
        f"{ONE_TASK}/service",
        body=RecordService,
        view=TaskView,
        status=200,
        roles=("captain", *STAFF),
        bulk=True,
        loads={"invitees": said("resident_id")},
    )
    def record_service(self, call: Call, task_id: str) -> Task:
        """Record the minutes a resident gave to a task; completing it credits them."""
        sent: RecordService = call.body
        task = self.tasks.get(task_id)
        known = self.invitees.find(sent.resident_id)
        invitee = invitees.known_or_new(known, resident_id=sent.resident_id, division=task.division)
        self._keep(self.invitees, known, invitees.serve_in(invitee, task_id=task.id))
        served = serve(task, resident_id=sent.resident_id, minutes=sent.minutes)
        return self._keep(self.tasks, task, *served)

    @post(f"{ONE_TASK}/completion", body=CompleteTask, view=TaskView, status=200, roles=STAFF)
    def complete_task(self, call: Call, task_id: str) -> Task:
        """Complete a task whose milestones are all reached."""
        task = self.tasks.get(task_id)
        return self._keep(self.tasks, task, *complete(task, summary=call.body.summary))

    @subscribe(ResolutionPublished)
    def on_resolution_published(self, event: ResolutionPublished) -> None:
        """A resolution becomes a joint task, led by who was asked or by the center of the place."""
        known = self.tasks.find(for_topic(event.topic_id))
        plan = Task(
            id=for_topic(event.topic_id),
            division=event.division,
            title=event.title,
            milestones=tuple(Milestone(name) for name in RESOLUTION_MILESTONES),
            due_on=event.due_on,
            opened_at=self.work.now,
            topic_id=event.topic_id,
            lead_id=event.lead_id or self._center_for(event.division),
        )
        self._keep(self.tasks, known, *open_task(known, plan=plan))

    @subscribe(TopicClosed)
    def on_topic_closed(self, event: TopicClosed) -> None:
        """A topic confirmed closed closes its task."""
        known, task = self._task_of(event)
        self._keep(self.tasks, known, *rounds.close(task, as_of=event.meta.time))

    @subscribe(TopicReopened)
    def on_topic_reopened(self, event: TopicReopened) -> None:
        """A topic that was not carried out reopens its task."""
        known, task = self._task_of(event)
        self._keep(self.tasks, known, *rounds.reopen(task, as_of=event.meta.time))

    def _task_of(self, event: TopicClosed | TopicReopened) -> tuple[Task | None, Task]:
        known = self.tasks.find(for_topic(event.topic_id))
        stand_in = rounds.unknown(event.topic_id, division=event.division, as_of=event.meta.time)
        return known, known or stand_in

    def _center_for(self, division: str) -> str | None:
        return center_for(self.localities.find_all(codes_around(division)), division=division)

    def _plan(self, call: Call) -> Task:
        sent: OpenTask = call.body
        return Task(
            id=call.new_id(),
            division=sent.division,
            title=sent.title,
            milestones=plan_steps(sent.milestones),
            due_on=sent.due_on,
            opened_at=call.now,
            lead_id=sent.lead_id or self._center_for(sent.division),
            partners=tuple(dict.fromkeys(sent.partners)),
        )
