"""The access log: who looked at whom, when and why; written with every look, and never changed."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Looked(StrEnum):
    """What somebody did with a resident's sealed personal data."""

    PERSONAL = "personal"
    EXPORT = "export"
    CORRECTION = "correction"
    AGE = "age"
    CERTIFICATE = "certificate"
    IDENTITY = "identity"


@dataclass(frozen=True)
class Access:
    """One look at who a resident is (PIPL Art. 44 and 51; GB/T 35273-2020, 11.3)."""

    id: str
    resident_id: str
    division: str
    looked_by: str
    as_: str
    what: Looked
    why: str
    at: datetime
    fields: tuple[str, ...] = ()
