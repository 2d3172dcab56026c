"""Certificates of volunteer service: asked for, put on public notice, objected to, issued, revoked.

A certificate has the five parts that the Ministry of Civil Affairs' order 67 of 2020 names for a
volunteer's record: who it is, service, training, awards and evaluation. Who records certifies.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from chassis.errors import Invalid, Refused
from chassis.events import Event

from ...events import CertificateIssued
from ..days import local_day
from ..hours.ledger import Entry, Grade

# Guidance 149 of 2015 asks for public notice; the seven days are a secondary source's, a standard
# may say otherwise.
NOTICE_DAYS = 7
MOST_LINES = 500
MOST_READ = 2 * MOST_LINES + 1  # each line may have its reversal


class Status(StrEnum):
    """Where a certificate is on its way."""

    ASKED = "asked"
    ON_NOTICE = "on_notice"
    ISSUED = "issued"
    DECLINED = "declined"
    REVOKED = "revoked"


OPEN = (Status.ASKED, Status.ON_NOTICE)


@dataclass(frozen=True)
class ServedLine:
    """A line of the hours ledger that a certificate rests on."""

    entry_id: str
    minutes: int
    served_on: date
    grade: Grade
    organization_id: str | None = None


@dataclass(frozen=True)
class Training:
    """A training the volunteer went through."""

    title: str
    on: date
    minutes: int


@dataclass(frozen=True)
class Award:
    """An award the volunteer was given."""

    title: str
    on: date
    given_by: str


@dataclass(frozen=True)
class Objection:
    """What somebody holds against a certificate on notice, and what became of it."""

    number: int
    made_by: str
    text: str
    at: datetime
    upheld: bool | None = None
    answer: str | None = None


@dataclass(frozen=True)
class Certificate:
    """A certificate on its way; the basic part is the resident, whose name is sealed elsewhere."""

    id: str
    division: str
    resident_id: str
    first_day: date
    last_day: date
    asked_at: datetime
    service: tuple[ServedLine, ...] = ()
    training: tuple[Training, ...] = ()
    awards: tuple[Award, ...] = ()
    evaluation: str | None = None
    status: Status = Status.ASKED
    noticed_on: date | None = None
    notice_until: date | None = None
    objections: tuple[Objection, ...] = ()
    issued_at: datetime | None = None
    issued_by: str | None = None
    ended_for: str | None = None
    objectors: tuple[str, ...] = ()  # who stands in `objections`, to be found by

    def minutes(self, grade: Grade) -> int:
        """Add up the service of one grade; the two are never added together."""
        return sum(line.minutes for line in self.service if line.grade is grade)

    def rests_on(self, entry_id: str) -> bool:
        """Tell whether a line of the ledger is part of it."""
        return any(line.entry_id == entry_id for line in self.service)


Decision = tuple[Certificate, list[Event]]


def ask(
    certificate: Certificate, ledger: list[Entry], *, under_way: bool, now: datetime
) -> Certificate:
    """Ask for a certificate of what the ledger says of a stretch of days, reversals left out."""
    _check_days(certificate, today=local_day(now))
    if under_way:
        raise Refused("certificate-under-way", "another one is under way", "已有证明正在办理")
    undone = {entry.reverses for entry in ledger}
    served = [
        ServedLine(e.id, e.minutes, e.served_on, e.grade, e.organization_id)
        for e in ledger
        if e.reverses is None and e.id not in undone and _is_between(e.served_on, certificate)
    ]
    if not served:
        raise Refused("no-hours", "no hours stand in these days", "所选期间没有服务记录")
    if len(ledger) >= MOST_READ or len(served) > MOST_LINES:
        raise Refused(
            "too-many-lines",
            f"ask for fewer days: {MOST_LINES} lines at most",
            f"请缩短期间：最多{MOST_LINES}条记录",
            field="first_day",
        )
    return replace(certificate, service=tuple(sorted(served, key=lambda line: line.served_on)))


def _check_days(certificate: Certificate, *, today: date) -> None:
    if not certificate.first_day <= certificate.last_day <= today:
        raise Invalid(
            "days-reversed",
            "the first day is not after the last, and the last not after today",
            "起始日不得晚于截止日，截止日不得晚于今天",
            field="last_day",
        )


def _is_between(day: date, certificate: Certificate) -> bool:
    return certificate.first_day <= day <= certificate.last_day


def put_on_notice(certificate: Certificate, *, today: date, days: int) -> Certificate:
    """Let the public see that a certificate is asked for, for so many whole days after today."""
    _check_status(certificate, Status.ASKED)
    until = today + timedelta(days=days)
    return replace(certificate, status=Status.ON_NOTICE, noticed_on=today, notice_until=until)


def issue(certificate: Certificate, undone: set[str], *, by: str, now: datetime) -> Decision:
    """Issue a certificate after its notice; `undone` names lines that were reversed meanwhile."""
    _check_status(certificate, Status.ON_NOTICE)
    _check_notice_over(certificate, today=local_day(now))
    if any(one.upheld is None for one in certificate.objections):
        raise Refused("objection-open", "an objection has no answer yet", "尚有异议未答复")
    if any(certificate.rests_on(entry_id) for entry_id in undone):
        raise Refused("hours-reversed", "hours in it were reversed", "其中的服务时长已冲正")
    issued = replace(certificate, status=Status.ISSUED, issued_at=now, issued_by=by)
    return issued, [_issued(issued)]


def _check_notice_over(certificate: Certificate, *, today: date) -> None:
    until = certificate.notice_until
    if until is None or today <= until:
        raise Refused(
            "notice-not-over",
            f"the public notice lasts until the end of {until}",
            f"公示期至{until}结束",
        )


def _check_status(certificate: Certificate, wanted: Status) -> None:
    if certificate.status is not wanted:
        raise Refused(
            "certificate-elsewhere",
            f"the certificate is {certificate.status.value}, not {wanted.value}",
            f"该证明当前状态为 {certificate.status.value}，须为 {wanted.value}",
        )


def _issued(certificate: Certificate) -> CertificateIssued:
    return CertificateIssued(
        resident_id=certificate.resident_id,
        certificate_id=certificate.id,
        first_day=certificate.first_day,
        last_day=certificate.last_day,
        system_minutes=certificate.minutes(Grade.SYSTEM),
        attested_minutes=certificate.minutes(Grade.ATTESTED),
        division=certificate.division,
    )
