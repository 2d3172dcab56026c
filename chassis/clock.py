"""What time it is and what the next id is: the only place that asks, so that tests can answer."""

from datetime import UTC, datetime
from uuid import UUID

from uuid6 import uuid7


class Clock:
    """The clock of the machine, in UTC, and ids that sort by the time they were made."""

    def now(self) -> datetime:
        """Give the time to the millisecond: finer would be lost in storage."""
        moment = datetime.now(UTC)
        return moment.replace(microsecond=moment.microsecond // 1000 * 1000)

    def new_id(self) -> str:
        """Give an id nobody else has (UUID version 7)."""
        return str(uuid7())


def age_seconds(identity: str) -> float:
    """Tell how long ago an id of ours was made: its first 48 bits are the time in milliseconds."""
    made = (UUID(identity).int >> 80) / 1000
    return max(0.0, datetime.now(UTC).timestamp() - made)
