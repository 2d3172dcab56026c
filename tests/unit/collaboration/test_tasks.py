from datetime import timedelta

import pytest

from chassis.errors import Invalid, Refused
from services.collaboration.domain.rounds import close, reopen, unknown
from services.collaboration.domain.tasks import (
    Milestone,
    Status,
    complete,
    forget,
    open_task,
    progress,
    serve,
    take_lead,
)
from services.collaboration.events import Served, TaskCompleted, TaskOpened, TaskProgressed
from tests.unit.collaboration.builders import COMMUNITY, LATER, NOON, a_task

REACHED = (Milestone("planned", NOON), Milestone("carried_out", NOON))
AFTERWARDS = LATER + timedelta(hours=1)


def test_a_task_is_opened_with_its_milestones_and_its_day():
    task, events = open_task(None, plan=a_task())

    assert events == [
        TaskOpened(
            task.id, "parking", task.title, "center-dali", ["planned", "carried_out"],
            task.due_on, COMMUNITY,
        )
    ]  # fmt: skip


def test_a_resolution_opens_its_task_once():
    reached = a_task(milestones=REACHED)

    assert open_task(reached, plan=a_task()) == (reached, [])


def test_a_topic_closed_before_its_resolution_arrived_opens_no_task():
    closed, _ = close(unknown("parking", division=COMMUNITY, as_of=NOON), as_of=NOON)

    task, events = open_task(closed, plan=a_task())

    assert (task.status, task.title, events) == (Status.CLOSED, "parking at gate 3", [])


def test_a_milestone_is_announced_once():
    task, events = progress(a_task(), milestone="planned", now=LATER)

    assert task.milestones[0] == Milestone("planned", LATER)
    assert events == [TaskProgressed(task.id, "parking", "planned", "center-dali", COMMUNITY)]
    assert progress(task, milestone="planned", now=AFTERWARDS) == (task, [])


def test_a_milestone_nobody_planned_is_refused():
    with pytest.raises(Invalid, match="painted"):
        progress(a_task(), milestone="painted", now=NOON)


def test_minutes_of_one_resident_add_up():
    task, _ = serve(a_task(), resident_id="ana", minutes=60)
    task, _ = serve(task, resident_id="ana", minutes=30)

    assert task.served == (Served("ana", 90),)


def test_a_completed_task_names_those_who_served():
    task, events = complete(
        a_task(milestones=REACHED, served=(Served("ana", 90),)), summary="forty spaces"
    )

    assert task.status is Status.COMPLETED
    assert events == [
        TaskCompleted(
            task.id, "parking", "center-dali", "forty spaces", [Served("ana", 90)], 1, COMMUNITY
        )
    ]


def test_a_task_with_open_milestones_is_not_completed():
    with pytest.raises(Refused, match="planned, carried_out"):
        complete(a_task(), summary="done")


def test_a_completed_task_does_not_progress():
    with pytest.raises(Refused, match="completed"):
        progress(a_task(status=Status.COMPLETED), milestone="planned", now=NOON)


def test_one_body_takes_the_lead():
    task, _ = take_lead(a_task(lead_id=None), organization_id="center-dali")

    assert task.lead_id == "center-dali"
    with pytest.raises(Refused, match="another body"):
        take_lead(task, organization_id="other")


def test_closing_an_unfinished_task_loses_nobodys_minutes():
    task, events = close(a_task(served=(Served("ana", 90),)), as_of=LATER)

    assert task.status is Status.CLOSED
    assert events[0].served == [Served("ana", 90)]


def test_closing_a_completed_task_credits_nobody_twice():
    task = a_task(status=Status.COMPLETED, served=(Served("ana", 90),))

    assert close(task, as_of=LATER)[1] == []


def test_a_reopened_task_begins_its_milestones_again():
    closed = a_task(status=Status.CLOSED, milestones=REACHED, served=(Served("ana", 90),))

    task, _ = reopen(closed, as_of=LATER)

    assert (task.status, task.rounds, task.served) == (Status.OPEN, 2, ())
    assert task.milestones == a_task().milestones
    assert task.served_before == (Served("ana", 90),)


def test_a_closing_that_arrives_after_its_reopening_is_late_and_changes_nothing():
    reopened, _ = reopen(a_task(), as_of=AFTERWARDS)

    assert close(reopened, as_of=LATER) == (reopened, [])
    assert reopen(reopened, as_of=AFTERWARDS) == (reopened, [])


def test_an_erased_resident_is_forgotten_in_the_record_of_a_task():
    task = a_task(served=(Served("ana", 90),), served_before=(Served("ana", 5), Served("bo", 6)))

    kept = forget(task, resident_id="ana")

    assert (kept.served, kept.served_before) == ((), (Served("erased", 5), Served("bo", 6)))
