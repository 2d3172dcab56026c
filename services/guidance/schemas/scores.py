"""What is shown of scores and of the ledger behind them."""

from dataclasses import dataclass
from datetime import datetime

from chassis.events import described

SUBJECT = "resident:<id>, organization:<id>, community:<12 digits> or town:<9 digits>"


@dataclass(frozen=True)
class ScoreView:
    """What a subject has earned."""

    id: str = described("community:440605124004", SUBJECT)
    kind: str = described("community", "resident, organization, community or town")
    points: int = described(128, "its points: the sum of its rows in the ledger")
    actions: int = described(96, "how many actions earned them")
    division: str | None = described("440605124004", "where it stands", default=None)
    name: str | None = described(None, "its name, where it has one", default=None)


@dataclass(frozen=True)
class LedgerRowView:
    """One effect of one event on a score: the answer to why."""

    id: str = described("space_visited.resident:event-1:resident:r-1001", "rule, event and subject")
    subject: str = described("resident:r-1001", SUBJECT)
    rule: str = described("space_visited.resident", "what was done, and as what it counts")
    event_id: str = described("event-1", "the event that earned the points")
    event_type: str = described("gongzhi.participation.space_visited.v1", "its type")
    standard_id: str = described("guideline-scoring", "the standard in force on that day")
    number: int = described(1, "the version of that standard")
    points: int = described(1, "the points")
    at: datetime = described("2019-05-04T01:30:00Z", "when it was done")
    division: str = described("440605124004", "where it was done")
