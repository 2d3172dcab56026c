"""Where it is kept which identity numbers are in use, without the numbers."""

from chassis.store import Collection

from ..domain.residents.identity_marks import IdentityMark


class IdentityMarks(Collection[IdentityMark]):
    """One row for each identity number in use; the id of a row exists once."""

    name = "identity_marks"
    holds = IdentityMark
