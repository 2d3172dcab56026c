"""What time it is and what the next id is: the only place that asks, so that tests can answer."""

import os
import time
from datetime import UTC, datetime
from uuid import UUID

NANOSECONDS = 1_000_000  # in a millisecond


class Clock:
    """The clock of the machine, in UTC, and ids that sort by the time they were made."""

    def now(self) -> datetime:
        """Give the time to the millisecond: finer would be lost in storage."""
        moment = datetime.now(UTC)
        return moment.replace(microsecond=moment.microsecond // 1000 * 1000)

    def new_id(self) -> str:
        """Give an id nobody else has: UUID version 7, in order to a quarter of a microsecond."""
        milliseconds, rest = divmod(time.time_ns(), NANOSECONDS)
        moment = milliseconds << 16 | 7 << 12 | (rest << 12) // NANOSECONDS
        chance = 2 << 62 | int.from_bytes(os.urandom(8)) >> 2
        text = f"{moment << 64 | chance:032x}"
        return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


def age_seconds(identity: str) -> float:
    """Tell how long ago an id of ours was made: its first 48 bits are the time in milliseconds."""
    made = (UUID(identity).int >> 80) / 1000
    return max(0.0, datetime.now(UTC).timestamp() - made)
