"""What is shown of nudges."""

from dataclasses import dataclass
from datetime import datetime

from chassis.events import described


@dataclass(frozen=True)
class NudgeView:
    """One reminder to one owner."""

    id: str = described("topic-1:screening:1:20190603", "the nudge")
    owner: str = described("440605124004", "who is to act: a division's staff or an organization")
    about_id: str = described("topic-1", "the topic, space or community it is about")
    reason: str = described("议题的筛选已逾期 / screening is overdue", "why they are nudged")
    level: int = described(1, "1 for the owner, 2 for the level above")
    division: str = described("440605124004", "where action is needed")
    issued_at: datetime = described("2019-06-06T01:00:00Z", "when it was issued")
    heeded_at: datetime | None = described(
        "2019-06-07T01:00:00Z", "when what was asked for came: the nudge worked", default=None
    )
