"""How a case file is kept: sealed, with a row for every look into it."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class SealedFile:
    """A case file as it is kept: sealed under a key of its own, which is itself wrapped."""

    id: str
    division: str
    sealed: str
    wrapped_key: str
    wrapped_under: str


@dataclass(frozen=True)
class Look:
    """A row of the access log: who opened which case file, about whom, when and for what."""

    id: str
    dispute_id: str
    division: str
    looked_by: str
    as_: str
    what: str
    at: datetime
    about: tuple[str, ...] = ()
