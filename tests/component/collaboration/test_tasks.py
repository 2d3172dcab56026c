from datetime import date, timedelta

import pytest

from services.collaboration.domain.tasks import Status
from services.collaboration.events import Served, TaskCompleted, TaskOpened, TaskProgressed
from services.collaboration.inbound import ResolutionPublished, TopicClosed, TopicReopened
from tests.component.collaboration.tokens import ANA, OFFICIAL, STRANGER, WORKER
from tests.unit.collaboration.builders import COMMUNITY, NOON, TOWN, an_invitee, an_organization

DUE = date(2019, 7, 31)
RESOLVED = ResolutionPublished("parking", "parking at gate 3", None, DUE, COMMUNITY)
CLOSED = TopicClosed("parking", COMMUNITY)
REOPENED = TopicReopened("parking", "painted over", COMMUNITY)
STEPS = ["planned", "carried_out", "inspected"]
TASK = "/v1/tasks/task-parking"
OPEN = {
    "title": "summer school", "division": COMMUNITY, "milestones": ["found", "held"],
    "due_on": "2019-08-01",
}  # fmt: skip
CENTER = {
    "name": "大沥镇创益中心", "kind": "center", "division": TOWN, "serves": [TOWN],
    "reference": "dali",
}  # fmt: skip


@pytest.fixture
def h(h):
    h.post("/v1/organizations", CENTER, as_=OFFICIAL)
    h.announced.clear()
    return h


def finish(h, path=TASK):
    for step in STEPS:
        h.post(f"{path}/progress", {"milestone": step}, as_=WORKER)
    return h.post(f"{path}/completion", {"summary": "forty spaces"}, as_=WORKER)


def test_a_resolution_becomes_one_task_led_by_the_center_that_serves_the_place(h):
    h.hears(RESOLVED, twice=True)

    assert h.announced == [
        TaskOpened("task-parking", "parking", RESOLVED.title, "center-dali", STEPS, DUE, COMMUNITY)
    ]


def test_the_body_a_resolution_names_leads(h):
    h.hears(ResolutionPublished("parking", "parking", "dept-traffic", DUE, COMMUNITY))

    assert h.stored("tasks", "task-parking").lead_id == "dept-traffic"


def test_a_task_nobody_leads_waits_to_be_taken(h):
    h.hears(ResolutionPublished("well", "the old well", None, DUE, "440605001001"))
    path = "/v1/tasks/task-well/lead"

    taken = h.post(path, {"organization_id": "center-dali"}, as_=OFFICIAL)

    assert h.announced[0].lead_id is None
    assert (taken.status, taken.json["lead_id"]) == (200, "center-dali")
    assert h.post(path, {"organization_id": "none"}, as_=OFFICIAL).status == 404


def test_a_task_runs_over_its_milestones_to_completion_with_those_who_served(h):
    h.hears(RESOLVED)
    for minutes in (60, 30):
        service = {"resident_id": "ana", "minutes": minutes}
        h.post(f"{TASK}/service", service, as_=WORKER)

    completed = finish(h)

    assert (completed.status, completed.json["status"]) == (200, "completed")
    assert completed.json["served_minutes"] == 90
    assert h.announced[1:4] == [
        TaskProgressed("task-parking", "parking", step, "center-dali", COMMUNITY) for step in STEPS
    ]
    assert h.announced[-1] == TaskCompleted(
        "task-parking", "parking", "center-dali", "forty spaces", [Served("ana", 90)], 1, COMMUNITY
    )


def test_service_of_many_is_recorded_at_once(h):
    h.hears(RESOLVED)
    items = [{"resident_id": f"r-{n}", "minutes": 30} for n in range(3)]

    answer = h.post(f"{TASK}/service/bulk", {"items": items}, as_=WORKER)

    assert answer.json["counts"] == {"done": 3}
    assert len(h.stored("tasks", "task-parking").served) == 3


def test_an_erased_resident_is_not_recorded(h):
    h.hears(RESOLVED)
    h.given("invitees", an_invitee(erased=True))

    answer = h.post(f"{TASK}/service", {"resident_id": "ana", "minutes": 5}, as_=WORKER)

    assert answer.status == 409


