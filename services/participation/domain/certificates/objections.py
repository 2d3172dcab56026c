"""What ends or holds up a certificate: objections, and hours that are reversed."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from chassis.errors import NotFound, Refused

from ...events import CertificateRevoked
from ..days import local_day
from ..hours.ledger import Grade
from .certificate import OPEN, Certificate, Decision, Objection, Status

OBJECTION_UPHELD, HOURS_REVERSED = "objection_upheld", "hours_reversed"
MOST_OBJECTIONS = 100


@dataclass(frozen=True)
class Notice:
    """What the public sees of a certificate: no name, and no id that leads to a resident."""

    id: str
    division: str
    first_day: date
    last_day: date
    system_minutes: int
    attested_minutes: int
    noticed_on: date
    notice_until: date
    status: Status


@dataclass(frozen=True)
class Answer:
    """What the office says to an objection."""

    number: int
    upheld: bool
    text: str
    by: str


def notice_of(certificate: Certificate) -> Notice | None:
    """Give the public notice of a certificate, None before there is one."""
    if certificate.noticed_on is None or certificate.notice_until is None:
        return None
    return Notice(
        certificate.id,
        certificate.division,
        certificate.first_day,
        certificate.last_day,
        certificate.minutes(Grade.SYSTEM),
        certificate.minutes(Grade.ATTESTED),
        certificate.noticed_on,
        certificate.notice_until,
        certificate.status,
    )


def object_to(certificate: Certificate, *, by: str, text: str, now: datetime) -> Certificate:
    """Object to a certificate while it is on notice."""
    until = certificate.notice_until
    if certificate.status is not Status.ON_NOTICE or until is None or local_day(now) > until:
        raise Refused("not-on-notice", "the certificate is not on notice", "该证明不在公示期内")
    if len(certificate.objections) >= MOST_OBJECTIONS:
        raise Refused(
            "objections-full", "no more objections are taken", f"异议已达{MOST_OBJECTIONS}条上限"
        )
    made = Objection(len(certificate.objections) + 1, by, text, now)
    objectors = tuple(dict.fromkeys((*certificate.objectors, by)))
    return replace(certificate, objections=(*certificate.objections, made), objectors=objectors)


def answer(certificate: Certificate, said: Answer) -> Certificate:
    """Answer an objection; one that is upheld ends the certificate."""
    found = [one for one in certificate.objections if one.number == said.number]
    if not found:
        raise NotFound("objections", str(said.number))
    [objection] = found
    _check_answerable(certificate, objection, by=said.by)
    answered = replace(objection, upheld=said.upheld, answer=said.text)
    others = tuple(answered if one is objection else one for one in certificate.objections)
    after = replace(certificate, objections=others)
    return _declined(after, OBJECTION_UPHELD) if said.upheld else after


def _check_answerable(certificate: Certificate, objection: Objection, *, by: str) -> None:
    if certificate.status is not Status.ON_NOTICE or objection.upheld is not None:
        raise Refused("objection-answered", "the objection is settled", "该异议已处理")
    if objection.made_by == by:
        raise Refused(
            "own-objection",
            "somebody else answers an objection than who made it",
            "异议不得由提出人本人答复",
        )


def recall(certificate: Certificate, entry_id: str) -> Decision:
    """End what rests on a line that was reversed: revoked if it was issued, declined before."""
    if not certificate.rests_on(entry_id):
        return certificate, []
    if certificate.status in OPEN:
        return _declined(certificate, HOURS_REVERSED), []
    if certificate.status is not Status.ISSUED:
        return certificate, []
    revoked = replace(certificate, status=Status.REVOKED, ended_for=HOURS_REVERSED)
    event = CertificateRevoked(
        certificate.resident_id, certificate.id, HOURS_REVERSED, certificate.division
    )
    return revoked, [event]


def _declined(certificate: Certificate, reason: str) -> Certificate:
    return replace(certificate, status=Status.DECLINED, ended_for=reason)
