"""What is shown of suggestions and of what they led to."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from chassis.events import described

from ..domain.suggestions import Fate


@dataclass(frozen=True)
class SuggestionView:
    """One next step offered to a resident."""

    id: str = described("sug-1", "the suggestion")
    resident_id: str = described("r-1001", "for whom")
    target_kind: str = described("activity", "activity, organization, shift or affair")
    target_id: str = described("activity-1", "the step itself")
    rung: str = described("space", "the rung the resident stood on")
    reason: str = described("您常到社区空间，附近将有活动：亲子阅读", "why this step")
    division: str = described("440605124004", "the community")
    offered_at: datetime = described("2019-05-06T04:00:00Z", "when it was offered")
    fate: Fate = described("accepted", "open, accepted, declined or expired")
    answered_at: datetime | None = described("2019-05-07T04:00:00Z", "when it was answered")
    worked: bool = described(True, "whether the resident stepped up afterwards")


@dataclass(frozen=True)
class ConversionView:
    """What suggestions led to, by rung, and invitations, by kind of target."""

    by_rung: list[dict[str, Any]] = described(
        [{"rung": "space", "offered": 10, "accepted": 6, "declined": 1, "expired": 1, "worked": 5}],
        "suggestions by the rung they start from: offered, answered, and stepped up afterwards",
    )
    invitations: list[dict[str, Any]] = described(
        [{"target_kind": "activity", "issued": 10, "accepted": 6, "declined": 1, "expired": 1}],
        "invitations by kind of target, issued by people or by guidance",
    )
