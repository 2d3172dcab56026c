"""What guidance reads of copies of what is kept of a resident: who else may take one."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import ClassVar

from chassis.events import Inbound, described

COMMUNITY = "440605124004"


@dataclass(frozen=True)
class ExportGranted(Inbound):
    """A guardian or staff may for a while read all that is kept of a resident."""

    producer: ClassVar[str] = "participation"

    resident_id: str = described("r-1001", "the resident")
    granted_to: str = described("worker-1", "who may, by the `sub` of their token")
    granted_as: str = described("guardian", "guardian, or the role of staff")
    until: datetime = described(datetime(2019, 5, 4, 2, tzinfo=UTC), "from when on they may not")
    division: str = described(COMMUNITY, "where the resident lives")
