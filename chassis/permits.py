"""Permits: somebody may for a while read all that is kept about a subject who is not they."""

from dataclasses import dataclass
from datetime import datetime

from chassis.errors import Forbidden
from chassis.http.call import Call
from chassis.store import Collection, Index

SELF = "self"


@dataclass(frozen=True)
class Permit:
    """Somebody may read what is kept about a subject until a time; `as_` says in which part.

    One for an office is of use only with a token that answers for a place, and no other is.
    """

    id: str
    subject: str
    reader: str
    as_: str
    until: datetime
    office: bool


class Permits(Collection[Permit]):
    """Permits that others announced; the database lets go of each once its time is over."""

    name = "permits"
    holds = Permit
    indexes = (Index("subject"), Index("until", expires=True))

    def note(self, permit: Permit, *, now: datetime) -> None:
        """Keep a permit, unless its time was over before it was heard of."""
        if permit.until > now:
            self.save(permit)

    def forget(self, subject: str) -> None:
        """Remove whatever lets others read about a subject."""
        for permit in self.where({"subject": subject}):
            self.remove(permit.id)

    def reads_as(self, call: Call, subject: str) -> str:
        """Say in which part the caller reads all about a subject; refuse who may not."""
        if call.principal.sub == subject and not call.principal.divisions:
            return SELF
        permit = self.find(permit_id(subject, call.principal.sub))
        office = bool(call.principal.divisions)
        if permit is None or permit.until <= call.now or office is not permit.office:
            raise Forbidden(
                "permit-missing",
                "only they themselves may read this, or whoever was given leave just now",
                "仅限本人，或刚获授权者查阅",
            )
        return permit.as_


def permit(subject: str, reader: str, *, as_: str, until: datetime, office: bool) -> Permit:
    """Make the one permit there can be to somebody about somebody."""
    return Permit(permit_id(subject, reader), subject, reader, as_, until, office)


def permit_id(subject: str, reader: str) -> str:
    """Name the one permit there can be to somebody about somebody."""
    return f"{subject}:{reader}"
