"""Where it is kept how far old records have been gone through."""

from chassis.store import Collection

from ..domain.residents.retention import Walk


class Walks(Collection[Walk]):
    """One walk for each kind of record: how far it has come, and how many were let go."""

    name = "walks"
    holds = Walk
