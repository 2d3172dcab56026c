"""What is kept of a resident outside participation, and where they get a copy of it (PIPL 45)."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Elsewhere:
    """A part of an export that another service gives, page by page, at a path of its own."""

    service: str
    path: str
    holds: str
    holds_zh: str


HOLDS = {
    "expression": (
        "topics, statements, open votes, answers, objections, entries, requests to speak, cases",
        "议题、发言、公开表决、征询作答、异议、代录、发言申请、纠纷案件",
    ),
    "collaboration": (
        "memberships, invitations, joint tasks, advice",
        "组织成员身份、邀请、联合任务、顾问意见",
    ),
    "guidance": (
        "points with their reasons, suggestions, experiments",
        "积分及缘由、下一小步建议、参与的实验分组",
    ),
}
NOT_INCLUDED = {
    "secret_votes": (
        "无记名投票的内容不在其中：选票无法对应到个人；是否参加，见利益表达系统。"
        " What was chosen in secret votes: nobody can join a ballot to a name."
    )
}


def elsewhere(resident_id: str) -> list[Elsewhere]:
    """List the other parts of an export."""
    return [
        Elsewhere(service, f"/api/{service}/v1/residents/{resident_id}/export", *holds)
        for service, holds in HOLDS.items()
    ]
