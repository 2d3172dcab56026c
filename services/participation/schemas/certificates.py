"""What is sent and shown of certificates of volunteer service."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated

from marshmallow.validate import Length, Range

from chassis.events import described

from ..domain.certificates.certificate import Certificate, ServedLine, Status
from ..domain.hours.ledger import Grade
from .limits import Identity, Title

Said = Annotated[str, Length(1, 1000)]


@dataclass(frozen=True)
class AskCertificate:
    """What a resident, or staff for them, sends to ask for a certificate."""

    resident_id: Identity = described("resident-1", "whose service")
    first_day: date = described("2019-01-01", "first day it is to cover")
    last_day: date = described("2019-05-05", "last day it is to cover")


@dataclass(frozen=True)
class TrainingEntry:
    """A training, as it is to stand in the certificate."""

    title: Title = described("急救知识培训", "what was learned")
    on: date = described("2019-03-02", "day of the training")
    minutes: Annotated[int, Range(1, 10_000)] = described(120, "how long it took")


@dataclass(frozen=True)
class AwardEntry:
    """An award, as it is to stand in the certificate."""

    title: Title = described("优秀志愿者", "the award")
    on: date = described("2019-03-05", "day it was given")
    given_by: Title = described("里水镇团委", "who gave it")


@dataclass(frozen=True)
class PutOnNotice:
    """What the office adds from its own records when it puts a certificate on public notice."""

    training: Annotated[list[TrainingEntry], Length(0, 50)] = described(
        [{"title": "急救知识培训", "on": "2019-03-02", "minutes": 120}], "trainings", default=[]
    )
    awards: Annotated[list[AwardEntry], Length(0, 50)] = described(
        [{"title": "优秀志愿者", "on": "2019-03-05", "given_by": "里水镇团委"}],
        "awards",
        default=[],
    )
    evaluation: Said | None = described("服务认真负责", "how the service is judged", default=None)


@dataclass(frozen=True)
class MakeObjection:
    """What is sent to object to a certificate on notice."""

    text: Said = described("当日该班次并未举行", "what is held against it")


@dataclass(frozen=True)
class AnswerObjection:
    """What the office sends to settle an objection."""

    upheld: bool = described(False, "true ends the certificate")
    text: Said = described("经核实，班次如期举行", "what was found")


@dataclass(frozen=True)
class NoticeView:
    """A certificate as everybody may see it: hours and days, not people."""

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
class BasicPart:
    """Who the volunteer is; the name is shown to the volunteer alone."""

    resident_id: str
    division: str
    name: str | None


@dataclass(frozen=True)
class ServicePart:
    """The service, in hours: seen on shifts' lists and on someone's word, apart."""

    first_day: date
    last_day: date
    system_hours: float
    attested_hours: float
    lines: list[ServedLine]


@dataclass(frozen=True)
class ObjectionView:
    """An objection and its answer, without who made it."""

    number: int
    text: str
    upheld: bool | None
    answer: str | None


@dataclass(frozen=True)
class CertificateView:
    """A certificate with the five parts of a volunteer's record, and how far it is."""

    id: str
    status: Status
    basic: BasicPart
    service: ServicePart
    training: list[TrainingEntry]
    awards: list[AwardEntry]
    evaluation: str | None
    notice_until: date | None
    objections: list[ObjectionView]
    issued_at: datetime | None
    issued_by: str | None
    ended_for: str | None


def shown(certificate: Certificate, name: str | None = None) -> CertificateView:
    """Show a certificate part by part."""
    return CertificateView(
        id=certificate.id,
        status=certificate.status,
        basic=BasicPart(certificate.resident_id, certificate.division, name),
        service=_service(certificate),
        training=[TrainingEntry(t.title, t.on, t.minutes) for t in certificate.training],
        awards=[AwardEntry(a.title, a.on, a.given_by) for a in certificate.awards],
        evaluation=certificate.evaluation,
        notice_until=certificate.notice_until,
        objections=[
            ObjectionView(o.number, o.text, o.upheld, o.answer) for o in certificate.objections
        ],
        issued_at=certificate.issued_at,
        issued_by=certificate.issued_by,
        ended_for=certificate.ended_for,
    )


def hours(minutes: int) -> float:
    """Write minutes as hours, as order 67 counts service."""
    return round(minutes / 60, 2)


def _service(certificate: Certificate) -> ServicePart:
    return ServicePart(
        certificate.first_day,
        certificate.last_day,
        hours(certificate.minutes(Grade.SYSTEM)),
        hours(certificate.minutes(Grade.ATTESTED)),
        list(certificate.service),
    )