def test_everyone_sees_how_far_a_task_is_and_nobody_who_served(h):
    h.hears(RESOLVED)
    h.post(f"{TASK}/service", {"resident_id": "ana", "minutes": 60}, as_=WORKER)

    shown = h.get(TASK, as_=ANA)
    listed = h.get("/v1/tasks?topic_id=parking&status=open", as_=ANA).json["items"]

    assert listed == [shown.json]
    assert shown.json["served_residents"] == 1
    assert "served" not in shown.json


def test_a_milestone_before_the_task_is_here_is_not_found(h):
    assert h.post(f"{TASK}/progress", {"milestone": "planned"}, as_=WORKER).status == 404


@pytest.mark.parametrize(
    ("step", "body", "status"),
    [
        ("progress", {"milestone": "painted"}, 422),
        ("progress", {}, 422),
        ("completion", {"summary": "done"}, 409),
        ("service", {"resident_id": "ana", "minutes": 0}, 422),
        ("service", {"resident_id": "ana", "minutes": 1441}, 422),
    ],
)
def test_a_step_that_makes_no_sense_is_refused(h, step, body, status):
    h.hears(RESOLVED)

    assert h.post(f"{TASK}/{step}", body, as_=WORKER).status == status


def test_staff_of_another_town_do_not_touch_a_task(h):
    h.hears(RESOLVED)

    assert h.post(f"{TASK}/progress", {"milestone": "planned"}, as_=STRANGER).status == 403


def test_of_two_who_change_the_same_version_one_is_told_to_read_again(h):
    h.hears(RESOLVED)
    held = h.get(TASK, as_=WORKER).etag
    path = f"{TASK}/progress"

    first = h.post(path, {"milestone": "planned"}, as_=WORKER, if_match=held)
    second = h.post(path, {"milestone": "carried_out"}, as_=OFFICIAL, if_match=held)

    assert (first.status, second.status) == (200, 412)
    assert h.get(TASK, as_=WORKER).etag == first.etag


def test_a_closed_topic_closes_its_task_once(h):
    h.hears(RESOLVED)
    h.post(f"{TASK}/service", {"resident_id": "ana", "minutes": 60}, as_=WORKER)

    h.hears(CLOSED, twice=True)

    assert h.stored("tasks", "task-parking").status is Status.CLOSED
    assert [type(event) for event in h.announced] == [TaskOpened, TaskCompleted]


def test_a_topic_closed_before_its_resolution_arrives_opens_no_task(h):
    h.hears(CLOSED)
    h.hears(RESOLVED)

    assert h.announced == []
    assert h.stored("tasks", "task-parking").status is Status.CLOSED


def test_a_closed_topic_without_a_resolution_is_listed_nowhere(h):
    h.hears(CLOSED)

    assert h.get("/v1/tasks", as_=ANA).json["items"] == []


def test_a_reopened_topic_reopens_its_task_for_another_round(h):
    h.hears(RESOLVED)
    finish(h)
    h.hears(CLOSED)
    h.now = NOON + timedelta(days=1)

    h.hears(REOPENED, twice=True)
    again = finish(h)

    assert (again.status, again.json["rounds"]) == (200, 2)
    assert h.announced[-1].round == 2


def test_a_closing_that_arrives_late_does_not_undo_the_reopening(h):
    h.hears(RESOLVED)
    h.now = NOON + timedelta(days=1)
    h.hears(REOPENED)
    h.now = NOON
    h.hears(CLOSED)

    assert h.stored("tasks", "task-parking").status is Status.OPEN


def test_a_reopening_before_the_resolution_leaves_the_task_to_be_opened(h):
    h.hears(REOPENED)
    h.hears(RESOLVED)

    assert [type(event) for event in h.announced] == [TaskOpened]


def test_bodies_open_a_joint_task_of_their_own(h):
    h.given("organizations", an_organization("volunteers"))

    opened = h.post("/v1/tasks", OPEN | {"partners": ["volunteers"]}, as_=WORKER)

    assert (opened.status, opened.json["lead_id"]) == (201, "center-dali")
    assert h.announced[0].topic_id is None


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"milestones": []}, 422),
        ({"milestones": ["a", "a"]}, 422),
        ({"due_on": "tomorrow"}, 422),
        ({"lead_id": "none"}, 404),
        ({"partners": ["none"]}, 404),
        ({"division": "440605001001"}, 403),
    ],
)
def test_a_task_that_makes_no_sense_is_not_opened(h, change, status):
    assert h.post("/v1/tasks", OPEN | change, as_=WORKER).status == status
