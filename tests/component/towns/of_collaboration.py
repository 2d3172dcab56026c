"""What a town keeps in collaboration, and every way to it."""

from chassis.testing import Harness
from services.collaboration.inbound import (
    CommunityFlaggedWeak,
    NudgeIssued,
    ResidentRegistered,
    SpaceIdleFound,
    TopicScreened,
)
from services.collaboration.service import CollaborationService
from tests.component.towns.cases import SHISHAN, TANGZHONG, Town, bearer, empty, public, refused
from tests.component.towns.granting import exported, grant

WHO = {"resident_id": "r-1001"}
TEAM = {"organization_id": "{organization_id}"}
DONE = {"task_id": "{finished}"}

CASES = {
    "GET /v1/advice": [public()],
    "GET /v1/advice/{advice_id}": [public()],
    "POST /v1/advice/{advice_id}/opinion": [refused()],
    "GET /v1/advisers": [public()],
    "POST /v1/advisers": [refused(division=SHISHAN, reference="08")],
    "GET /v1/calls": [empty()],
    "POST /v1/calls/{community_id}/answers": [refused(**TEAM)],
    "GET /v1/invitations": [empty(), empty(query="?resident_id=r-1001")],
    "POST /v1/invitations": [refused(**WHO, target_id="another")],
    "GET /v1/invitations/conversion": [public()],
    "GET /v1/invitations/{invitation_id}": [refused()],
    "POST /v1/invitations/{invitation_id}/acceptance": [refused()],
    "POST /v1/invitations/{invitation_id}/refusal": [refused()],
    "GET /v1/members": [empty(), empty(query="?resident_id=r-1001")],
    "POST /v1/members": [refused(**TEAM, resident_id="r-1002")],
    "POST /v1/members/{member_id}/leaving": [refused()],
    "GET /v1/offers": [public()],
    "POST /v1/offers/{space_id}/taking": [refused(**TEAM)],
    "GET /v1/organizations": [public()],
    "POST /v1/organizations": [
        refused(division=TANGZHONG, kind="youth_team"),
        refused(division=TANGZHONG, kind="volunteer_team", reference="t", name="别名"),
    ],
    "GET /v1/organizations/{organization_id}": [public()],
    "GET /v1/organizations/{organization_id}/credits": [refused()],
    "GET /v1/organizations/{organization_id}/members": [empty()],
    "GET /v1/residents/{resident_id}/export": [exported("r-1001")],
    "GET /v1/tasks": [public()],
    "POST /v1/tasks": [refused(division=TANGZHONG)],
    "GET /v1/tasks/{task_id}": [public()],
    "POST /v1/tasks/{task_id}/completion": [refused(DONE)],
    "POST /v1/tasks/{task_id}/lead": [refused(**TEAM)],
    "POST /v1/tasks/{task_id}/progress": [refused(milestone="planned")],
    "POST /v1/tasks/{task_id}/service": [refused(**WHO)],
    "GET /v1/todos": [empty()],
    "POST /v1/todos/{todo_id}/done": [refused()],
}


def town() -> Town:
    """A team with a member, an invitation, two tasks, and what events ask of the place."""
    kept = Town(Harness(CollaborationService))
    seat = {"reference": "07", "kind": "practice", "expertise": "停车", "division": SHISHAN}
    _post(kept, "adviser", "/v1/advisers", **seat)
    for event in _events():
        kept.h.hears(event)
    team = {"name": "志愿队", "kind": "volunteer_team", "reference": "t", "division": TANGZHONG}
    _post(kept, "organization_id", "/v1/organizations", **team)
    _post(kept, "member_id", "/v1/members", organization_id=kept.names["organization_id"], **WHO)
    asked = {"target_kind": "activity", "target_id": "a", "reason": "邻居邀请"}
    _post(kept, "invitation_id", "/v1/invitations", **asked, **WHO)
    _tasks(kept)
    grant(kept, "r-1001")
    kept.names |= {"advice_id": "advice-topic-1", "community_id": TANGZHONG}
    kept.names |= {"space_id": "space-1", "todo_id": "nudge-1"}
    return kept


def _tasks(kept: Town) -> None:
    task = {"title": "划线", "division": TANGZHONG, "due_on": "2019-07-31"}
    for name in ("finished", "task_id"):
        _post(kept, name, "/v1/tasks", milestones=["planned"], **task)
    path = f"/v1/tasks/{kept.names['finished']}/progress"
    _post(kept, "progress", path, milestone="planned")


def _events() -> list[object]:
    return [
        ResidentRegistered("r-1001", TANGZHONG, ["youth"]),
        TopicScreened("topic-1", "停车", "parking", True, TANGZHONG),
        SpaceIdleFound("space-1", "youth_home", 30, TANGZHONG),
        CommunityFlaggedWeak(TANGZHONG, "长期没有议事", TANGZHONG),
        NudgeIssued("nudge-1", TANGZHONG, "topic-1", "筛选已逾期", 1, TANGZHONG),
    ]


def _post(kept: Town, name: str, path: str, /, **body: object) -> None:
    kept.made(name, kept.h.post(path, body, as_=bearer(SHISHAN)))
